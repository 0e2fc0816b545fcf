"""The invited person's answers: accept with a declaration, decline, or step aside.

Who steps aside is barred from the matter from then on: not even its title is shown to him.
"""

from __future__ import annotations

from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import WrongMoment
from portal.journal.writing import record
from portal.matters.models import Matter, Part
from portal.matters.parts import join
from portal.matters.progress import advance
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.assignments import RELATION
from portal.routing.clashes import known_conflict
from portal.routing.declarations import DECLARATION
from portal.routing.histories import WORKING
from portal.routing.models import Answer, Assignment
from portal.workflow import Move, State

FOUND_BY_SYSTEM = "系统核查发现利益冲突"


@transaction
async def accept(matter: Matter, *, by: Person) -> Answer:
    """Take the offer with the declaration; the file opens from here on.

    Where the house knows of a conflict by now, the person is recused instead; the answer says so.
    """
    offered = await _offered(matter, by)
    if against := await known_conflict(matter, by):
        await _step_aside(matter, f"{FOUND_BY_SYSTEM}：{against}", by=by)
        return Answer.RECUSED
    await _answer(offered, Answer.ACCEPTED, declaration=DECLARATION)
    await _leave_all(matter, by)
    await join(matter, by, RELATION[offered.duty])
    await record(Act.ENGAGEMENT_ACCEPTED, matter.number, by=by, duty=offered.duty.value)
    return Answer.ACCEPTED


@transaction
async def decline(
    matter: Matter, reason: str, other_day: date | None = None, *, by: Person
) -> None:
    """Turn the offer down; nothing of the matter is seen any more, but a new offer may come.

    `other_day` is the day until which he could do it after all.
    """
    offered = await _offered(matter, by)
    await Assignment.filter(id=offered.id).update(other_day=other_day)
    await _answer(offered, Answer.DECLINED, reason=reason)
    await _leave_all(matter, by)
    await record(
        Act.ENGAGEMENT_DECLINED, matter.number, by=by, reason=reason, other_day=other_day or ""
    )


@transaction
async def declare_conflict(matter: Matter, reason: str, *, by: Person) -> None:
    """Answer the offer with a conflict of interest."""
    await _offered(matter, by)
    await _step_aside(matter, reason, by=by)


@transaction
async def recuse(matter: Matter, reason: str, *, by: Person) -> None:
    """Step aside after having accepted; a reviewer's matter goes back to the dispatcher."""
    reviews = await Part.exists(
        matter_id=matter.id, person_id=by.id, relation=Relation.REVIEWER, until=None
    )
    await _step_aside(matter, reason, by=by)
    if reviews and matter.state is State.UNDER_REVIEW:
        await advance(matter, Move.HAND_BACK, by=by)


async def _step_aside(matter: Matter, reason: str, *, by: Person) -> None:
    for working in await Assignment.filter(
        matter_id=matter.id, person_id=by.id, answer__in=WORKING
    ):
        await _answer(working, Answer.RECUSED, reason=reason)
    await _leave_all(matter, by)
    await join(matter, by, Relation.BARRED)
    await record(Act.RECUSED, matter.number, by=by, reason=reason)


async def _offered(matter: Matter, by: Person) -> Assignment:
    """The offer that waits for this person's answer, held until the answer stands."""
    found = await Assignment.filter(
        matter_id=matter.id, person_id=by.id, answer=Answer.OFFERED
    ).select_for_update()
    if not found:
        raise WrongMoment("这项委派已经答复过或已被撤回")
    return found[0]


async def _answer(
    found: Assignment, answer: Answer, *, reason: str = "", declaration: str = ""
) -> None:
    found.answer, found.reason, found.answered_at = answer, reason[:500], now()
    found.declaration = declaration or found.declaration
    await found.save(update_fields=["answer", "reason", "answered_at", "declaration"])


async def _leave_all(matter: Matter, person: Person) -> None:
    """End every part that the person holds by having been asked."""
    held = [Relation.INVITED, *RELATION.values()]
    await Part.filter(
        matter_id=matter.id, person_id=person.id, relation__in=held, until=None
    ).update(until=now())
