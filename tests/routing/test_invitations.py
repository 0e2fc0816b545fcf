"""An invited person answers before the matter's own deadline."""

from __future__ import annotations

from datetime import date

import pytest

from portal.deadlines.calendar import Calendar
from portal.routing.invitations import fault, proposed

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
NEXT_MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "main", "day"),
    [
        (MONDAY, FRIDAY, date(2026, 11, 25)),
        (MONDAY, NEXT_MONDAY, date(2026, 11, 26)),
        (FRIDAY, date(2026, 12, 2), NEXT_MONDAY),
        (MONDAY, MONDAY, MONDAY),
        (MONDAY, date(2026, 11, 20), MONDAY),
        (MONDAY, None, None),
    ],
)
def test_the_reviewer_keeps_two_days(today: date, main: date | None, day: date | None) -> None:
    assert proposed(today, main, Calendar()) == day


@pytest.mark.parametrize(
    ("asked", "main", "is_wrong"),
    [
        (None, FRIDAY, True),
        (date(2026, 11, 20), FRIDAY, True),
        (FRIDAY, FRIDAY, True),
        (date(2026, 11, 26), FRIDAY, False),
        (NEXT_MONDAY, None, False),
        (MONDAY, MONDAY, False),
    ],
)
def test_the_day_must_be_before_the_deadline(
    asked: date | None, main: date | None, is_wrong: bool
) -> None:
    assert (fault(asked, MONDAY, main) is not None) is is_wrong
