"""A holiday notice as lines, one a day or a stretch: 2027-02-05 至 2027-02-11 休, 2027-02-20 班."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from portal.errors import Invalid
from portal.i18n import translate as _

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
OFF = ("放假", "休息", "休假", "休")
WORKED = ("上班", "补班", "班")
EXCHANGED = "调休"  # a notice says it of both
LONGEST = 31  # days that one line may name


def days_in(lines: Iterable[str]) -> dict[date, bool]:
    """The days named: True off, False worked. Lines without a day are headings.

    Raises Invalid (field "days") with the number of the first line that is not understood.
    """
    found: dict[date, bool] = {}
    for number, line in enumerate(lines, start=1):
        if not DAY.search(line):
            continue
        off, days = _meaning(line), list(_days(line))
        if off is None or not days:
            raise Invalid({"days": _("第{line}行看不懂：{words}", line=number, words=line.strip())})
        if any(found.get(day, off) is not off for day in days):
            raise Invalid({"days": _("第{line}行与前面的行矛盾", line=number)})
        found |= dict.fromkeys(days, off)
    return found


def lines_of(days: Mapping[date, bool]) -> list[str]:
    """The same days as lines again."""
    return [f"{day.isoformat()} {OFF[-1] if off else WORKED[-1]}" for day, off in days.items()]


def _meaning(line: str) -> bool | None:
    """Off or worked; None where a line says neither, or both."""
    plain = line.replace(EXCHANGED, "")
    is_off, is_worked = (any(word in plain for word in words) for words in (OFF, WORKED))
    return None if is_off == is_worked else is_off


def _days(line: str) -> Iterator[date]:
    """The day of a line, or all from its first day to its second; none where that is no stretch."""
    try:
        ends = [date(*map(int, said)) for said in DAY.findall(line)]
    except ValueError:
        return
    length = (ends[-1] - ends[0]).days
    if len(ends) <= 2 and 0 <= length < LONGEST:
        yield from (ends[0] + timedelta(days=n) for n in range(length + 1))
