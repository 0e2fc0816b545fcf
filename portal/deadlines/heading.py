"""The head of every page of a matter: where it stands, whose turn it is, its clock, its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal import permits
from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Period
from portal.deadlines.telling import Sign, sign
from portal.matters.access import standing_of
from portal.matters.models import Matter
from portal.matters.tabs import Tab, tabs
from portal.matters.turn import Turn, turn_of
from portal.matters.undoing import Offer, offered
from portal.people.models import Person
from portal.permits import Permit, Standing


@dataclass(frozen=True)
class Head:
    """What templates/matters/frame.html shows; pass it as `head`."""

    matter: Matter
    standing: Standing
    tabs: tuple[Tab, ...]
    turn: Turn | None
    clock: Sign | None
    undo: Offer | None  # what the reader did a moment ago and may still undo

    def may(self, permit: Permit) -> bool:
        """Whether the reader may do this now: for buttons."""
        return permits.may(permit, self.standing)

    @property
    def is_mine(self) -> bool:
        """Whether it is the reader's turn."""
        return self.turn is not None and self.may(self.turn.permit)


async def head_of(person: Person, matter: Matter) -> Head:
    """The head of `matter`'s pages for `person`, who has come through `enter`."""
    standing = await standing_of(person, matter)
    periods = await Deadline.filter(matter_id=matter.id).order_by("id")
    supplemented = any(one.period is Period.SUPPLEMENT for one in periods)
    return Head(
        matter=matter,
        standing=standing,
        tabs=tabs(matter.number, standing, was_supplemented=supplemented),
        turn=turn_of(matter),
        clock=sign_of([one for one in periods if one.closed is None]),
        undo=await offered(matter, person) if permits.may(Permit.UNDO, standing) else None,
    )


async def clock_of(matter: Matter) -> Sign | None:
    """The sign of the period that runs now and ends first; None when none runs."""
    return sign_of(await Deadline.filter(matter_id=matter.id, closed=None).order_by("id"))


def sign_of(open_ones: Sequence[Deadline]) -> Sign | None:
    """The sign of the one that ends first; those that are stopped count only among themselves."""
    if not open_ones:
        return None
    first = min(open_ones, key=lambda one: (one.due is None, one.due or date.max))
    return sign(first, today(), official())
