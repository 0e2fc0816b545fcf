"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Shanghai")

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _stopped.get() or datetime.now(UTC)


def today() -> date:
    """The present day as the office's wall calendar has it."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in the office on which `moment` falls."""
    return moment.astimezone(OFFICE).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` inside: for tests, and for a demo whose past must look like a past."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
