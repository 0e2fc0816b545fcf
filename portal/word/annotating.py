"""Writing comments and proposed wording into a file that somebody else made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.answering import Threads
from portal.word.canvas import Canvas
from portal.word.comment_parts import CommentParts, Speech, local
from portal.word.comment_styles import comment_styles
from portal.word.document import Place
from portal.word.errors import Hostile
from portal.word.hunks import Claims, Hunk, hunks
from portal.word.ids import ids_of
from portal.word.ink import Ink
from portal.word.marking import mark
from portal.word.notes import Annotated, Note, Reason, Whole
from portal.word.package import Package
from portal.word.paragraphing import can_go, can_reach, reach
from portal.word.placing import Words
from portal.word.proposing import Pen
from portal.word.reading import body_of
from portal.word.relations import Ties
from portal.word.rowing import RowPlan, Rows, carry_out
from portal.word.surroundings import warnings
from portal.word.wholes import is_whole, rows, widened
from portal.word.writing import plain


def annotate(data: bytes, notes: Sequence[Note]) -> Annotated:
    """The same file with the notes in it, all else untouched; raises `Unreadable`.

    Places and offsets are those of the file as it was given. What finds no place is told in
    the answer, and the other notes are written all the same. Where a comment can be placed but
    not the wording that comes with it, the note stands in both lists.
    """
    try:
        return _Annotation(Package(data)).of(notes)
    except RecursionError:
        raise Hostile("too-deep", "elements are nested too deeply") from None


@dataclass(slots=True)
class _Plan:
    """A note with its place and the edits of its wording."""

    note: Note
    place: Place
    hunks: list[Hunk] = field(default_factory=list)
    rows: RowPlan | None = None
    loses_end: bool = False  # whether the end of its last paragraph goes too
    behind: etree._Element | None = None  # the mark that what is written in must follow


class _Annotation:
    """One file while it is annotated."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.tree(package.main)
        self._ids = ids_of(package)
        self._canvas = Canvas(body_of(self._root), self._ids)
        self._ties = Ties(package)
        self._styles = comment_styles(package)
        self._parts = CommentParts(package, self._ties, self._ids, self._styles)
        self._placed: dict[str, Place] = {}
        self._unplaced: dict[str, Reason] = {}
        self._comments: dict[str, str] = {}
        self._warnings: list[str] = []

    def of(self, notes: Sequence[Note]) -> Annotated:
        answers = [note for note in notes if note.parent is not None]
        plans = list(self._plans([note for note in notes if note.parent is None]))
        for plan in plans:
            self._ask_for_splits(plan)
        self._canvas.split()
        for plan in plans:
            self._comment(plan)
        for plan in plans:
            self._propose(plan)
        if answers:
            threads = Threads(self._package, self._root, self._parts, self._styles.mark)
            for note in answers:
                self._answer(threads, note)
        return Annotated(
            self._written(),
            self._placed,
            self._unplaced,
            self._comments,
            (*warnings(self._package), *self._warnings),
        )

    def _plans(self, notes: Sequence[Note]) -> Iterator[_Plan]:
        claims = Claims()
        for note in notes:
            place = self._place(note)
            if isinstance(place, Reason):
                self._unplaced[note.id] = place
                continue
            plan = _Plan(note, place)
            if note.replacement is not None:
                self._plan_wording(plan, note.replacement, claims)
            if plan.hunks or plan.rows or note.text is not None or note.id not in self._unplaced:
                self._placed[note.id] = place
                yield plan

    def _place(self, note: Note) -> Place | Reason:
        if note.text is None and note.replacement is None:
            return Reason.NOTHING
        place = self._told(note)
        if note.whole is None or isinstance(place, Reason):
            return place
        return widened(self._canvas, place, note.whole)

    def _told(self, note: Note) -> Place | Reason:
        place = note.place
        if place is None and note.whole is Whole.DOCUMENT:
            place = Place(0, 0, 0, 0)
        if place is not None:
            return place if self._canvas.holds(place) else Reason.OUT_OF_RANGE
        return self._words.find(note)

    @cached_property
    def _words(self) -> Words:
        return Words([line.text for line in self._canvas.lines])

    def _plan_wording(self, plan: _Plan, replacement: str, claims: Claims) -> None:
        found = self._hunks(plan, replacement)
        if found is None or not all(self._can_change(hunk) for hunk in found):
            self._unplaced[plan.note.id] = Reason.STRUCTURE
            plan.rows = None
        elif not claims.claim(found):
            self._unplaced[plan.note.id] = Reason.OVERLAPS
            plan.rows = None
        else:
            plan.hunks = found
            plan.loses_end = not replacement and plan.rows is None and self._goes_whole(plan.place)

    def _goes_whole(self, place: Place) -> bool:
        """Whether all words of a place are those of paragraphs that can go with their ends."""
        whole = place.end > 0 and is_whole(self._canvas, place)
        return whole and can_go(self._canvas, place.end_paragraph)

    def _hunks(self, plan: _Plan, replacement: str) -> list[Hunk] | None:
        """The edits of a note; None where the structure forbids them."""
        place, lines = plan.place, self._canvas.lines
        covered = rows(self._canvas, place)
        if covered:
            plan.rows = Rows(self._canvas, covered).plan(replacement)
            return None if plan.rows is None else plan.rows.hunks
        texts = [lines[n].text for n in range(place.paragraph, place.end_paragraph + 1)]
        return hunks(texts, place, replacement)

    def _can_change(self, hunk: Hunk) -> bool:
        if hunk.reaches_over:
            return can_reach(self._canvas, hunk)
        return self._canvas.can_change(*hunk.start, hunk.end[1])

    def _ask_for_splits(self, plan: _Plan) -> None:
        place = plan.place
        if plan.note.text is not None:
            self._canvas.mark(place.paragraph, place.start)
            self._canvas.mark(place.end_paragraph, place.end)
        for hunk in plan.hunks:
            self._canvas.mark(*hunk.start)
            self._canvas.mark(*hunk.end)

    def _comment(self, plan: _Plan) -> None:
        note = plan.note
        if note.text is None:
            return
        speech = Speech(note.author, note.text, note.date, note.initials)
        thread = [self._parts.add(speech, resolved=note.resolved)]
        for reply in note.replies:
            speech = Speech(reply.author, reply.text, reply.date, reply.initials)
            thread.append(self._parts.add(speech, parent=thread[0]))
        place, last_mark = mark(self._canvas, plan.place, thread, self._styles.mark)
        if _is_empty(plan.place):
            plan.behind = last_mark
        if place != plan.place:
            self._warnings.append(f"widened: {note.id} stands around what cannot be opened")
        ends = ((place.paragraph, place.start), (place.end_paragraph, place.end))
        if any(self._canvas.is_in_field(*end) for end in ends):
            self._warnings.append(f"in-field: {note.id} ends in what Word may write anew")
        self._placed[note.id] = place
        self._comments[note.id] = thread[0]

    def _propose(self, plan: _Plan) -> None:
        note = plan.note
        pen = Pen(self._canvas, note.author, local(note.date))
        begin = plan.place.paragraph, plan.place.start
        for hunk in plan.hunks:
            (paragraph, start), (_, end) = hunk.start, hunk.end
            opens = hunk.start == begin
            if hunk.reaches_over:
                reach(pen, self._canvas, hunk, opens=opens)
            else:
                pen.change(paragraph, start, end, hunk.new, opens=opens, behind=plan.behind)
        if plan.loses_end:
            pen.flag(self._canvas.end_of(plan.place.end_paragraph), names.DEL)
        if plan.rows is not None:
            author, date = plain(note.author), local(note.date)
            carry_out(plan.rows, pen, Ink(author, date, self._ids.numbers()))

    def _answer(self, threads: Threads, note: Note) -> None:
        answered = threads.answer(note)
        if isinstance(answered, Reason):
            self._unplaced[note.id] = answered
        elif answered:
            self._comments[note.id] = answered

    def _written(self) -> bytes:
        parts = self._parts.parts() | self._ties.parts()
        if self._comments and self._styles.part:
            parts[self._styles.part] = self._styles.plain
        parts[self._package.main] = self._package.written(self._root)
        return self._package.rewritten(parts)


def _is_empty(place: Place) -> bool:
    return (place.paragraph, place.start) == (place.end_paragraph, place.end)
