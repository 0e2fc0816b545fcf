"""Reckoning one deadline: microseconds, however many intervals its history has."""

from __future__ import annotations

import time
from datetime import date, timedelta

from portal.deadlines.calendar import official
from portal.deadlines.reckoning import Stretch, due_after
from portal.kinds import Length, Unit
from tests.benchmarks.tables import Row, by_turns, p50

TITLE = "Reckoning one deadline"
HEADINGS = ("unit", "intervals", "µs", "day by day, µs", "times as fast", "due")
OPENED = date(2026, 1, 5)
TIMES = 200


def run() -> list[Row]:
    rows: list[Row] = [HEADINGS]
    for length in (Length(15), Length(30, Unit.DAYS), Length(3, Unit.MONTHS)):
        rows += [_row(length, intervals) for intervals in (0, 1, 20)]
    return rows


def _row(length: Length, intervals: int) -> Row:
    pauses = [
        Stretch(OPENED + timedelta(days=3 * n + 1), OPENED + timedelta(days=3 * n + 3))
        for n in range(intervals)
    ]
    found = due_after(OPENED, length, pauses, official())
    assert found is not None
    ours, plain = by_turns(
        lambda: [due_after(OPENED, length, pauses, official()) for _ in range(TIMES)],
        lambda: [day_by_day(found.day, pauses) for _ in range(TIMES)],
        20, time.process_time,
    )  # fmt: skip
    one, other = (p50(figures) * 1000 / TIMES for figures in (ours, plain))
    return length.unit.value, intervals, one, other, other / one, found.day.isoformat()


def day_by_day(last: date, pauses: list[Stretch]) -> int:
    """What it costs to look at each day and at each interval."""
    days = (OPENED + timedelta(days=n) for n in range(1, (last - OPENED).days + 1))
    calendar = official()
    return sum(
        calendar.is_workday(day) and not any(pause.covers(day) for pause in pauses) for day in days
    )
