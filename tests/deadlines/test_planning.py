"""From a meeting back to the day of submission: the days that a rule assures lie in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.deadlines.calendar import official
from portal.deadlines.planning import earliest_meeting, latest_submission
from portal.intake.submission import expected
from portal.kinds import Length, kind_of

CALENDAR = official()
SEVEN = Length(7)


@pytest.mark.parametrize(
    ("submitted", "meeting"),
    [
        ("2026-11-23", "2026-12-03"),
        ("2026-11-21", "2026-12-02"),  # a Saturday: Monday is the first day
        ("2026-02-12", "2026-03-02"),  # the seventh day is the Saturday that is worked
        ("2026-09-24", "2026-10-13"),
    ],
)
def test_the_earliest_meeting_is_the_day_after_the_days_assured(submitted, meeting):
    found = earliest_meeting(date.fromisoformat(submitted), SEVEN, CALENDAR)

    assert found == date.fromisoformat(meeting)


@pytest.mark.parametrize(
    ("meeting", "submitted"),
    [("2026-12-03", "2026-11-23"), ("2026-12-02", "2026-11-22"), ("2026-10-13", "2026-09-27")],
)
def test_the_latest_day_for_a_meeting(meeting, submitted):
    found = latest_submission(date.fromisoformat(meeting), SEVEN, CALENDAR)

    assert found == date.fromisoformat(submitted)


@given(st.dates(date(2019, 3, 1), date(2026, 11, 1)), st.integers(1, 20))
def test_one_day_later_is_too_late(meeting, days):
    latest = latest_submission(meeting, Length(days), CALENDAR)

    assert earliest_meeting(latest, Length(days), CALENDAR) <= meeting
    assert earliest_meeting(latest + timedelta(days=1), Length(days), CALENDAR) > meeting


@pytest.mark.parametrize(
    ("kind", "meeting", "is_short"),
    [("decision", "2026-12-02", True), ("decision", "2026-12-03", False),
     ("agenda", "2026-11-26", True), ("agenda", "2026-11-27", False),
     ("decision", None, False)],
)  # fmt: skip
def test_a_meeting_that_comes_too_soon(kind, meeting, is_short):
    day = date.fromisoformat(meeting) if meeting else None
    found = expected(kind_of(kind), date(2026, 11, 23), CALENDAR).assured

    assert found is not None
    assert found.is_short_for(day) is is_short


def test_where_no_rule_assures_days_nothing_is_said():
    assert expected(kind_of("contract"), date(2026, 11, 23), CALENDAR).assured is None
