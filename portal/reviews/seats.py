"""Who sits at the review of a matter: what the person reads there, and what he may do."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from portal import permits
from portal.errors import NotFound
from portal.matters.access import enter, standing_of
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import OUTSIDE, Permit, Refusal, Standing
from portal.reviews.seeing import Reader, counts_at_once

DIGITS = 9  # of a number in an address; a longer one names nothing


@dataclass(frozen=True)
class Seat:
    """A person at a matter that he may enter."""

    person: Person
    matter: Matter
    standing: Standing

    @property
    def reader(self) -> Reader:
        return Reader(self.person.id, self.standing.relations)

    @property
    def is_reviewer(self) -> bool:
        return counts_at_once(self.standing.relations)

    @property
    def is_outside(self) -> bool:
        """Whether the person only advises: he gets the page without the rest of the house."""
        return advises_only(self.standing)

    def may(self, permit: Permit) -> bool:
        return permits.may(permit, self.standing)


def advises_only(standing: Standing) -> bool:
    """Whether somebody is at the matter to advise and for nothing else."""
    return bool(standing.relations & frozenset(OUTSIDE)) and not counts_at_once(standing.relations)


async def seat_at(request: Request, permit: Permit) -> Seat:
    """The person at the door, at the matter of the address; raises as `enter` does."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], permit)
    return Seat(person, matter, await standing_of(person, matter))


def number_in(request: Request, name: str) -> int:
    """A whole number of the address; raises NotFound for anything else."""
    said = str(request.path_params[name])
    if not (said.isascii() and said.isdecimal() and len(said) <= DIGITS):
        raise NotFound(Refusal.STRANGER.zh)
    return int(said)
