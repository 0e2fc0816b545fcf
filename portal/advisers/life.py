"""What an appointment needs before each of its steps; nothing here asks the database.

中办发〔2016〕30号: at least five years of practice, no discipline, chosen in public, a contract.
Terms of one to two years are local rule; the days of the announcement are the office's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from portal.advisers.models import Appointment, Sort, Stage
from portal.deadlines.calendar import Calendar
from portal.deadlines.reckoning import workdays_between
from portal.names import Named

YEARS = 5  # of practice before somebody may be appointed
ANNOUNCED = 5  # working days, both ends counted
LONGEST = 2  # years of one term
SOON = 60  # days before the end of a term within which the office is reminded


class Step(Named):
    """What can be done to an appointment next."""

    CHECK = "check", "核查资格"
    SELECT = "select", "遴选通过"
    ANNOUNCE = "announce", "公示"
    APPOINT = "appoint", "聘任"
    RENEW = "renew", "续聘"
    DROP = "drop", "不予聘任"
    REMOVE = "remove", "解聘"


BEFORE = frozenset({Stage.RECOMMENDED, Stage.CHECKED, Stage.SELECTED, Stage.ANNOUNCED})
STEPS: Mapping[Step, tuple[frozenset[Stage], Stage]] = {
    Step.CHECK: (frozenset({Stage.RECOMMENDED}), Stage.CHECKED),
    Step.SELECT: (frozenset({Stage.CHECKED}), Stage.SELECTED),
    Step.ANNOUNCE: (frozenset({Stage.SELECTED}), Stage.ANNOUNCED),
    Step.APPOINT: (frozenset({Stage.ANNOUNCED}), Stage.APPOINTED),
    Step.RENEW: (frozenset({Stage.APPOINTED}), Stage.APPOINTED),
    Step.DROP: (BEFORE, Stage.DROPPED),
    Step.REMOVE: (frozenset({Stage.APPOINTED}), Stage.REMOVED),
}
BY_HEAD = frozenset({Step.APPOINT, Step.RENEW, Step.REMOVE})  # not by whoever prepares it


def steps_from(stage: Stage) -> tuple[Step, ...]:
    return tuple(step for step, (left, _) in STEPS.items() if stage in left)


def unfit(one: Appointment, day: date) -> str:
    """Why somebody does not pass the check on `day`; "" when he does."""
    if one.sort is Sort.EXPERT or one.whole_firm:
        return ""
    if not one.licence:
        return "没有登记执业证号"
    if one.sort is Sort.LAWYER:
        return ""
    if one.practising_since is None:
        return "没有登记首次执业日期"
    if years_on(one.practising_since, YEARS) > day:
        return "执业不满五年"
    return ""


def announcement_fault(since: date | None, until: date | None, calendar: Calendar) -> str:
    """What is wrong with the days of an announcement; "" when nothing is."""
    if since is None or until is None:
        return "请填写公示的起止日期"
    if until < since:
        return "结束日期不能早于开始日期"
    days = workdays_between(since, until, calendar) + calendar.is_workday(since)
    return "公示期不少于五个工作日" if days < ANNOUNCED else ""


def term_fault(since: date | None, until: date | None) -> str:
    """What is wrong with a term of one to two years, both ends included."""
    if since is None or until is None:
        return "请填写聘期的起止日期"
    beyond = date.fromordinal(until.toordinal() + 1)
    if beyond < years_on(since, 1) or beyond > years_on(since, LONGEST):
        return "聘期为一至二年"
    return ""


def in_force(one: Appointment, day: date) -> bool:
    """Whether the term runs on `day`."""
    if one.stage is not Stage.APPOINTED or one.since is None or one.until is None:
        return False
    return one.since <= day <= one.until


def ends_soon(one: Appointment, day: date) -> bool:
    return in_force(one, day) and one.until is not None and (one.until - day).days <= SOON


def has_expired(one: Appointment, day: date) -> bool:
    return one.stage is Stage.APPOINTED and one.until is not None and one.until < day


def years_on(day: date, years: int) -> date:
    """The same day so many years later; 1 March for a 29 February that does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
