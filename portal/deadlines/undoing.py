"""Letting clocks run as they ran before an act that is undone."""

from __future__ import annotations

from collections.abc import Sequence

from portal.acts import Act
from portal.clock import day_of
from portal.database import transaction
from portal.deadlines.models import Deadline, Pause, Period
from portal.deadlines.opening import redate
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person


@transaction
async def restore(matter: Matter, done: Sequence[Entry], *, by: Person) -> None:
    """Take back what the journal says was done to the clocks, the last thing first."""
    for entry in reversed(done):
        if entry.act == Act.DEADLINE_OPENED:
            await _cancel(matter, Period(entry.facts["period"]), by=by)
        elif entry.act in (Act.DEADLINE_CLOSED, Act.DEADLINE_RESUMED):
            await _run_on(matter, entry, by=by)


async def _cancel(matter: Matter, period: Period, *, by: Person) -> None:
    """The clock that was opened is as if it had never been; the journal keeps that it was."""
    opened = Deadline.filter(matter_id=matter.id, period=period, closed=None).order_by("-id")
    if found := await opened.first():
        await found.delete()
        await record(Act.DEADLINE_CANCELLED, matter.number, by=by, period=period.value)


async def _run_on(matter: Matter, entry: Entry, *, by: Person) -> None:
    """A clock that was stopped for good runs again; one that was let run on stands still again."""
    period, day = Period(entry.facts["period"]), day_of(entry.at)
    ours = Deadline.filter(matter_id=matter.id, period=period)
    closed = entry.act == Act.DEADLINE_CLOSED
    found = await ours.filter(closed=day if closed else None).order_by("-id").first()
    if found is None:
        return
    if closed:
        found.closed = None
        await found.save(update_fields=["closed"])
    else:
        ended = await Pause.filter(deadline_id=found.id, until=day).order_by("-id").first()
        await Pause.filter(id=ended.id if ended else 0).update(until=None)
    await redate(found)
    await record(
        Act.DEADLINE_RESTORED, matter.number, by=by, period=period.value, due=found.due or ""
    )
