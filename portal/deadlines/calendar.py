"""Working days, as the State Council's yearly holiday notice moves them."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

SATURDAY = 5
ONE_DAY = timedelta(days=1)
DAYS = Path(__file__).parent.parent.parent / "review_templates" / "calendar" / "days.json"


@dataclass(frozen=True)
class Calendar:
    """Days that the notices name: True a day off, False a weekend day that is worked (调休)."""

    named: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        off = self.named.get(day)
        return day.weekday() < SATURDAY if off is None else not off

    def is_published(self, year: int) -> bool:
        """Whether the notice for `year` is known; a year's January alone may come from the last."""
        return year in self._published

    def after(self, day: date, count: int) -> date:
        """The working day number `count` (≥ 1) after `day`."""
        first = day.toordinal()
        days = range(first, first + 2 * count + 3 * len(self.named) + 7)
        return date.fromordinal(
            days[bisect_left(days, self.before(first) + count, key=self.before)]
        )

    def before(self, ordinal: int) -> int:
        """How many working days there ever were up to and including the day of this ordinal."""
        weeks, rest = divmod(ordinal, 7)  # the first day of all was a Monday
        places, sums = self._shifts
        return weeks * SATURDAY + min(rest, SATURDAY) + sums[bisect_right(places, ordinal)]

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        """The days that are not what their weekday says, and what they add up to before each."""
        moved = {
            day.toordinal(): -1 if off else 1
            for day, off in sorted(self.named.items())
            if off == (day.weekday() < SATURDAY)
        }
        return list(moved), list(accumulate(moved.values(), initial=0))

    @cached_property
    def _published(self) -> frozenset[int]:
        return frozenset(day.year for day in self.named if day.month > 1)


_in_force: ContextVar[Calendar | None] = ContextVar("calendar in force", default=None)


def official() -> Calendar:
    """The calendar in force: what came with the program, and the years that were entered since.

    Those are known once they are read (almanacs.renew), which every request and every act that
    reckons a day does.
    """
    return _in_force.get() or shipped()


def put_in_force(calendar: Calendar) -> None:
    """Let `official` mean this calendar for what is done from here on in this request or act."""
    _in_force.set(calendar)


@cache
def shipped() -> Calendar:
    """The calendar of review_templates/calendar/days.json."""
    table: dict[str, bool] = json.loads(DAYS.read_text(encoding="utf-8-sig"))
    return Calendar({date.fromisoformat(day): off for day, off in table.items()})
