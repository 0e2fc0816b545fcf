"""The edits that turn the words at a place into others, and who was first to claim them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word.document import Place
from portal.word.placing import Words
from portal.word.wording import Op, edits

Point = tuple[int, int]  # a paragraph and an offset in it


@dataclass(frozen=True, slots=True)
class Hunk:
    """One edit: what stands from `start` to `end` becomes `new`."""

    start: Point
    end: Point
    new: str

    @property
    def reaches_over(self) -> bool:
        """Whether the edit adds or joins paragraphs."""
        return "\n" in self.new or self.start[0] != self.end[0]


def hunks(texts: Sequence[str], place: Place, replacement: str) -> list[Hunk]:
    """The edits at a place; `texts` are those of its paragraphs alone."""
    words = Words(texts)
    end = len(words.text) - len(texts[-1]) + place.end
    old = words.text[place.start : end]
    return [
        Hunk(_point(words, place, start), _point(words, place, stop), new)
        for start, stop, new in _edited(old, replacement)
    ]


class Claims:
    """The stretches that are already being reworded."""

    def __init__(self) -> None:
        self._hunks: defaultdict[int, list[Hunk]] = defaultdict(list)  # by paragraph

    def claim(self, found: Sequence[Hunk]) -> bool:
        """Claim the stretches of a note; False when somebody has claimed one of them before."""
        touched = [(hunk, at) for hunk in found for at in range(hunk.start[0], hunk.end[0] + 1)]
        if any(_collide(hunk, other) for hunk, at in touched for other in self._hunks[at]):
            return False
        for hunk, at in touched:
            self._hunks[at].append(hunk)
        return True


def _collide(one: Hunk, two: Hunk) -> bool:
    """Whether two edits overlap; those that add or join paragraphs must not even touch."""
    if one.reaches_over or two.reaches_over:
        return one.start <= two.end and two.start <= one.end
    return one.start < two.end and two.start < one.end


def _point(words: Words, place: Place, at: int) -> Point:
    paragraph, offset = words.point(place.start + at)
    return place.paragraph + paragraph, offset


def _edited(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Each stretch of `old` that changes, with what takes its place."""
    begun = at = written = 0
    added = ""
    for edit in edits(old, new):
        if edit.op is Op.ADD:
            added += new[written : written + edit.length]
        elif edit.op is Op.CUT:
            at += edit.length
        else:
            if at > begun or added:
                yield begun, at, added
            at += edit.length
            begun, added = at, ""
        written += 0 if edit.op is Op.CUT else edit.length
    if at > begun or added:
        yield begun, at, added
