"""Our reckoning against numpy's, which is fed the same days off and knows nothing of our code."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from random import Random

import numpy as np
import pytest

from portal.deadlines.calendar import DAYS, official
from portal.deadlines.reckoning import Stretch, due_after, workdays_between
from portal.kinds import Length, Unit

CASES = 2000
FIRST, LAST = date(2019, 1, 1), date(2026, 6, 30)
EVERY_DAY = "1111111"


@cache
def rests() -> list[date]:
    """Every day on which nobody works, by the file alone."""
    named = json.loads(DAYS.read_text(encoding="utf-8-sig"))
    days = (FIRST - timedelta(days=60) + timedelta(days=n) for n in range(4000))
    return [day for day in days if named.get(day.isoformat(), day.weekday() in (5, 6))]


def numpys(opened: date, length: Length, pauses: list[Stretch]) -> date:
    """The last day as numpy has it: what is stopped is a holiday like any other."""
    out = [
        one.since + timedelta(days=n)
        for one in pauses
        if one.until
        for n in range((one.until - one.since).days)
        if one.since + timedelta(days=n) > opened
    ]
    if length.unit is Unit.WORKDAYS:
        return offset(opened, length.count, [*rests(), *out])
    days = (
        length.count if length.unit is Unit.DAYS else (months(opened, length.count) - opened).days
    )
    return offset(offset(opened, days, out) - timedelta(days=1), 1, rests())


def offset(day: date, count: int, holidays: list[date]) -> date:
    found = np.busday_offset(
        np.datetime64(day), count, roll="backward", weekmask=EVERY_DAY,
        holidays=np.array(holidays, dtype="datetime64[D]"),
    )  # fmt: skip
    return found.astype(date)


def months(day: date, count: int) -> date:
    month = np.datetime64(day, "M") + count
    last = ((month + 1).astype("datetime64[D]") - 1).astype(date)
    return min(month.astype("datetime64[D]").astype(date) + timedelta(days=day.day - 1), last)


def case(random: Random) -> tuple[date, Length, list[Stretch]]:
    opened = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    unit = random.choice(list(Unit))
    pauses = []
    for _ in range(random.choice([0, 0, 1, 2, 3, 20])):
        since = opened + timedelta(days=random.randrange(-5, 60))
        pauses.append(Stretch(since, since + timedelta(days=random.randrange(8))))
    return opened, Length(random.randrange(1, 4 if unit is Unit.MONTHS else 41), unit), pauses


@pytest.mark.parametrize("seed", range(8))
def test_numpy_finds_the_same_last_day(seed):
    random = Random(seed)
    cases = [case(random) for _ in range(CASES // 8)]
    ours = [due_after(*one, official()) for one in cases]

    assert [found.day for found in ours if found] == [numpys(*one) for one in cases]
    assert {one[1].unit for one in cases} == set(Unit)


def test_numpy_counts_the_same_days_between():
    random = Random(9)
    for _ in range(CASES):
        first, last = sorted(
            FIRST + timedelta(days=random.randrange((LAST - FIRST).days)) for _ in range(2)
        )
        counted = np.busday_count(
            np.datetime64(first) + 1, np.datetime64(last) + 1, weekmask=EVERY_DAY,
            holidays=np.array(rests(), dtype="datetime64[D]"),
        )  # fmt: skip
        assert workdays_between(first, last, official()) == counted
