"""A returned Word file on the ground of the text that was handed out.

Whoever works in Word writes over the draft with changes tracked. Taken back to before these
changes, the file should read as the draft does; the changes are then edits of that text, and
every place in the file has a place there. Changes that the draft itself carried stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word.document import Document, Mark, Paragraph, Place, Span

Hand = tuple[str, str]  # whose change: the author and the minute
Point = tuple[int, int]  # line and offset on the ground
MINUTE = 16  # characters of a date up to the minute


@dataclass(frozen=True)
class Rewording:
    """A tracked change: the words at `place` of the ground become `new`."""

    place: Place
    new: str
    author: str
    date: str


@dataclass(frozen=True)
class Stretch:
    """Characters of one paragraph of the file; `hand` is who changed them since, if anybody.

    They begin at `current` in the text of the file and at `point` on the ground.
    """

    text: str
    current: int
    point: Point
    is_current: bool = True
    is_ground: bool = True
    hand: Hand | None = None

    @property
    def end(self) -> int:
        """Where it ends in the text of the file."""
        return self.current + len(self.text) * self.is_current

    @property
    def last(self) -> Point:
        """Where it ends on the ground."""
        return self.point[0], self.point[1] + len(self.text) * self.is_ground


@dataclass(frozen=True)
class Ground:
    """The text of a file before the changes, line by line, and what was changed in it."""

    lines: tuple[str, ...]
    begins: tuple[Point, ...]  # where each paragraph of the file begins on the ground
    stretches: tuple[tuple[Stretch, ...], ...]  # those of each paragraph of the file

    @property
    def document(self) -> Document:
        """The ground as a document of plain paragraphs."""
        return Document(tuple(Paragraph(i, text) for i, text in enumerate(self.lines)))

    def place(self, place: Place) -> Place:
        """Where a place of the file is on the ground, wide enough to hold what was cut there."""
        first, spot = self._bounds(place.paragraph, place.start)
        _, last = self._bounds(place.end_paragraph, place.end)
        is_point = (place.paragraph, place.start) == (place.end_paragraph, place.end)
        return Place(*first, *(max(first, spot) if is_point else max(first, last)))

    def rewordings(self) -> Iterator[Rewording]:
        """What was changed, in the order of the text."""
        run: list[Stretch] = []
        for stretches in self.stretches:
            for one in stretches:
                if one.hand is None and run:
                    yield _rewording(run)
                    run = []
                run += [one] if one.hand else []
            if run and run[-1].text != "\n":
                yield _rewording(run)
                run = []
        if run:
            yield _rewording(run)

    def _bounds(self, paragraph: int, offset: int) -> tuple[Point, Point]:
        """The first and the last point of the ground that a boundary of the file may mean."""
        first = last = self.begins[paragraph]
        for one in self.stretches[paragraph]:
            if one.current < offset < one.end and not one.is_ground:
                return _around(self.stretches[paragraph], one)
            if one.current < offset < one.end:
                inside = one.point[0], one.point[1] + offset - one.current
                return inside, inside
            if one.end < offset or (one.end == offset and one.current < one.end):
                first = last = one.last
            elif one.end == offset:
                last = one.last  # cut letters stand right at the boundary
        return first, last


def ground(document: Document, known: frozenset[Hand]) -> Ground:
    """The ground of a file; changes by the hands in `known` were in the draft already."""
    marks = _new_marks(document, known)
    lines, begins, all_stretches = [""], [], []
    for paragraph in document.paragraphs:
        begins.append((len(lines) - 1, len(lines[-1])))
        found = list(_stretches(paragraph, begins[-1], known))
        lines[-1] += "".join(one.text for one in found if one.is_ground)
        if hand := marks.get(paragraph.index):
            point = (len(lines) - 1, len(lines[-1]))
            found.append(Stretch("\n", len(paragraph.text), point, True, False, hand))
        else:
            lines.append("")
        all_stretches.append(tuple(found))
    return Ground(tuple(lines[:-1] or lines), tuple(begins), tuple(all_stretches))


def hands(document: Document) -> frozenset[Hand]:
    """Who has changed a document, and when."""
    return frozenset((change.author, change.date[:MINUTE]) for change in document.changes)


def _new_marks(document: Document, known: frozenset[Hand]) -> dict[int, Hand]:
    """The paragraphs whose end was inserted since, and by whom."""
    found = {
        change.paragraph: (change.author, change.date[:MINUTE])
        for change in document.changes
        if change.kind == Mark.INSERTED and change.text == "\n" and change.start == change.end
    }
    return {paragraph: hand for paragraph, hand in found.items() if hand not in known}


def _stretches(paragraph: Paragraph, begin: Point, known: frozenset[Hand]) -> Iterator[Stretch]:
    current, point = 0, begin
    for span in paragraph.spans or (Span(paragraph.text),):
        if span.text:
            hand = (span.author, span.date[:MINUTE])
            fresh = span.mark is not Mark.PLAIN and hand not in known
            shown = span.mark.is_current
            one = Stretch(span.text, current, point, shown, shown != fresh, hand if fresh else None)
            yield one
            current, point = one.end, one.last


def _around(stretches: Sequence[Stretch], inside: Stretch) -> tuple[Point, Point]:
    """The ends of the change that a written-in stretch belongs to."""
    at = stretches.index(inside)
    first, last = inside.point, inside.last
    for one in reversed(stretches[:at]):
        if one.hand is None:
            break
        first = one.point
    for one in stretches[at + 1 :]:
        if one.hand is None:
            break
        last = one.last
    return first, last


def _rewording(run: Sequence[Stretch]) -> Rewording:
    new = "".join(one.text for one in run if one.is_current)
    author, date = next((one.hand for one in reversed(run) if one.hand), ("", ""))
    return Rewording(Place(*run[0].point, *run[-1].last), new, author, date)
