"""Which of the passages of several copies can stand together, and where they contradict.

The first copy has its way; where two only strike out, or write in at the same spot, both stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.word.marked import END
from portal.word.passages import Passage
from portal.word.wording import PAUSES

NEAR = 20  # characters; a phrase reaches no further than this beside what changes in it


@dataclass(slots=True)
class Clash:
    """A stretch of the original that copies change differently, and what each makes of it."""

    start: int
    end: int
    passages: list[Passage]


@dataclass(slots=True)
class Verdict:
    """Which passages are written, which repeat another, which are only told about."""

    kept: list[Passage] = field(default_factory=list)
    repeated: list[tuple[Passage, Passage]] = field(default_factory=list)  # with what they repeat
    refused: list[Passage] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def decided(passages: Sequence[Passage], original: str) -> Verdict:
    """What becomes of the passages of all copies, the first copy first."""
    verdict = Verdict()
    for cluster in touching(passages):
        known: dict[tuple[int, int, str], Passage] = {}
        single: list[Passage] = []
        for passage in sorted(cluster, key=lambda p: (p.copy, p.start, p.end)):
            key = effect(passage, original)
            twin = known.setdefault(key, passage)
            if twin is passage or twin.copy == passage.copy:
                single.append(passage)
            else:
                verdict.repeated.append((passage, twin))
        for group in grouped(single):
            settle(group, verdict)
    return verdict


def touching(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages in groups that have no character and no edge in common."""
    cluster: list[Passage] = []
    reach = -1
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        if cluster and passage.start > reach:
            yield cluster
            cluster = []
        cluster.append(passage)
        reach = max(reach, passage.end) if len(cluster) > 1 else passage.end
    if cluster:
        yield cluster


def grouped(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The passages with all that they collide with, directly or through others."""
    left = list(passages)
    while left:
        group = [left.pop(0)]
        for member in group:
            found = [other for other in left if collide(member, other)]
            group += found
            left = [other for other in left if other not in found]
        yield sorted(group, key=lambda p: (p.copy, p.start, p.end))


def settle(group: Sequence[Passage], verdict: Verdict) -> None:
    kept: list[Passage] = []
    for passage in group:
        rivals = [other for other in kept if collide(passage, other)]
        if all(bearable(passage, other) for other in rivals):
            kept.append(passage)
        else:
            verdict.refused.append(passage)
    verdict.kept += kept
    if len({passage.copy for passage in group}) > 1 or len(kept) < len(group):
        start, end = min(p.start for p in group), max(p.end for p in group)
        verdict.clashes.append(Clash(start, end, list(group)))


def collide(one: Passage, other: Passage) -> bool:
    """Whether two copies change the same words, or write in at the same spot."""
    if one.copy == other.copy and one.tracked == other.tracked:
        return False
    return overlap(one, other) or meet(one, other)


def overlap(one: Passage, other: Passage) -> bool:
    if one.start == one.end:
        return other.start < one.start < other.end
    if other.start == other.end:
        return one.start < other.start < one.end
    return max(one.start, other.start) < min(one.end, other.end)


def meet(one: Passage, other: Passage) -> bool:
    """Whether both write in at one spot and nothing tells whose words come first."""
    in_order = one.start < one.end <= other.start < other.end
    in_order |= other.start < other.end <= one.start < one.end
    return bool(one.gaps & other.gaps) and not in_order


def bearable(one: Passage, other: Passage) -> bool:
    """Whether two passages that collide can both stand: the reader sees what each one wants."""
    return (one.is_cut and other.is_cut) or not overlap(one, other)


def effect(passage: Passage, original: str) -> tuple[int, int, str]:
    """What a passage does to the text, however it was written: without what it writes anew."""
    start, end, new = passage.start, passage.end, passage.new
    while start < end and new and original[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and original[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return start, end, new


def reworded(original: str, start: int, end: int, passages: Iterable[Passage]) -> str:
    """A stretch of the original as these passages of one copy want it."""
    pieces, at = [], start
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        pieces += [original[at : passage.start], passage.new]
        at = max(at, passage.end)
    return "".join([*pieces, original[at:end]])


def phrase(original: str, start: int, end: int) -> tuple[int, int]:
    """The phrase that a stretch stands in, from pause to pause, within its paragraphs."""
    low, high = start, end
    while low > max(0, start - NEAR) and not is_pause(original[low - 1]):
        low -= 1
    while high < min(len(original), end + NEAR) and not is_pause(original[high]):
        high += 1
    return low, high


def is_pause(letter: str) -> bool:
    return letter == END or letter in PAUSES
