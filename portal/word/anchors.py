"""Holding on to words while the text around them changes.

`carry` follows a place through the comparison of two versions and says how it fared; it
searches only where the comparison has lost the paragraph, and what it finds that way a person
must confirm.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.word.aligning import Alignment, Pair
from portal.word.document import Place
from portal.word.quotes import Anchor, find, likeliest, occurrences, remember, starts
from portal.word.wording import Op, laid

__all__ = ["Anchor", "Carried", "CarryState", "carry", "find", "remember"]

WEAK = 0.5  # a pair that kept less than this is no safe ground for a few surviving letters


class CarryState(StrEnum):
    """How a place fared on its way into another version."""

    PLACED = "placed"  # the same words at the same place
    MOVED = "moved"  # the same words, the paragraph stands elsewhere
    CHANGED = "changed"  # the words were edited
    DELETED = "deleted"  # the words are gone, their paragraph is there
    SPLIT = "split"  # the words now stand in several paragraphs, or apart
    UNCERTAIN = "uncertain"  # a suggestion that a person must confirm
    ORPHANED = "orphaned"  # the paragraph is gone


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a place is in the new version; `place` is None where it has none any more.

    After a deletion `place` is the empty spot where the words stood. `near` is the paragraph
    of the new version that stands where the lost one stood.
    """

    state: CarryState
    place: Place | None
    old: str
    new: str
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What became of the part of a place that lies in one pair: a stretch of the new lines.

    Offsets count in the pair's joined new lines; `kept` counts the characters that survived.
    """

    pair: Pair
    start: int
    end: int
    kept: int
    size: int


def carry(alignment: Alignment, place: Place) -> Carried:
    """Follows a place of the old version into the new one; never silently to a wrong place."""
    old = alignment.old.quote(place)
    pieces = list(followed(alignment, place))
    if not pieces:
        return lost(alignment, place, old)
    present = [piece for piece in pieces if piece.end > piece.start]
    if not present:
        spot = hull(alignment, pieces[:1])
        state = CarryState.DELETED if old else CarryState.PLACED
        return Carried(state, spot, old, "", spot.paragraph)
    target = hull(alignment, present)
    new = alignment.new.quote(target)
    return Carried(judged(present, place, target, old, new), target, old, new, target.paragraph)


def followed(alignment: Alignment, place: Place) -> Iterator[Piece]:
    """The parts of a place, pair by pair, in the order of the old version."""
    at = place.paragraph
    while at <= place.end_paragraph:
        pair = alignment.of_old.get(at)
        if pair:
            yield piece(alignment, pair, place)
        at = pair.old.stop if pair else at + 1


def piece(alignment: Alignment, pair: Pair, place: Place) -> Piece:
    texts = [alignment.old.paragraphs[i].text for i in pair.old]
    begins = starts(texts)
    start, end = 0, begins[-1] + len(texts[-1])
    if place.paragraph in pair.old:
        start = begins[place.paragraph - pair.old.start] + place.start
    if place.end_paragraph in pair.old:
        end = begins[place.end_paragraph - pair.old.start] + place.end
    return Piece(pair, *mapped(pair, start, end), size=end - start)


def mapped(pair: Pair, start: int, end: int) -> tuple[int, int, int]:
    """The stretch of new text that came from old[start:end], and how many letters survived.

    What was written in the place of cut letters belongs to the stretch; what was added right
    before or behind kept ones does not. An empty stretch stands where the letters were.
    """
    spans: list[tuple[int, int]] = []
    kept = spot = 0
    replaced = False
    for op, old, new, length in laid(pair.edits):
        low, high = max(start, old), min(end, old + length)
        if op is Op.ADD and (replaced or start < old < end):
            spans.append((new, new + length))
        elif op is Op.KEEP and low < high:
            spans.append((new + low - old, new + high - old))
            kept += high - low
        if op is not Op.ADD and old <= start:
            spot = new + (min(start - old, length) if op is Op.KEEP else 0)
        replaced = op is Op.CUT and low < high
    return (spans[0][0], spans[-1][1], kept) if spans else (spot, spot, 0)


def hull(alignment: Alignment, pieces: Sequence[Piece]) -> Place:
    """From the first to the last piece; only the largest one where they lost their order."""
    first, last = spot(alignment, pieces[0], 0), spot(alignment, pieces[-1], 1)
    if first > last or any(piece.pair.moved for piece in pieces[1:]):
        largest = max(pieces, key=lambda piece: piece.kept)
        first, last = spot(alignment, largest, 0), spot(alignment, largest, 1)
    return Place(*first, *last)


def spot(alignment: Alignment, piece: Piece, side: int) -> tuple[int, int]:
    """Paragraph and offset of the beginning (side 0) or the end (side 1) of a piece."""
    begins = starts([alignment.new.paragraphs[i].text for i in piece.pair.new])
    at = (piece.start, piece.end)[side]
    which = bisect_right(begins, at) - 1
    return piece.pair.new[which], at - begins[which]


def judged(pieces: Sequence[Piece], place: Place, target: Place, old: str, new: str) -> CarryState:
    """How a place fared whose words, or others in their stead, stand at `target` now."""
    if old == new:
        return CarryState.MOVED if any(p.pair.moved for p in pieces) else CarryState.PLACED
    if any(p.pair.moved for p in pieces) and len(pieces) > 1:
        return CarryState.SPLIT
    if old.split("\n") != new.split("\n") and old.replace("\n", "") == new.replace("\n", ""):
        return CarryState.SPLIT
    if place.paragraph == place.end_paragraph and target.paragraph != target.end_paragraph:
        return CarryState.SPLIT
    weak = all(p.pair.kept < WEAK and p.kept < WEAK * p.size for p in pieces)
    alone = len(pieces) == 1 and pieces[0].size == len(old) == cut_length(pieces[0].pair)
    return CarryState.UNCERTAIN if weak and not alone else CarryState.CHANGED


def cut_length(pair: Pair) -> int:
    """How long the old side of a pair is."""
    return sum(edit.length for edit in pair.edits if edit.op is not Op.ADD)


def lost(alignment: Alignment, place: Place, old: str) -> Carried:
    """The paragraph has no counterpart: a suggestion from the new paragraphs, or none."""
    near = neighbour(alignment, place.paragraph)
    unmatched = set(alignment.inserted)
    found = [
        p
        for p in occurrences(old, alignment.new)
        if unmatched.issuperset(range(p.paragraph, p.end_paragraph + 1))
    ]
    best = likeliest(remember(alignment.old, place), found, alignment.new) if old else None
    if best is None:
        return Carried(CarryState.ORPHANED, None, old, "", near)
    return Carried(CarryState.UNCERTAIN, best, old, alignment.new.quote(best), best.paragraph)


def neighbour(alignment: Alignment, paragraph: int) -> int | None:
    """The new paragraph beside the place where an old one without counterpart stood."""
    for i in range(paragraph - 1, -1, -1):
        pair = alignment.of_old.get(i)
        if pair and not pair.moved:
            return pair.new[-1]
    return 0 if alignment.new.paragraphs else None
