"""The text of a returned file in the coordinates of the text that was handed out.

A returned text is taken apart into stretches that were there when it was handed out, that are
there now, or both. Changes that the handed-out file had already count as they stood in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from portal.word.document import Change, Document, Mark, Paragraph, Place
from portal.word.quotes import starts
from portal.word.wording import Edit, Op, edits

Hand = tuple[bool, str, str]  # an insertion or a deletion, author, date
INSERTIONS = (Mark.INSERTED, Mark.MOVED_TO)
SECONDS = len("2026-01-02T03:04:05")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the returned text, "\\n" for the end of a paragraph.

    `before` says whether it stands in the text that everything is told by, `now` whether it
    stands there with what came back, `current` whether it counts in the returned file itself.
    """

    text: str
    before: bool
    now: bool
    current: bool
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words of the handed-out text and what they became; either may be empty."""

    place: Place
    old: str
    new: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The changes that are no news: those of the draft, and those we handed out with it."""

    drafted: Collection[Hand]
    handed_out: Collection[Hand]


class Returned:
    """A returned file, laid beside the text that it is told by.

    That is the text that was handed out; or with `original` the text of the draft, where our
    own changes in the handed-out file count as not made.
    """

    def __init__(
        self, handed_out: Document, returned: Document, original: Document | None = None
    ) -> None:
        base = handed_out if original is None else original
        known = Known(_hands(base), _hands(handed_out))
        ends = {change.paragraph: change for change in returned.changes if change.text == "\n"}
        lines = [
            list(_stretches(paragraph, ends.get(paragraph.index), known))
            for paragraph in returned.paragraphs
        ]
        self._firsts = [0, *accumulate(len(line) for line in lines)]
        self._stretches = [stretch for line in lines for stretch in line]
        lengths = (len(s.text) if s.before else 0 for s in self._stretches)
        self._befores = [0, *accumulate(lengths)]
        self._old = base.text + "\n"
        self._new = "".join(s.text for s in self._stretches if s.before)
        self._edits = edits(self._old, self._new)
        self._kept = list(_kept(self._edits))
        self._handed = starts([p.text for p in base.paragraphs])

    def place(self, place: Place) -> Place:
        """Where a place of the returned text lies in the handed-out one."""
        start = self._before(place.paragraph, place.start, opens=True)
        end = self._before(place.end_paragraph, place.end, opens=False)
        return self._place(start, max(start, end))

    def proposals(self) -> Iterator[Rewording]:
        """What was changed with tracking on; neighbouring changes of one author are one."""
        at = 0
        for author, group in groupby(self._stretches, key=_new_hand):
            stretches = list(group)
            end = at + sum(len(s.text) for s in stretches if s.before)
            if author is not None:
                old = "".join(s.text for s in stretches if s.before)
                new = "".join(s.text for s in stretches if s.now)
                dates = [s.date for s in stretches if s.date]
                if old != new:
                    yield Rewording(self._place(at, end), old, new, author, max(dates, default=""))
            at = end

    def untracked(self) -> Iterator[Rewording]:
        """What is different although nothing was tracked."""
        old = new = 0
        for same, group in groupby(self._edits, key=lambda edit: edit.op is Op.KEEP):
            cut, added = _lengths(list(group))
            if not same:
                words = self._old[old : old + cut], self._new[new : new + added]
                yield Rewording(self._in_handed_out(old, old + cut), *words)
            old, new = old + cut, new + added

    def _before(self, paragraph: int, offset: int, *, opens: bool) -> int:
        """From an offset in the current text to one in the text before."""
        first, last = self._firsts[paragraph], self._firsts[paragraph + 1]
        for place in range(first, last):
            stretch = self._stretches[place]
            length = len(stretch.text) if stretch.current else 0
            if offset < length or (offset == length and not opens and length):
                if stretch.before:
                    return self._befores[place] + offset
                return self._befores[self._shore(place, first, last, opens=opens)]
            offset -= length
        return self._befores[last - 1]

    def _shore(self, place: int, first: int, last: int, *, opens: bool) -> int:
        """From an addition to the end of the deletions that stand beside it."""
        if opens:
            while place > first and _is_gone(self._stretches[place - 1]):
                place -= 1
            return place
        place += 1
        while place < last and _is_gone(self._stretches[place]):
            place += 1
        return place

    def _place(self, start: int, end: int) -> Place:
        return self._in_handed_out(self._shifted(start), self._shifted(end))

    def _shifted(self, at: int) -> int:
        """From an offset in the text before to one in the text that was handed out."""
        piece = bisect_right(self._kept, (at, len(self._old))) - 1
        if piece < 0:
            return 0
        new, old, length = self._kept[piece]
        return old + min(at - new, length)

    def _in_handed_out(self, start: int, end: int) -> Place:
        return Place(*self._point(start), *self._point(max(start, end)))

    def _point(self, at: int) -> tuple[int, int]:
        at = min(at, len(self._old) - 1)
        paragraph = max(bisect_right(self._handed, at) - 1, 0)
        return paragraph, at - (self._handed[paragraph] if self._handed else 0)


def _stretches(paragraph: Paragraph, end: Change | None, known: Known) -> Iterator[Stretch]:
    """The stretches of a paragraph; `end` is the change of its mark, where there is one."""
    for span in paragraph.spans:
        if span.text:
            yield _stretch(span.text, span.mark, span.author, span.date, known)
    author, date = ("", "") if end is None else (end.author, end.date)
    yield _stretch("\n", paragraph.mark, author, date, known)


def _stretch(text: str, mark: Mark, author: str, date: str, known: Known) -> Stretch:
    current, added = mark.is_current, mark in INSERTIONS
    if mark is Mark.PLAIN:
        return Stretch(text, True, True, True)
    if _hand(mark, author, date) in known.drafted:
        return Stretch(text, current, current, current)
    if _hand(mark, author, date) in known.handed_out:
        return Stretch(text, not added, not added, current)
    return Stretch(text, not added, current, current, author, date)


def _is_gone(stretch: Stretch) -> bool:
    return stretch.before and not stretch.current


def _hands(document: Document) -> set[Hand]:
    return {_hand(change.kind, change.author, change.date) for change in document.changes}


def _hand(kind: str, author: str, date: str) -> Hand:
    return kind in INSERTIONS, author, date[:SECONDS]


def _new_hand(stretch: Stretch) -> str | None:
    """Who changed a stretch since it was handed out; None when nobody did."""
    return None if stretch.before == stretch.now else stretch.author


def _kept(way: Sequence[Edit]) -> Iterator[tuple[int, int, int]]:
    """The pieces that both texts share: where in the new, where in the old, how long."""
    old = new = 0
    yield 0, 0, 0
    for edit in way:
        if edit.op is Op.KEEP:
            yield new, old, edit.length
        old += edit.length if edit.op is not Op.ADD else 0
        new += edit.length if edit.op is not Op.CUT else 0


def _lengths(group: Sequence[Edit]) -> tuple[int, int]:
    """How many characters of the old and of the new text a group of edits covers."""
    cut = sum(edit.length for edit in group if edit.op is not Op.ADD)
    return cut, sum(edit.length for edit in group if edit.op is not Op.CUT)
