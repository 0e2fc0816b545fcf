"""What a marked copy makes of the original, passage by passage, in offsets of the original.

A passage is a stretch of the original whose words a copy changes without a kept word between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from portal.word.marked import END, THING, Hand, Marker, Piece, Stream
from portal.word.wording import Op, edits, laid


@dataclass(frozen=True, slots=True)
class Strike:
    """A stretch of the original that somebody struck out."""

    start: int
    end: int
    hand: Hand


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of the original, and what one copy writes instead.

    `gaps` are the offsets at which something is written in; `tracked` is False where the copy
    was changed without tracking.
    """

    copy: int
    start: int
    end: int
    new: str
    strikes: list[Strike]
    gaps: frozenset[int]
    authors: tuple[str, ...]
    tracked: bool = True
    is_lost: bool = False  # the text around it was changed without tracking

    @property
    def is_cut(self) -> bool:
        """Whether words are struck out and nothing else."""
        return not self.gaps


@dataclass(slots=True)
class Written:
    """What a copy has at one spot between two characters of the original, in order."""

    at: int
    items: list[Piece | Marker] = field(default_factory=list)
    passage: Passage | None = None


class Shift:
    """From offsets in the text that a copy was made from to those in the original."""

    def __init__(self, original: str, text: str) -> None:
        self.is_same = original == text
        way = [] if self.is_same else list(laid(edits(original, text)))
        kept = [(new, old, length) for op, old, new, length in way if op is Op.KEEP]
        self._kept = [(0, 0, len(original))] if self.is_same else kept or [(0, 0, 0)]

    def gap(self, at: int) -> tuple[int, bool]:
        """The spot in the original, and whether that is certain."""
        new, old, length = self._kept[max(bisect_right(self._kept, (at, -1, -1)) - 1, 0)]
        if at > new + length:
            following = [piece for piece in self._kept if piece[0] == at]
            return (following[0][1], True) if following else (old + length, False)
        return old + max(at - new, 0), at >= new

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of the original that a stretch consists of."""
        for new, old, length in self._kept:
            low, high = max(start, new), min(end, new + length)
            if low < high:
                yield old + low - new, old + high - new


class Reading:
    """The passages of one copy, and what it has at each spot."""

    def __init__(self, copy: int, stream: Stream, shift: Shift, *, tracked: bool = True) -> None:
        self.passages: list[Passage] = []
        self.spots: list[Written] = []
        self.copy = copy
        self._shift, self._tracked = shift, tracked
        at = 0
        for changed, group in groupby(self._runs(stream.pieces), key=lambda run: run[0]):
            items = [item for _, item in group]
            if changed:
                self._passage(at, items)
            else:
                self._marks(at, items)
            at += sum(len(i.text) for i in items if isinstance(i, Piece) and i.is_old)

    def _runs(self, pieces: Sequence[Piece | Marker]) -> Iterator[tuple[bool, Piece | Marker]]:
        """Each piece with whether it is changed; marks beside changes go with them."""
        changed = [isinstance(piece, Piece) and is_changed(piece) for piece in pieces]
        for place, piece in enumerate(pieces):
            if isinstance(piece, Marker):
                changed[place] = place > 0 and changed[place - 1]
        for place in range(len(pieces) - 2, -1, -1):
            if isinstance(pieces[place], Marker):
                changed[place] = changed[place] or changed[place + 1]
        yield from zip(changed, pieces, strict=True)

    def _marks(self, at: int, items: Sequence[Piece | Marker]) -> None:
        for item in items:
            if isinstance(item, Marker):
                self._put(at, item)
            else:
                at += len(item.text)

    def _passage(self, at: int, items: Sequence[Piece | Marker]) -> None:
        begin, certain = at, True
        strikes: list[Strike] = []
        gaps: set[int] = set()
        spots: list[Written] = []
        for item in items:
            if isinstance(item, Piece) and item.is_old:
                found = list(self._strikes(at, at + len(item.text), item))
                certain = certain and sum(s.end - s.start for s in found) == len(item.text)
                strikes += found
                at += len(item.text)
                continue
            spot, sure = self._shift.gap(at)
            certain = certain and (sure or isinstance(item, Marker))
            spots.append(self._put(spot, item, shifted=True))
            if isinstance(item, Piece):
                gaps.add(spot)
        passage = self._made(self._ends(begin, at, strikes), items, joined(strikes), gaps)
        passage.is_lost = not certain
        for written in spots:
            written.passage = passage
        self.passages.append(passage)

    def _ends(self, start: int, end: int, strikes: Sequence[Strike]) -> tuple[int, int]:
        low, high = self._shift.gap(start)[0], self._shift.gap(end)[0]
        low = min([low, *(strike.start for strike in strikes)])
        return low, max([low, high, *(strike.end for strike in strikes)])

    def _made(
        self,
        ends: tuple[int, int],
        items: Sequence[Piece | Marker],
        strikes: list[Strike],
        gaps: set[int],
    ) -> Passage:
        pieces = [item for item in items if isinstance(item, Piece)]
        hands = [hand for piece in pieces for hand in (piece.written, piece.struck) if hand]
        new = "".join(piece.text for piece in pieces if piece.struck is None)
        authors = tuple(dict.fromkeys(hand.author for hand in hands))
        return Passage(self.copy, *ends, new, strikes, frozenset(gaps), authors, self._tracked)

    def _strikes(self, start: int, end: int, piece: Piece) -> Iterator[Strike]:
        for low, high in self._shift.stretches(start, end) if piece.struck else ():
            yield Strike(low, high, piece.struck or Hand("", ""))

    def _put(self, at: int, item: Piece | Marker, *, shifted: bool = False) -> Written:
        spot = at if shifted else self._shift.gap(at)[0]
        if not self.spots or self.spots[-1].at != spot:
            self.spots.append(Written(spot))
        self.spots[-1].items.append(item)
        return self.spots[-1]


def is_changed(piece: Piece) -> bool:
    return piece.written is not None or piece.struck is not None


def joined(strikes: Sequence[Strike]) -> list[Strike]:
    """Neighbouring strikes of one hand as one."""
    result: list[Strike] = []
    for strike in strikes:
        if result and result[-1].end == strike.start and result[-1].hand == strike.hand:
            result[-1] = Strike(result[-1].start, strike.end, strike.hand)
        else:
            result.append(strike)
    return result


def shown(text: str) -> str:
    """Text for people: paragraphs end with a line break, things are left out."""
    return text.replace(END, "\n").replace(THING, "")
