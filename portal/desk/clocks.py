"""Lists by the day on which something is due: late, today and tomorrow, later."""

from __future__ import annotations

from datetime import date

from tortoise.expressions import Q, Subquery

from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline
from portal.deadlines.telling import SOON
from portal.names import Named


class Pile(Named):
    """The tiles of the to-do page, and the filters behind them."""

    LATE = "late", "已逾期"
    SOON = "soon", "今明到期"
    AMPLE = "ample", "时限充裕"


def soon_until(today: date) -> date:
    """The last day that is still "soon": the next working day, as the amber light has it."""
    return official().after(today, SOON)


def pile_of(due: date | None, today: date) -> Pile:
    """Where something due on that day lies; what is stopped or has no clock has time."""
    if due is None or due > soon_until(today):
        return Pile.AMPLE
    return Pile.LATE if due < today else Pile.SOON


def is_late(today: date) -> Q:
    """Matters of which a running clock has ended."""
    return Q(id__in=Subquery(Deadline.filter(closed=None, due__lt=today).values("matter_id")))
