"""The years that were entered since the program came, and how a new one is put in force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.deadlines.calendar import Calendar, put_in_force, shipped
from portal.deadlines.models import Almanac, Deadline
from portal.deadlines.reckoning import Due, Stretch, due_after
from portal.errors import Invalid, Stale
from portal.journal.writing import record
from portal.people.models import Person

Days = Mapping[date, bool]
Years = tuple[tuple[int, str], ...]  # each year that was entered, and the digest of its days

_known: dict[Years, Calendar] = {(): shipped()}


async def renew() -> Calendar:
    """Put the calendar in force that the database has; returns it."""
    years = await years_entered()
    if years not in _known:
        _known[years] = await _composed(years)
    put_in_force(_known[years])
    return _known[years]


async def years_entered() -> Years:
    rows = await Almanac.all().order_by("id").values_list("year", "digest")
    return tuple(sorted({int(str(year)): str(digest) for year, digest in rows}.items()))


async def _composed(years: Years) -> Calendar:
    rows = await Almanac.filter(digest__in=[digest for _, digest in years])
    said = {row.digest: row.days for row in rows}
    entered = {
        date.fromisoformat(day): off for _, digest in years for day, off in said[digest].items()
    }
    return with_years(shipped(), entered, {year for year, _ in years})


def with_years(calendar: Calendar, days: Days, years: set[int]) -> Calendar:
    """`calendar`, in which the years are what `days` says and nothing else."""
    kept = {day: off for day, off in calendar.named.items() if day.year not in years}
    return Calendar({**kept, **days})


@dataclass(frozen=True)
class Moved:
    """A deadline that another calendar lets end on another day, or for certain."""

    deadline: Deadline
    due: Due


async def moved_by(calendar: Calendar) -> list[Moved]:
    """The running deadlines that `calendar` changes, with their matters; it changes nothing."""
    running = Deadline.filter(closed=None, due__not_isnull=True).order_by("id")
    found = []
    for one in await running.prefetch_related("pauses", "matter"):
        stretches = [Stretch(pause.since, pause.until) for pause in one.pauses]
        due = due_after(one.opened, one.length, stretches, calendar)
        if due and (due.day, due.provisional) != (one.due, one.provisional):
            found.append(Moved(one, due))
    return found


def refuse_faulty(days: Days, source: str) -> None:
    """Raise Invalid where a year is told badly; a calendar without a source is none."""
    if not days:
        raise Invalid({"days": "没有写明任何一天的放假或者上班"})
    if not source:
        raise Invalid({"source": "请写明放假通知的名称和文号"})


@transaction
async def enact(days: Days, source: str, seen: str, *, by: Person) -> Sequence[Moved]:
    """Put the years in force that `days` tells of, and reckon every running deadline afresh.

    Each year is replaced as a whole. `seen` is the mark of the calendar that was on the page:
    raises Stale where another one has come since. Returns what moved; each has a line in the
    journal of its matter.
    """
    refuse_faulty(days, source)
    if mark_of(await renew()) != seen:
        raise Stale("工作日历刚被别人修改过，请对照最新的日历再改")
    for year in sorted({day.year for day in days}):
        told = {day.isoformat(): off for day, off in sorted(days.items()) if day.year == year}
        made = await Almanac.create(
            year=year, days=told, digest=digest_of(told), source=source,
            enacted_by=by, enacted_at=now(),
        )  # fmt: skip
        await record(
            Act.CALENDAR_CHANGED, "calendar", by=by, year=year, source=source, digest=made.digest
        )
    moved = await moved_by(await renew())
    for one in moved:
        await _redate(one, source, by)
    return moved


async def _redate(one: Moved, source: str, by: Person) -> None:
    deadline, before = one.deadline, one.deadline.due
    deadline.due, deadline.provisional = one.due.day, one.due.provisional
    await deadline.save(update_fields=["due", "provisional"])
    await record(
        Act.DEADLINE_REDATED, deadline.matter.number, by=by, period=deadline.period.value,
        before=before, due=deadline.due, source=source,
    )  # fmt: skip


def mark_of(calendar: Calendar) -> str:
    """A mark by which two calendars are the same."""
    return digest_of({day.isoformat(): off for day, off in sorted(calendar.named.items())})


def digest_of(days: Mapping[str, bool]) -> str:
    return hashlib.sha256(json.dumps(days, sort_keys=True).encode()).hexdigest()
