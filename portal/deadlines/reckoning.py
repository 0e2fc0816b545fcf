"""When an answer is due. A deadline is reckoned from its history, never counted down.

The day of opening does not count, and a period ends with its last day (民法典 第二百零一条、
第二百零二条、第二百零三条); a "working day" is what the yearly notice of the State Council's
office makes of it, make-up days (调休) included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from portal.deadlines.calendar import ONE_DAY, Calendar


@dataclass(frozen=True)
class Stretch:
    """Days that do not count, from `since` up to but not including `until`; open when None."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Due:
    """The last day to answer; provisional where it reaches a year without a notice."""

    day: date
    provisional: bool


def due(opened: date, workdays: int, pauses: Sequence[Stretch], calendar: Calendar) -> Due | None:
    """The last of `workdays` (≥ 1) working days after `opened`, or None while a pause is open."""
    if any(pause.until is None for pause in pauses):
        return None
    day = next(islice(counted(opened, pauses, calendar), workdays - 1, None))
    return Due(day, _is_provisional(opened, day, calendar))


def due_in_calendar_days(
    opened: date, days: int, pauses: Sequence[Stretch], calendar: Calendar
) -> Due | None:
    """The last of `days` calendar days after `opened`; a last day that is off rolls on.

    民法典 第二百零三条：the day after a statutory day off.
    """
    if any(pause.until is None for pause in pauses):
        return None
    day = opened
    while days > 0:
        day += ONE_DAY
        days -= not any(pause.covers(day) for pause in pauses)
    while not calendar.is_workday(day):
        day += ONE_DAY
    return Due(day, _is_provisional(opened, day, calendar))


def counted(opened: date, pauses: Sequence[Stretch], calendar: Calendar) -> Iterator[date]:
    """The days that count, in order, from the day after `opened`."""
    for number in count(1):
        day = opened + ONE_DAY * number
        if calendar.is_workday(day) and not any(pause.covers(day) for pause in pauses):
            yield day


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days lie after `first`, up to and including `last`; negative before."""
    if last < first:
        return -workdays_between(last, first, calendar)
    days = (last - first).days
    return sum(calendar.is_workday(first + ONE_DAY * n) for n in range(1, days + 1))


def _is_provisional(opened: date, last: date, calendar: Calendar) -> bool:
    return not all(calendar.is_published(year) for year in range(opened.year, last.year + 1))
