"""Who is told when: ladders of reminders as data, and which of their rungs are reached."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.deadlines.calendar import ONE_DAY, Calendar
from portal.deadlines.models import Deadline, Period
from portal.deadlines.reckoning import due_after, workdays_between
from portal.kinds import Length, Unit
from portal.names import Named
from portal.permits import Relation

LADDERS = Path(__file__).parent.parent.parent / "review_templates" / "ladders"


class Basis(Named):
    """From which day of a deadline the rungs are counted."""

    OPENED = "opened", "开始计时之日"
    DUE = "due", "到期日"


@dataclass(frozen=True)
class Rung:
    """So long after the basis of its ladder (before it, where negative) these are told."""

    name: str
    after: int
    unit: Unit
    tell: tuple[Relation, ...]


@dataclass(frozen=True)
class Ladder:
    """One that is not in force is a template: shown, but nobody is told by it."""

    key: str
    name: str
    source: str
    in_force: bool
    basis: Basis
    periods: frozenset[Period]
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class Reached:
    """A rung of a deadline, and the day on which it is reached."""

    ladder: Ladder
    rung: Rung
    day: date


@cache
def ladders() -> tuple[Ladder, ...]:
    """The ladders of review_templates/ladders/; raises ValueError naming a file that is wrong."""
    found = []
    for path in sorted(LADDERS.glob("*.toml")):
        try:
            found.append(_ladder(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{path.name}: {fault}") from fault
    return tuple(found)


def rungs_of(deadline: Deadline, calendar: Calendar) -> list[Reached]:
    """Every rung in force of a deadline, the earliest first; an unknown due day has none."""
    found = [
        Reached(ladder, rung, day)
        for ladder in ladders()
        if ladder.in_force and deadline.period in ladder.periods
        for rung in ladder.rungs
        if (day := day_of(rung, _basis(ladder, deadline), calendar))
    ]
    return sorted(found, key=lambda one: one.day)


def reached_by(deadline: Deadline, today: date, calendar: Calendar) -> list[Reached]:
    """The rungs that a deadline has reached by `today`; one that is closed climbs no further."""
    last = min(today, deadline.closed or today)
    return [one for one in rungs_of(deadline, calendar) if one.day <= last]


def day_of(rung: Rung, basis: date | None, calendar: Calendar) -> date | None:
    """The day of a rung; a day off moves it to the next working day."""
    if basis is None or not rung.after:
        return basis
    if rung.after < 0:
        return _before(basis, -rung.after, calendar)
    found = due_after(basis, Length(rung.after, rung.unit), (), calendar)
    return found.day if found else None


def _basis(ladder: Ladder, deadline: Deadline) -> date | None:
    return deadline.due if ladder.basis is Basis.DUE else deadline.opened


def _before(basis: date, workdays: int, calendar: Calendar) -> date:
    """The last working day that has so many working days after it, up to `basis`."""
    day = basis - ONE_DAY
    while workdays_between(day, basis, calendar) < workdays or not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def _ladder(table: dict[str, Any]) -> Ladder:
    return Ladder(
        key=table["key"], name=table["name"], source=table["source"],
        in_force=table.get("in_force", True), basis=Basis(table["from"]),
        periods=frozenset(map(Period, table["periods"])), rungs=tuple(_rungs(table["rung"])),
    )  # fmt: skip


def _rungs(rows: list[dict[str, Any]]) -> Iterator[Rung]:
    for row in rows:
        unit, tell = Unit(row["unit"]), tuple(map(Relation, row["tell"]))
        if row["after"] < 0 and unit is not Unit.WORKDAYS:
            raise ValueError(f"{row['name']}: a rung before its day is counted in workdays")
        yield Rung(row["name"], int(row["after"]), unit, tell)
