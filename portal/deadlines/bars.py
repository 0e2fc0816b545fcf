"""A deadline as a bar: which days it ran, which were not counted, and to whom each is charged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.deadlines.calendar import Calendar
from portal.deadlines.reckoning import Stretch, workdays_between
from portal.names import Named


class Charge(Named):
    """What a stretch of days is to the clock."""

    RUNNING = "running", "计时"
    STOPPED = "stopped", "中止，不计入"
    AHEAD = "ahead", "剩余"
    OVERDUE = "overdue", "逾期"


class Bearer(Named):
    """Whom a day waited for, whether the clock ran or stood still."""

    DEPARTMENT = "department", "送审单位"
    OFFICE = "office", "审查机构"
    ADVISER = "adviser", "法律顾问"
    CONSULTATION = "consultation", "征求意见的单位"
    EXPERTS = "experts", "论证的专家"
    SUPERIOR = "superior", "上级机关"


@dataclass(frozen=True)
class Borne(Stretch):
    """A stretch that is charged to somebody."""

    bearer: Bearer = Bearer.DEPARTMENT


@dataclass(frozen=True)
class Piece:
    """Days from `since` up to but not including `until`, and where they lie on the bar (0–100).

    Nobody bears what still lies ahead.
    """

    charge: Charge
    since: date
    until: date
    at: float
    width: float
    bearer: Bearer | None = None


@dataclass(frozen=True)
class Course:
    """What a bar is drawn from: the ends of a deadline, and who was waited for meanwhile.

    `usual` bears the days on which neither a pause nor a station of `others` says otherwise.
    """

    opened: date
    due: date | None
    closed: date | None
    pauses: Sequence[Borne] = ()
    others: Sequence[Borne] = ()
    usual: Bearer = Bearer.OFFICE


def pieces(course: Course, today: date) -> tuple[Piece, ...]:
    """The bar of a deadline from the day after it was opened to its end, as of `today`."""
    first = course.opened + timedelta(days=1)
    until = course.closed or today
    last = max(one for one in (course.due, until, first) if one is not None) + timedelta(days=1)
    whole = (last - first).days
    days = [first + timedelta(days=number) for number in range(whole)]
    told = [_told(course, day, until) for day in days]
    return tuple(
        Piece(charge, days[start], days[start] + timedelta(days=length),
              100 * start / whole, 100 * length / whole, bearer)
        for (charge, bearer), start, length in _runs(told)
    )  # fmt: skip


def shares(found: Sequence[Piece], calendar: Calendar) -> tuple[tuple[Bearer, int], ...]:
    """How many working days are charged to whom, in the order in which they first came."""
    days: dict[Bearer, int] = {}
    for piece in found:
        if piece.bearer:
            before, last = piece.since - timedelta(days=1), piece.until - timedelta(days=1)
            count = workdays_between(before, last, calendar)
            days[piece.bearer] = days.get(piece.bearer, 0) + count
    return tuple(days.items())


def _told(course: Course, day: date, until: date) -> Told:
    pause = next((one for one in course.pauses if one.covers(day)), None)
    if pause:
        return Charge.STOPPED, pause.bearer
    if day > until:
        return Charge.AHEAD, None
    other = next((one for one in course.others if one.covers(day)), None)
    bearer = other.bearer if other else course.usual
    is_late = course.due is not None and day > course.due
    return (Charge.OVERDUE if is_late else Charge.RUNNING), bearer


Told = tuple[Charge, Bearer | None]


def _runs(told: Sequence[Told]) -> Iterator[tuple[Told, int, int]]:
    """Equal neighbours together: which, from where, how many."""
    start = 0
    for at in range(1, len(told) + 1):
        if at == len(told) or told[at] != told[start]:
            yield told[start], start, at - start
            start = at
