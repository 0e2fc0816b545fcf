"""By when an invited person is to answer: before the matter's own deadline."""

from __future__ import annotations

from datetime import date

from portal.deadlines.calendar import ONE_DAY, Calendar

KEPT_FREE = 2  # working days that the reviewer keeps for putting the opinions together


def proposed(today: date, main: date | None, calendar: Calendar) -> date | None:
    """A day that leaves the reviewer time; None while the matter's deadline is not known."""
    if main is None:
        return None
    day, kept = main, KEPT_FREE
    while kept > 0 and day > today:
        kept -= calendar.is_workday(day)
        day -= ONE_DAY
    while day > today and not calendar.is_workday(day):
        day -= ONE_DAY
    return max(day, today)


def fault(asked: date | None, today: date, main: date | None) -> str | None:
    """What is wrong with the day asked for; the deadline itself is allowed on its last day only."""
    if asked is None:
        return "请填写顾问提交意见的日期"
    if asked < today:
        return "日期已经过去，请重新填写"
    if main is not None and asked >= main > today:
        return "顾问意见的期限须早于审查时限，以便承办人汇总"
    return None
