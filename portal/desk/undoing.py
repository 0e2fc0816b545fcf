"""Undoing what one did a moment ago: the matter, its clocks and its people as they were before."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.deadlines.undoing import restore
from portal.matters.models import Matter
from portal.matters.progress import go_back
from portal.matters.undoing import Done, undoable
from portal.opinions.models import Opinion, OpinionState
from portal.people.models import Person
from portal.routing import assignments
from portal.routing.models import Answer, Assignment
from portal.workflow import Move


@transaction
async def undo(matter: Matter, reason: str, *, by: Person) -> Move:
    """Take back the last move, which is returned; raises WrongMoment with the reason why not."""
    done = await undoable(matter, by=by)
    await go_back(matter, done.before, by=by, undone=done.move.value, reason=reason)
    await restore(matter, done.brought, by=by)
    if done.move is Move.ASSIGN:
        await _unassign(matter, done, reason, by)
    if done.move is Move.CONCLUDE:
        checked = Opinion.filter(matter_id=matter.id, state=OpinionState.CHECKING)
        await checked.update(state=OpinionState.DRAFTED)
    return done.move


async def _unassign(matter: Matter, done: Done, reason: str, by: Person) -> None:
    """The reviewer, and those who were asked together with him, have no part any more."""
    await assignments.end_review(matter, reason[:300], by=by)
    asked = [one.facts["whom"] for one in done.brought if one.act == Act.ADVISER_OFFERED]
    offers = Assignment.filter(matter_id=matter.id, person_id__in=asked, answer=Answer.OFFERED)
    for offer in await offers:
        await assignments.withdraw(matter, offer.id, reason[:300], by=by)
