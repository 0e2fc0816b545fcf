"""Stopping the clock of a deadline, and letting it run on."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import today
from portal.database import transaction
from portal.deadlines.models import Deadline, Pause, PauseReason, Period
from portal.deadlines.opening import redate
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person


@transaction
async def pause(
    matter: Matter, period: Period, reason: PauseReason, note: str = "", *, by: Person
) -> None:
    """Stop the running `period` from today on; one that is stopped for this reason stays so.

    One that is stopped for another reason is charged to this one from today on.
    """
    for deadline in await _running(matter, period):
        lasting = Pause.filter(deadline_id=deadline.id, until=None)
        if await lasting.filter(reason=reason).exists():
            continue
        await lasting.update(until=today())
        await Pause.create(deadline=deadline, reason=reason, since=today(), note=note)
        await redate(deadline)
        await record(
            Act.DEADLINE_PAUSED, matter.number, by=by,
            period=period.value, reason=reason.value, about=note,
        )  # fmt: skip


@transaction
async def resume(matter: Matter, period: Period, *, by: Person | None) -> None:
    """Let the stopped `period` run on; today counts again."""
    for deadline in await _running(matter, period):
        if await Pause.filter(deadline_id=deadline.id, until=None).update(until=today()):
            await redate(deadline)
            await record(
                Act.DEADLINE_RESUMED, matter.number, by=by, period=period.value, due=deadline.due
            )


@transaction
async def resume_from(
    matter: Matter, period: Period, reason: PauseReason, *, by: Person | None
) -> None:
    """Let `period` run on if it stands still for this reason; one stopped otherwise stays so."""
    stopped = Pause.filter(
        deadline__matter_id=matter.id, deadline__period=period, reason=reason, until=None
    )
    if await stopped.exists():
        await resume(matter, period, by=by)


async def _running(matter: Matter, period: Period) -> list[Deadline]:
    running = Deadline.filter(matter_id=matter.id, period=period, closed=None)
    return await running.select_for_update()
