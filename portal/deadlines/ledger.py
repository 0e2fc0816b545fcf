"""Every period of a matter with its history: what it says of itself, and the bar of its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import today
from portal.deadlines.bars import Bearer, Borne, Course, Piece, pieces, shares
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, PauseReason, Period
from portal.deadlines.stations import advised
from portal.deadlines.telling import Sign, closed_sign, explanation, sign
from portal.matters.models import Matter

BEARS = {
    PauseReason.SUPPLEMENT: Bearer.DEPARTMENT,
    PauseReason.CONSULTATION: Bearer.CONSULTATION,
    PauseReason.EXPERTS: Bearer.EXPERTS,
    PauseReason.SUPERIOR: Bearer.SUPERIOR,
}
RUNS_FOR = {
    Period.INTAKE: Bearer.OFFICE,
    Period.REVIEW: Bearer.OFFICE,
    Period.SUPPLEMENT: Bearer.DEPARTMENT,
    Period.FEEDBACK: Bearer.DEPARTMENT,
    Period.CONFIRMATION: Bearer.OFFICE,
    Period.DISCUSSION: Bearer.OFFICE,
    Period.REHEARING: Bearer.OFFICE,
}


@dataclass(frozen=True)
class Account:
    """A deadline as it is explained on a page."""

    deadline: Deadline
    sign: Sign
    why: str
    pieces: tuple[Piece, ...]
    shares: tuple[tuple[Bearer, int], ...]

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
    others = await advised(matter)
    told = [account(deadline, today(), others) for deadline in found]
    return sorted(told, key=lambda one: not one.is_running)


def account(deadline: Deadline, day: date, others: Sequence[Borne] = ()) -> Account:
    """The account of a deadline (its pauses and extensions fetched) as of `day`."""
    pauses = sorted(deadline.pauses, key=lambda one: one.since)
    drawn = pieces(course_of(deadline, others), day)
    return Account(
        deadline=deadline,
        sign=closed_sign(deadline) if deadline.closed else sign(deadline, day, official()),
        why=explanation(deadline, pauses, official(), list(deadline.extensions)),
        pieces=drawn,
        shares=shares(drawn, official()),
    )


def course_of(deadline: Deadline, others: Sequence[Borne] = ()) -> Course:
    """The course of a deadline (its pauses fetched); `others` bear days of a review only."""
    return Course(
        deadline.opened, deadline.due, deadline.closed,
        pauses=[
            Borne(one.since, one.until or deadline.closed, BEARS[one.reason])
            for one in deadline.pauses
        ],
        others=others if deadline.period is Period.REVIEW else (),
        usual=RUNS_FOR[deadline.period],
    )  # fmt: skip
