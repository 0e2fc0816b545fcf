"""When people are reminded and digests go out: at set times of working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from portal.clock import OFFICE, day_of, now
from portal.deadlines.almanacs import renew
from portal.deadlines.calendar import Calendar, official
from portal.gateways import mail
from portal.jobs.models import Job
from portal.notices.asked import remind_asked
from portal.notices.escalations import escalate
from portal.notices.models import Mode, Notice, Preference
from portal.notices.posting import post
from portal.notices.reminders import remind
from portal.notices.table import Slots, table
from portal.notices.terms import remind_of_terms
from portal.people.models import Person
from portal.routing.silence import end_silent

STALE = timedelta(days=7)  # older ones stand in the portal; no mail brings them up again


def slot_at(moment: datetime, slots: Slots, calendar: Calendar) -> datetime | None:
    """The slot that has come last today; None on a day off, before the first, and after hours."""
    here = moment.astimezone(OFFICE)
    if not calendar.is_workday(here.date()) or here.time() >= slots.until:
        return None
    begun = [one for one in slots.times if one <= here.time()]
    return datetime.combine(here.date(), begun[-1], OFFICE) if begun else None


def slots_now() -> Iterator[str]:
    """What the worker asks for now: the key of the slot that has come."""
    found = slot_at(now(), table().slots, official())
    if found:
        yield found.isoformat()


async def hold_slot(job: Job) -> None:
    """Write what the day is to tell, then one digest a person; safe to be done twice."""
    slot = datetime.fromisoformat(job.key.removeprefix(f"{job.kind}:"))
    await renew()
    await remind(day_of(slot))
    await remind_asked(day_of(slot))
    await end_silent(day_of(slot))
    await remind_of_terms(day_of(slot))
    await escalate(day_of(slot))
    if mail.is_configured():
        await send_digests(slot)


async def send_digests(slot: datetime) -> None:
    """One mail to everybody who takes digests and has something that no mail has told him."""
    since = (slot - STALE).astimezone(UTC)
    gathered = Notice.filter(
        read_at=None, over_at=None, mailing_id=None, mail__not="", at__gte=since,
        person__active=True, person__mail__not="",
    ).order_by("id")  # fmt: skip
    by_person: dict[int, list[int]] = {}
    for notice, person in await gathered.values_list("id", "person_id"):
        by_person.setdefault(person, []).append(notice)
    others = await Preference.filter(mode__not=Mode.DIGEST).values_list("person_id", flat=True)
    wanted = by_person.keys() - set(others)
    for person in await Person.filter(id__in=sorted(wanted)):
        await post(person, f"digest:{person.id}:{slot.isoformat()}", by_person[person.id])
