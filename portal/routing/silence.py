"""Offers that nobody answered: they end by themselves, so that the next one can be asked."""

from __future__ import annotations

from datetime import date, timedelta

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.deadlines.reckoning import workdays_between
from portal.journal.writing import record
from portal.matters.parts import leave
from portal.permits import Relation
from portal.routing.models import Answer, Assignment
from portal.routing.waiting import open_assignments
from portal.workflow import State

PATIENCE = 2  # working days after the last day; the person was reminded before, on it and after it


def is_silent(due: date, day: date) -> bool:
    """Whether an offer with this last day counts as not answered on `day`."""
    return workdays_between(due, day, official()) >= PATIENCE


async def end_silent(day: date) -> None:
    """End every offer that has stayed without an answer; while a review stands still, none."""
    waiting = open_assignments().filter(answer=Answer.OFFERED, due__lt=day - timedelta(days=1))
    for one in await waiting.exclude(matter__state=State.REVIEW_PAUSED):
        if one.due and is_silent(one.due, day):
            await _end(one.id)


@transaction
async def _end(assignment_id: int) -> None:
    """End it unless an answer came first; safe to be done twice."""
    still = Assignment.filter(id=assignment_id, answer=Answer.OFFERED)
    if not await still.update(answer=Answer.SILENT, answered_at=now()):
        return
    one = await Assignment.get(id=assignment_id).select_related("matter", "person")
    await leave(one.matter, one.person_id, Relation.INVITED)
    await record(
        Act.OFFER_SILENT, one.matter.number, by=None,
        person=one.person.name, whom=one.person_id, due=one.due,
    )  # fmt: skip
