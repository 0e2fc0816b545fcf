from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.deadlines.calendar import official
from portal.deadlines.reckoning import (
    Stretch,
    due,
    due_after,
    due_in_calendar_days,
    workdays_between,
)
from portal.kinds import Length, Unit

CALENDAR = official()


def day(said: str) -> date:
    return date.fromisoformat(said)


@pytest.mark.parametrize(
    ("opened", "days", "last"),
    [
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-02-12", 7, "2026-02-28"),  # a Saturday that is worked
        ("2026-02-12", 15, "2026-03-11"),
        ("2026-09-17", 5, "2026-09-23"),
        ("2026-09-24", 7, "2026-10-12"),
        ("2026-09-30", 10, "2026-10-20"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2025-01-24", 7, "2025-02-10"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-01-01", 5, "2026-01-08"),
    ],
)
def test_working_days(opened, days, last):
    found = due(day(opened), days, (), CALENDAR)

    assert found is not None
    assert (found.day, found.provisional) == (day(last), False)


@pytest.mark.parametrize(
    ("opened", "days", "last"),
    [("2026-01-16", 30, "2026-02-24"), ("2026-09-01", 30, "2026-10-08"),
     ("2026-01-24", 15, "2026-02-09")],
)  # fmt: skip
def test_calendar_days_roll_on_from_a_day_off(opened, days, last):
    found = due_in_calendar_days(day(opened), days, (), CALENDAR)

    assert found is not None
    assert found.day == day(last)


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year, days):
    assert workdays_between(date(year - 1, 12, 31), date(year, 12, 31), CALENDAR) == days


@pytest.mark.parametrize(
    ("worked", "is_workday"),
    [("2026-02-14", True), ("2026-02-28", True), ("2026-05-09", True), ("2026-09-20", True),
     ("2026-10-10", True), ("2026-01-04", True), ("2026-02-16", False), ("2026-10-07", False),
     ("2026-11-21", False), ("2026-11-23", True)],
)  # fmt: skip
def test_make_up_days_and_holidays(worked, is_workday):
    assert CALENDAR.is_workday(day(worked)) is is_workday


@pytest.mark.parametrize(
    ("opened", "days", "provisional"),
    [("2026-12-01", 5, False), ("2026-12-21", 30, True), ("2027-03-01", 5, True)],
)
def test_a_year_without_a_notice_is_provisional(opened, days, provisional):
    found = due(day(opened), days, (), CALENDAR)

    assert found is not None
    assert found.provisional is provisional


MONDAY = date(2026, 11, 23)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([], after(7)),
        ([Stretch(after(1), after(3))], after(9)),  # two working days
        ([Stretch(after(5), after(7))], after(7)),  # a weekend counts as nothing anyway
        ([Stretch(after(1), after(1))], after(7)),  # resumed on the same day
        ([Stretch(MONDAY, after(1))], after(7)),  # the day of opening does not count anyway
        ([Stretch(after(1), after(2)), Stretch(after(3), after(4))], after(9)),
        ([Stretch(after(1), after(3)), Stretch(after(2), after(3))], after(9)),  # they overlap
        ([Stretch(after(30), after(40))], after(7)),  # after the end
    ],
)
def test_stopped_days_do_not_count(pauses, last):
    found = due(MONDAY, 5, pauses, CALENDAR)

    assert found is not None
    assert found.day == last


def test_while_it_stands_still_there_is_no_day():
    assert due(MONDAY, 5, [Stretch(after(2))], CALENDAR) is None
    assert due_in_calendar_days(MONDAY, 5, [Stretch(after(2))], CALENDAR) is None


DAYS = st.dates(date(2019, 1, 1), date(2026, 6, 30))


@given(DAYS, st.integers(1, 40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10))))
def test_exactly_so_many_days_count(opened, workdays, offsets):
    pauses = [
        Stretch(opened + timedelta(days=at), opened + timedelta(days=at + length))
        for at, length in offsets
    ]
    found = due(opened, workdays, pauses, CALENDAR)

    assert found is not None
    inside = [opened + timedelta(days=n) for n in range(1, (found.day - opened).days + 1)]
    counting = [
        one
        for one in inside
        if CALENDAR.is_workday(one) and not any(pause.covers(one) for pause in pauses)
    ]
    assert len(counting) == workdays
    assert counting[-1] == found.day


@given(DAYS, DAYS)
def test_counting_back_and_forth(first, last):
    assert workdays_between(first, last, CALENDAR) == -workdays_between(last, first, CALENDAR)


@given(DAYS, st.integers(1, 60))
def test_the_days_to_the_last_day_are_the_days_granted(opened, workdays):
    found = due(opened, workdays, (), CALENDAR)

    assert found is not None
    assert workdays_between(opened, found.day, CALENDAR) == workdays


@pytest.mark.parametrize(
    ("opened", "months", "last"),
    [
        ("2026-03-16", 1, "2026-04-16"),
        ("2026-01-31", 1, "2026-02-28"),  # no 31st: the month's end, a Saturday that is worked
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-09-01", 1, "2026-10-08"),  # inside the National Day holiday
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-06-08", 12, "2026-06-08"),
    ],
)
def test_months_end_on_the_corresponding_day(opened, months, last):
    found = due_after(day(opened), Length(months, Unit.MONTHS), (), CALENDAR)

    assert found is not None
    assert found.day == day(last)


@pytest.mark.parametrize(
    ("unit", "opened", "ended", "last"),
    [
        (Unit.WORKDAYS, "2026-09-24", None, "2026-10-12"),
        (Unit.DAYS, "2026-09-24", "2026-10-01", "2026-10-08"),
        (Unit.DAYS, "2026-09-21", "2026-09-28", "2026-09-28"),
        (Unit.MONTHS, "2026-03-05", "2026-10-05", "2026-10-08"),
    ],
)
def test_a_last_day_that_is_off_moves_on_and_says_so(unit, opened, ended, last):
    found = due_after(day(opened), Length(7, unit), (), CALENDAR)

    assert found is not None
    assert found.day == day(last)
    assert found.ended == (day(ended) if ended else None)
    assert found.is_moved is (ended is not None and ended != last)


def test_days_that_were_stopped_lengthen_a_month():
    stop = [Stretch(day("2026-03-20"), day("2026-03-23"))]
    found = due_after(day("2026-03-16"), Length(1, Unit.MONTHS), stop, CALENDAR)

    assert found is not None
    assert found.ended == day("2026-04-19")  # a Sunday
    assert found.day == day("2026-04-20")
