"""Every period of a matter with its history: what it says of itself, and the bar of its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.clock import today
from portal.deadlines.bars import Piece, pieces
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline
from portal.deadlines.reckoning import Stretch
from portal.deadlines.telling import Sign, closed_sign, explanation, sign
from portal.matters.models import Matter


@dataclass(frozen=True)
class Account:
    """A deadline as it is explained on a page."""

    deadline: Deadline
    sign: Sign
    why: str
    pieces: tuple[Piece, ...]

    @property
    def is_running(self) -> bool:
        return self.deadline.closed is None


async def accounts_of(matter: Matter) -> list[Account]:
    """The periods of `matter`, those that still run first."""
    found = (
        await Deadline.filter(matter_id=matter.id)
        .order_by("id")
        .prefetch_related("pauses", "extensions")
    )
    told = [account(deadline, today()) for deadline in found]
    return sorted(told, key=lambda one: not one.is_running)


def account(deadline: Deadline, day: date) -> Account:
    """The account of a deadline (its pauses and extensions fetched) as of `day`."""
    pauses = sorted(deadline.pauses, key=lambda one: one.since)
    stretches = [Stretch(one.since, one.until or deadline.closed) for one in pauses]
    return Account(
        deadline=deadline,
        sign=closed_sign(deadline) if deadline.closed else sign(deadline, day, official()),
        why=explanation(deadline, pauses, official(), list(deadline.extensions)),
        pieces=pieces(deadline.opened, deadline.due, deadline.closed, stretches, day),
    )
