"""The days that advisers and government lawyers have of their own, within those of the review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.clock import day_of, today
from portal.deadlines.bars import Bearer, Course, Piece, pieces, shares
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Period
from portal.deadlines.telling import Light, Sign, ended_sign, sign_for
from portal.i18n import language
from portal.i18n import translate as _
from portal.matters.models import Matter
from portal.people.models import Person
from portal.permits import OFFICE_SIDE, Relation
from portal.reviews.models import Advice
from portal.routing.models import Answer, Assignment, Duty
from portal.web.rendering import day as in_words


@dataclass(frozen=True)
class Term:
    """Somebody's own last day as it is explained on a page; drawn as the matter's clocks are."""

    name: str
    sign: Sign
    why: str
    pieces: tuple[Piece, ...]
    shares: tuple[tuple[Bearer, int], ...]


async def terms_of(matter: Matter, reader: Person, relations: Iterable[Relation]) -> list[Term]:
    """The own days of everybody asked on `matter`; who is asked sees nobody's but his own."""
    asked = Assignment.filter(matter_id=matter.id, due__not_isnull=True).exclude(duty=Duty.REVIEWER)
    if not set(OFFICE_SIDE) & set(relations):
        asked = asked.filter(person_id=reader.id)
    found = await asked.order_by("id").select_related("person")
    handed_in = {
        one.assignment_id: day_of(one.submitted_at)
        for one in await Advice.filter(assignment_id__in=[one.id for one in found])
        if one.submitted_at
    }
    review = Deadline.filter(matter_id=matter.id, period=Period.REVIEW).order_by("-id")
    main = await review.first()
    return [_term(one, handed_in.get(one.id), main.due if main else None) for one in found]


def _term(one: Assignment, handed_in: date | None, main: date | None) -> Term:
    assert one.due, "asked for so"  # noqa: S101
    asked, closed = day_of(one.asked_at), _closed(one, handed_in)
    drawn = pieces(Course(asked, one.due, closed, usual=Bearer.ADVISER), today())
    return Term(
        name=f"{one.person.name}（{_(one.duty.zh)}）" if language() == "zh"
        else f"{one.person.name} ({_(one.duty.zh)})",
        sign=_sign(one, closed, one.due),
        why=_why(asked, one.due, main),
        pieces=drawn,
        shares=shares(drawn, official()),
    )  # fmt: skip


def _closed(one: Assignment, handed_in: date | None) -> date | None:
    """The day from which nothing is waited for any more; None while something is."""
    if handed_in:
        return handed_in
    if one.answer in (Answer.OFFERED, Answer.ACCEPTED):
        return None
    return day_of(one.answered_at or one.asked_at)


def _sign(one: Assignment, closed: date | None, due: date) -> Sign:
    if closed is None:
        return sign_for(due, today(), official())
    if one.answer is Answer.COMPLETED:
        return ended_sign(due, closed)
    light = Light.RED if one.answer is Answer.SILENT else Light.PAUSED
    return Sign(light, _(one.answer.zh), due)


def _why(asked: date, due: date, main: date | None) -> str:
    said = [_("{asked}委派，应于{due}前提出意见。", asked=in_words(asked), due=in_words(due))]
    if main is not None and due < main:
        said.append(_("早于审查时限的到期日{main}，给承办人留出汇总的时间。", main=in_words(main)))
    return (" " if language() == "en" else "").join(said)
