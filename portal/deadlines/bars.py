"""A deadline as a bar: which days it ran, which were not counted, and since when it is late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.deadlines.reckoning import Stretch
from portal.names import Named


class Charge(Named):
    """To whom a stretch of days is charged."""

    RUNNING = "running", "计时"
    STOPPED = "stopped", "中止，不计入"
    AHEAD = "ahead", "剩余"
    OVERDUE = "overdue", "逾期"


@dataclass(frozen=True)
class Piece:
    """Days from `since` up to but not including `until`, and where they lie on the bar (0–100)."""

    charge: Charge
    since: date
    until: date
    at: float
    width: float


def pieces(
    opened: date, due: date | None, closed: date | None, pauses: Sequence[Stretch], today: date
) -> tuple[Piece, ...]:
    """The bar of a deadline from the day after it was opened to its end, as of `today`."""
    first = opened + timedelta(days=1)
    until = closed or today
    last = max(one for one in (due, until, first) if one is not None) + timedelta(days=1)
    whole = (last - first).days
    days = [first + timedelta(days=number) for number in range(whole)]
    charges = [_charge(day, due, until, pauses) for day in days]
    return tuple(
        Piece(charge, days[start], days[start] + timedelta(days=length),
              100 * start / whole, 100 * length / whole)
        for charge, start, length in _runs(charges)
    )  # fmt: skip


def _charge(day: date, due: date | None, until: date, pauses: Sequence[Stretch]) -> Charge:
    if any(pause.covers(day) for pause in pauses):
        return Charge.STOPPED
    if due is not None and day > due:
        return Charge.OVERDUE
    return Charge.RUNNING if day <= until else Charge.AHEAD


def _runs(charges: Sequence[Charge]) -> Iterator[tuple[Charge, int, int]]:
    """Equal neighbours together: which, from where, how many."""
    start = 0
    for at in range(1, len(charges) + 1):
        if at == len(charges) or charges[at] is not charges[start]:
            yield charges[start], start, at - start
            start = at
