"""Advice that a type asks for before the review: when a step's advice is there, the next begins."""

from __future__ import annotations

from portal.database import transaction
from portal.errors import Invalid
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.reviews.advice import ADVISING, Wording, submit
from portal.reviews.models import Advice
from portal.routing.histories import WORKING
from portal.routing.models import Answer, Assignment
from portal.workflow import Move, State, Task


def is_advising(matter: Matter) -> bool:
    """Whether the matter stands at a step that waits for advice."""
    step = matter.type.step(matter.step)
    return step is not None and step.task is Task.ADVISE


@transaction
async def hand_in(matter: Matter, wording: Wording, version: int, *, by: Person) -> Advice:
    """Hand an advice in; when it is the last one of its step, the matter goes on."""
    given = await submit(matter, wording, version, by=by)
    goes_on = is_advising(matter) and matter.state is State.UNDER_REVIEW
    if goes_on and not await _waits(matter):
        await advance(matter, Move.STEP_ON, by=by)
    return given


@transaction
async def step_on(matter: Matter, reason: str, *, by: Person) -> None:
    """Go on to the next step by hand; raises Invalid where nobody advised and no reason is given.

    Engagements of the step that are still open stay open: late advice is heard all the same.
    """
    if not reason and not await _has_advice(matter):
        raise Invalid({"reason": "本步骤还没有收到顾问意见：请等待意见，或者写明不再等待的理由"})
    await advance(matter, Move.STEP_ON, by=by, reason=reason)


async def _has_advice(matter: Matter) -> bool:
    return await _asked(matter, Answer.COMPLETED)


async def _waits(matter: Matter) -> bool:
    return await _asked(matter, *WORKING)


async def _asked(matter: Matter, *answers: Answer) -> bool:
    asked = Assignment.filter(matter_id=matter.id, step=matter.step, duty__in=ADVISING)
    return await asked.filter(answer__in=answers).exists()
