"""Working days, as the State Council's yearly holiday notice moves them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
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
        return any(day.year == year and day.month > 1 for day in self.named)


@cache
def official() -> Calendar:
    """The calendar of review_templates/calendar/days.json."""
    table: dict[str, bool] = json.loads(DAYS.read_text(encoding="utf-8-sig"))
    return Calendar({date.fromisoformat(day): off for day, off in table.items()})
