"""Opening and closing the periods that run on a matter."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import today
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Period
from portal.deadlines.reckoning import Stretch, due
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person


@transaction
async def open_deadline(matter: Matter, period: Period, *, by: Person) -> Deadline:
    """Let `period` run from today, as long as the matter's type grants."""
    clock = matter.type.clocks[period.value]
    deadline = await Deadline.create(
        matter=matter, period=period, opened=today(), days=clock.days, source=clock.source.text
    )
    await redate(deadline)
    await record(
        Act.DEADLINE_OPENED, matter.number, by=by,
        period=period.value, days=deadline.days, due=deadline.due,
    )  # fmt: skip
    return deadline


@transaction
async def close_deadline(matter: Matter, period: Period, *, by: Person) -> None:
    """Stop every running `period` of the matter: what it asked for was done."""
    running = Deadline.filter(matter_id=matter.id, period=period, closed=None)
    if await running.update(closed=today()):
        await record(Act.DEADLINE_CLOSED, matter.number, by=by, period=period.value)


@transaction
async def close_all(matter: Matter, *, by: Person) -> None:
    """Stop whatever still runs on the matter: it has ended."""
    for period in Period:
        await close_deadline(matter, period, by=by)


async def redate(deadline: Deadline) -> None:
    """Reckon the due day afresh from the deadline's whole history."""
    stretches = [Stretch(pause.since, pause.until) for pause in await deadline.pauses.all()]
    found = due(deadline.opened, deadline.days, stretches, official())
    deadline.due = found.day if found else None
    deadline.provisional = bool(found and found.provisional)
    await deadline.save(update_fields=["due", "provisional"])
