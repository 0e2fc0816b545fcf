"""Opening and closing the periods that run on a matter."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import today
from portal.database import transaction
from portal.deadlines.almanacs import renew
from portal.deadlines.models import Deadline, Period
from portal.deadlines.reckoning import Stretch, due_after
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.journal.writing import record
from portal.kinds import Clock, Length, Unit
from portal.kinds.reading import LONGEST
from portal.matters.models import Matter
from portal.people.models import Person

TOLD = {Unit.WORKDAYS: "days", Unit.DAYS: "calendar_days", Unit.MONTHS: "months"}


@transaction
async def open_deadline(
    matter: Matter, period: Period, *, by: Person, days: int | None = None
) -> Deadline:
    """Let `period` run from today: as long as the matter's type grants, or for `days` of its unit.

    Raises Invalid (field "days") where the type does not allow so few or so many.
    """
    clock = matter.type.clocks[period.value]
    if days is not None:
        refuse_outside(clock, days)
    deadline = await Deadline.create(
        matter=matter, period=period, opened=today(), days=days or clock.days, unit=clock.unit,
        source=clock.source.text,
    )  # fmt: skip
    await redate(deadline)
    await record(
        Act.DEADLINE_OPENED, matter.number, by=by, period=period.value,
        **told(deadline.length), due=deadline.due,
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


def refuse_outside(clock: Clock, days: int) -> None:
    """Raise Invalid where `days` is fewer or more than the clock's rule allows."""
    least, most = clock.least or 1, clock.most or LONGEST
    if not least <= days <= most:
        raise Invalid({"days": _("应当在{least}到{most}之间", least=least, most=most)})


def told(length: Length) -> dict[str, object]:
    """A length as a fact of the journal."""
    return {TOLD[length.unit]: length.count}


@transaction
async def lengthen(matter: Matter, deadline: Deadline, clock: Clock, *, by: Person) -> None:
    """Let a running period be as long as `clock` says, counted from the day on which it began.

    What was granted besides by an extension stays granted.
    """
    before = deadline.due
    deadline.days, deadline.unit = clock.days, clock.unit
    deadline.source = clock.source.text
    await deadline.save(update_fields=["days", "unit", "source"])
    await redate(deadline)
    await record(
        Act.DEADLINE_CHANGED, matter.number, by=by, period=deadline.period.value,
        **told(deadline.length), before=before, due=deadline.due,
    )  # fmt: skip


async def redate(deadline: Deadline) -> None:
    """Reckon the due day afresh from the deadline's whole history."""
    stretches = [Stretch(pause.since, pause.until) for pause in await deadline.pauses.all()]
    found = due_after(deadline.opened, deadline.length, stretches, await renew())
    deadline.due = found.day if found else None
    deadline.provisional = bool(found and found.provisional)
    await deadline.save(update_fields=["due", "provisional"])
