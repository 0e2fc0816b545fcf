"""Which reminders a day has reached, for something with a last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from portal.deadlines.calendar import Calendar
from portal.deadlines.reckoning import workdays_between
from portal.notices.table import Due, Hears, Step


def steps_on(
    period: Due, due: date, day: date, steps: Sequence[Step], calendar: Calendar
) -> tuple[Step, ...]:
    """For each audience the last reminder that `day` has reached: a missed one is made good."""
    reached = workdays_between(due, day, calendar)
    return tuple(_last(step for step in steps if period in step.periods and step.days <= reached))


def _last(steps: Iterable[Step]) -> Iterable[Step]:
    by_audience: dict[tuple[Hears, ...], Step] = {}
    for step in sorted(steps, key=lambda one: one.days):
        by_audience[step.to] = step
    return by_audience.values()
