"""Which line of one text is which line of the other: certain pairs first, guesses last.

Lines that stand once on both sides carry the order (patience); between them lines are matched
that differ in their number only, then repeated lines, then similar ones, then empty ones.
Every step looks at a gap between certain pairs, so nothing is ever matched across them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.word.chains import heaviest_chain
from portal.word.loosening import QUOTES
from portal.word.wording import Op, compared

SIMILAR = 0.5  # of the character triples are shared: two wordings of one paragraph
RATHER = 0.35  # the same, where nothing surer is left in the gap
RELATED = 0.25  # enough where nothing else is left in the gap on either side
COMMON = 40  # lines that share a triple; beyond that it tells nothing
CANDIDATES = 5  # lines that are compared in full with each line
DEPTH = 60  # of gaps within gaps; only made-up texts go deeper

BESIDE_SIGNS = re.compile(r"(?<=[^A-Za-z0-9]) | (?=[^A-Za-z0-9])")
DIGITS = "〇零一二三四五六七八九十百千万两\\d"
NUMBER = re.compile(
    rf"第[{DIGITS}]+(?:之[{DIGITS}]+)?[编章节条款项]\s*"
    rf"|[（(](?:[{DIGITS}]+|[a-zA-Z])[）)]\s*"
    rf"|[{DIGITS}]+[、．)）]\s*"
    r"|\d+(?:\.\d+)+[.、]?\s*|\d+\.\s*(?!\d)|[①-⑳]\s*"
    r"|附件[一二三四五六七八九十\d]*[:：]?\s*"
)


@dataclass(frozen=True)
class Line:
    """A paragraph as the matching sees it; `home` is the cell it stands in, 0 in the open."""

    text: str
    home: int = 0

    @cached_property
    def key(self) -> str:
        """The text without differences that no reader would call one."""
        folded = unicodedata.normalize("NFKC", self.text).translate(QUOTES)
        return BESIDE_SIGNS.sub("", " ".join(folded.split()))

    @cached_property
    def bare(self) -> str:
        """The key without the number that the paragraph begins with."""
        number = NUMBER.match(self.key)
        return self.key[number.end() :] if number else self.key

    @cached_property
    def triples(self) -> frozenset[str]:
        bare = self.bare
        return frozenset([bare[i : i + 3] for i in range(len(bare) - 2)] or [bare] * bool(bare))


def likeness(one: Line, other: Line) -> float:
    """The share of character triples that two lines have in common, from 0 to 1."""
    shared = len(one.triples & other.triples)
    return shared / (len(one.triples) + len(other.triples) - shared) if shared else 0.0


Couple = tuple[int, int]


@dataclass(frozen=True)
class Gap:
    """Lines between two certain pairs: which lines of the old and of the new text."""

    old: range
    new: range
    depth: int = 0


Step = Callable[[Sequence[Line], Sequence[Line], Gap], list[Couple]]


def match(old: Sequence[Line], new: Sequence[Line]) -> list[Couple]:
    """Pairs of line numbers, rising on both sides."""
    found: list[Couple] = []
    open_gaps = list(between([], Gap(range(len(old)), range(len(new)))))
    while open_gaps:
        gap = open_gaps.pop()
        if gap.depth < DEPTH:
            couples = next(filter(None, (step(old, new, gap) for step in STEPS)), [])
            found += couples
            open_gaps += between(couples, gap) if couples else []
    return sorted(found)


def between(couples: Iterable[Couple], gap: Gap) -> Iterator[Gap]:
    """What is left of a gap on both sides around the couples found in it."""
    left, right = gap.old.start, gap.new.start
    for one, other in [*couples, (gap.old.stop, gap.new.stop)]:
        if left < one and right < other:
            yield Gap(range(left, one), range(right, other), gap.depth + 1)
        left, right = one + 1, other + 1


def at_the_ends(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    """Equal lines at the beginning and the end of the gap: they touch a certain pair."""
    shorter = min(len(gap.old), len(gap.new))
    head = common(shorter, lambda i: equal(old[gap.old[i]], new[gap.new[i]]))
    rest = shorter - head
    tail = common(rest, lambda i: equal(old[gap.old[-1 - i]], new[gap.new[-1 - i]]))
    first = [(gap.old[i], gap.new[i]) for i in range(head)]
    return first + [(gap.old[-1 - i], gap.new[-1 - i]) for i in reversed(range(tail))]


def equal(one: Line, other: Line) -> bool:
    return one.text == other.text or one.key == other.key


def common(limit: int, same: Callable[[int], bool]) -> int:
    return next((i for i in range(limit) if not same(i)), limit)


def once_to_the_letter(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    return unique(old, new, gap, lambda line: line.text)


def once_on_both_sides(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    return unique(old, new, gap, lambda line: line.key)


def once_but_for_the_number(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    return unique(old, new, gap, lambda line: line.bare)


def unique(
    old: Sequence[Line], new: Sequence[Line], gap: Gap, key: Callable[[Line], str]
) -> list[Couple]:
    left, right = singles(old, gap.old, key), singles(new, gap.new, key)
    shared = [(i, right[name], float(len(name))) for name, i in left.items() if name in right]
    return heaviest_chain(shared)


def singles(lines: Sequence[Line], part: range, key: Callable[[Line], str]) -> dict[str, int]:
    """The lines of a part whose key stands there once, and long enough to mean something."""
    names = [(key(lines[i]), i) for i in part]
    counts = Counter(name for name, _ in names)
    return {name: i for name, i in names if len(name) > 1 and counts[name] == 1}


def repeated(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    """Equal lines in the order that keeps most of them; for lines that stand several times."""
    return in_order(
        [i for i in gap.old if len(old[i].key) > 1],
        [i for i in gap.new if len(new[i].key) > 1],
        lambda i: old[i].key,
        lambda i: new[i].key,
    )


def anything_equal(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    return in_order(gap.old, gap.new, lambda i: old[i].key, lambda i: new[i].key)


def in_order(
    left: Sequence[int],
    right: Sequence[int],
    old_key: Callable[[int], str],
    new_key: Callable[[int], str],
) -> list[Couple]:
    couples: list[Couple] = []
    one = other = 0
    for edit in compared([old_key(i) for i in left], [new_key(i) for i in right]):
        if edit.op is Op.KEEP:
            kept = left[one : one + edit.length], right[other : other + edit.length]
            couples += zip(*kept, strict=True)
        one += edit.length if edit.op is not Op.ADD else 0
        other += edit.length if edit.op is not Op.CUT else 0
    return couples


def similar(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    """Pairs that are two wordings of one paragraph, in order, the most alike winning."""
    return heaviest_chain(sorted(alike(old, new, gap)))


def alike(
    old: Sequence[Line], new: Sequence[Line], gap: Gap, least: float = SIMILAR
) -> Iterator[tuple[int, int, float]]:
    """Pairs of lines whose likeness is at least `least`, with their weight."""
    known = index_of_triples(new, gap.new)
    for one in gap.old:
        votes = Counter(i for triple in old[one].triples for i in known.get(triple, ()))
        for other, _ in votes.most_common(CANDIDATES):
            degree = likeness(old[one], new[other])
            if degree >= least:
                yield one, other, degree * min(len(old[one].bare), len(new[other].bare))


def index_of_triples(lines: Sequence[Line], part: range) -> dict[str, list[int]]:
    known: dict[str, list[int]] = defaultdict(list)
    for i in part:
        for triple in lines[i].triples:
            known[triple].append(i)
    return {triple: places for triple, places in known.items() if len(places) <= COMMON}


def rather_similar(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    """Pairs that were reworded heavily; nothing better is left for them in the gap."""
    return heaviest_chain(sorted(alike(old, new, gap, RATHER)))


def side_by_side(old: Sequence[Line], new: Sequence[Line], gap: Gap) -> list[Couple]:
    """What remains, one by one: cells of a table, or a paragraph rewritten where it stood."""
    if len(gap.old) != len(gap.new):
        return []
    couples = list(zip(gap.old, gap.new, strict=True))
    return couples if all(replaces(old[i], new[j], len(gap.old)) for i, j in couples) else []


def replaces(one: Line, other: Line, count: int) -> bool:
    if one.home and other.home:
        return True
    return count == 1 and one.home == other.home and related(one, other)


def related(one: Line, other: Line) -> bool:
    """Whether two lines that stand in the same place may be two wordings of one paragraph."""
    if one.bare in other.bare or other.bare in one.bare:
        return min(len(one.bare), len(other.bare)) > 1
    letters = (Counter(one.bare) & Counter(other.bare)).total()
    alike = 2 * letters >= SIMILAR * (len(one.bare) + len(other.bare))
    return likeness(one, other) >= RELATED or (alike and letters > 1)


STEPS: tuple[Step, ...] = (
    at_the_ends,
    once_to_the_letter,
    once_on_both_sides,
    once_but_for_the_number,
    repeated,
    similar,
    anything_equal,
    side_by_side,
    rather_similar,
)
