"""When an answer is due. A deadline is reckoned from its history, never counted down.

The day of opening does not count, and a period ends with its last day (民法典 第二百零一条、
第二百零二条、第二百零三条); a "working day" is what the yearly notice of the State Council's
office makes of it, make-up days (调休) included. Whether a rule's days are working days, the rule
says (行政处罚法 第八十五条); where it is silent they are days of the calendar.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.deadlines.calendar import ONE_DAY, Calendar
from portal.kinds import Length, Unit


@dataclass(frozen=True)
class Stretch:
    """Days that do not count, from `since` up to but not including `until`; open when None."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Due:
    """The last day to answer; provisional where it reaches a year without a notice.

    `ended` is the day on which the period itself ended, before a day off moved it on.
    """

    day: date
    provisional: bool
    ended: date | None = None

    @property
    def is_moved(self) -> bool:
        return self.ended is not None and self.ended != self.day


def due_after(
    opened: date, length: Length, pauses: Sequence[Stretch], calendar: Calendar
) -> Due | None:
    """The last day of a period of this length, whatever its unit; None while a pause is open."""
    if length.unit is Unit.WORKDAYS:
        return due(opened, length.count, pauses, calendar)
    if length.unit is Unit.MONTHS:
        return due_in_months(opened, length.count, pauses, calendar)
    return due_in_calendar_days(opened, length.count, pauses, calendar)


def due(opened: date, workdays: int, pauses: Sequence[Stretch], calendar: Calendar) -> Due | None:
    """The last of `workdays` (≥ 1) working days after `opened`, or None while a pause is open."""
    if any(pause.until is None for pause in pauses):
        return None
    left, last = workdays, opened.toordinal()
    for since, until in stopped(opened, pauses):
        counted = calendar.before(since - 1) - calendar.before(last)
        if counted >= left:
            break
        left, last = left - counted, until - 1
    day = calendar.after(date.fromordinal(last), left)
    return Due(day, _is_provisional(opened, day, calendar))


def due_in_calendar_days(
    opened: date, days: int, pauses: Sequence[Stretch], calendar: Calendar
) -> Due | None:
    """The last of `days` (≥ 1) calendar days after `opened`; a last day that is off rolls on.

    民法典 第二百零三条：the day after a statutory day off.
    """
    if any(pause.until is None for pause in pauses):
        return None
    left, last = days, opened.toordinal()
    for since, until in stopped(opened, pauses):
        if since - 1 - last >= left:
            break
        left, last = left - (since - 1 - last), until - 1
    ended = date.fromordinal(last + left)
    day = calendar.after(ended - ONE_DAY, 1)
    return Due(day, _is_provisional(opened, day, calendar), ended)


def due_in_months(
    opened: date, months: int, pauses: Sequence[Stretch], calendar: Calendar
) -> Due | None:
    """The end of `months` (≥ 1) months after `opened`; days that were stopped come on top.

    民法典 第二百零二条：the corresponding day of the last month, or its end where it has none.
    """
    days = (corresponding(opened, months) - opened).days
    return due_in_calendar_days(opened, days, pauses, calendar)


def corresponding(day: date, months: int) -> date:
    """The same day of the month so many months later; a shorter month ends it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def ahead_of(day: date, length: Length) -> date:
    """The day so many days or months before `day`, for what is to be done that early."""
    if length.unit is Unit.MONTHS:
        return corresponding(day, -length.count)
    return date.fromordinal(day.toordinal() - length.count)


def stopped(opened: date, pauses: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """The days after `opened` that pauses with an end take, in order and apart, as ordinals."""
    reached = opened.toordinal() + 1
    for since, until in sorted(
        (pause.since.toordinal(), pause.until.toordinal()) for pause in pauses if pause.until
    ):
        if until > reached:
            yield max(since, reached), until
            reached = until


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days lie after `first`, up to and including `last`; negative before."""
    return calendar.before(last.toordinal()) - calendar.before(first.toordinal())


def _is_provisional(opened: date, last: date, calendar: Calendar) -> bool:
    return not all(calendar.is_published(year) for year in range(opened.year, last.year + 1))
