"""The workbench as its template shows it: outline, paper, cards, advice, what may be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.heading import Head, head_of
from portal.deadlines.models import Deadline, Period
from portal.deadlines.telling import Sign, sign
from portal.documents.models import Draft, Format
from portal.i18n import translate
from portal.matters.models import Matter
from portal.permits import Permit
from portal.reviews.advice import assignment_of
from portal.reviews.models import Advice, Annotation, Placement
from portal.reviews.outline import Clause, clause_of
from portal.reviews.papers import Paper, paper_of
from portal.reviews.queries import Remark, advice_in, remarks_in
from portal.reviews.remarks import may_change
from portal.reviews.seats import Seat
from portal.reviews.settling import is_doubtful
from portal.reviews.sketches import sketch_of
from portal.routing.models import Answer, Assignment, Duty
from portal.word.document import Place
from portal.word.html import Highlight


@dataclass(frozen=True)
class Card:
    """A remark in the margin, and what the reader may do with it."""

    remark: Remark
    may_change: bool
    may_settle: bool
    may_reply: bool
    may_place: bool  # its place in this draft is in doubt, and the reader may say it


@dataclass(frozen=True)
class Entry:
    """A clause in the outline, with the number of remarks on it."""

    clause: Clause
    count: int


@dataclass(frozen=True)
class Workbench:
    """All that the page shows."""

    seat: Seat
    head: Head
    draft: Draft
    versions: Sequence[Draft]
    paper: Paper
    entries: Sequence[Entry]
    cards: Sequence[Card]
    advices: Sequence[Advice]  # those handed in that the reader may see
    own: Advice | None
    assignment: Assignment | None  # the reader's own, as adviser
    advisers: Sequence[Assignment]  # for the reviewer: who is asked, and who has answered
    sketch: tuple[Annotation, Placement | None] | None
    due: Sign | None
    shows_remarks: bool  # whether this reader has remarks to read or write at all

    @property
    def matter(self) -> Matter:
        return self.seat.matter

    @property
    def is_done(self) -> bool:
        """Whether the reader has handed in his own advice."""
        return self.assignment is not None and self.assignment.answer is Answer.COMPLETED

    @property
    def may_annotate(self) -> bool:
        """Whether the reader may add a remark now: not after handing in the advice."""
        return self.seat.may(Permit.ANNOTATE) and not (self.seat.is_outside and self.is_done)

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """The conclusions that the matter's type knows, with their words."""
        return [(one.key, translate(one.name)) for one in self.matter.type.outcomes]

    def outcome(self, key: str) -> str:
        """The words of a conclusion; the key itself for one that the type no longer has."""
        return {one.key: one.name for one in self.matter.type.outcomes}.get(key, key)

    @property
    def is_word(self) -> bool:
        return self.draft.format is Format.WORD

    @property
    def is_latest(self) -> bool:
        return self.draft.version == self.versions[-1].version

    @property
    def address(self) -> str:
        return f"/matters/{self.matter.number}/drafts/{self.draft.version}"


async def workbench(seat: Seat, draft: Draft) -> Workbench:
    """The workbench of `draft` for the person at `seat`."""
    remarks = await remarks_in(draft, seat.reader)
    paper = await paper_of(seat.matter, draft, highlights(remarks))
    advices = await advice_in(seat.matter, seat.reader)
    assignment = await assignment_of(seat.matter, seat.person) if seat.is_outside else None
    return Workbench(
        seat=seat,
        head=await head_of(seat.person, seat.matter),
        draft=draft,
        versions=await Draft.filter(matter_id=seat.matter.id).order_by("version"),
        paper=paper,
        entries=entries(paper.clauses, remarks),
        cards=[_card(remark, seat) for remark in remarks],
        advices=[one for one in advices if one.submitted_at],
        own=_own(advices, assignment),
        assignment=assignment,
        advisers=await _advisers(seat),
        sketch=await sketch_of(draft, by=seat.person),
        due=due_sign(assignment),
        shows_remarks=seat.may(Permit.READ_REVIEW),
    )  # fmt: skip


def highlights(remarks: Sequence[Remark]) -> list[Highlight]:
    """The marks of remarks in the paper, coloured by severity, faint once settled."""
    return [
        Highlight(str(one.annotation.id), place, _kind(one))
        for one in remarks
        if (place := one.place)
    ]


def entries(clauses: Sequence[Clause], remarks: Sequence[Remark]) -> list[Entry]:
    """The outline with the number of remarks in each clause."""
    places: list[Place] = [place for one in remarks if (place := one.place)]
    counts = Counter(clause_of(clauses, place.paragraph) for place in places)
    return [Entry(clause, counts[clause]) for clause in clauses]


def due_sign(assignment: Assignment | None) -> Sign | None:
    """The clock of an adviser's own term; None where there is none, or once he has answered."""
    if assignment is None or assignment.due is None or assignment.answer is Answer.COMPLETED:
        return None
    return sign(_as_deadline(assignment.due), today(), official())


def _own(advices: Sequence[Advice], assignment: Assignment | None) -> Advice | None:
    mine = assignment.id if assignment else 0
    return next((one for one in advices if one.assignment_id == mine), None)


def _as_deadline(due: date) -> Deadline:
    return Deadline(period=Period.REVIEW, opened=today(), days=0, due=due)


def _kind(remark: Remark) -> str:
    settled = " settled" if remark.annotation.resolved_at else ""
    return f"{remark.annotation.severity.value}{settled}"


def _card(remark: Remark, seat: Seat) -> Card:
    may, own = seat.may(Permit.ANNOTATE), remark.annotation.author_id == seat.person.id
    return Card(
        remark,
        may_change=may and may_change(remark.annotation, seat.person, is_reviewer=seat.is_reviewer),
        may_settle=may and (own or seat.is_reviewer),
        may_reply=may,
        may_place=seat.may(Permit.CONFIRM) and is_doubtful(remark.placement),
    )


async def _advisers(seat: Seat) -> list[Assignment]:
    if seat.is_outside or not seat.may(Permit.READ_REVIEW):
        return []
    asked = Assignment.filter(
        matter_id=seat.matter.id, duty__in=[Duty.LAWYER, Duty.ADVISER],
        answer__in=[Answer.ACCEPTED, Answer.COMPLETED],
    )  # fmt: skip
    return await asked.order_by("id").select_related("person")
