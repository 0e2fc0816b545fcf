"""Somebody else in his place: the engagement ends and the next is asked, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.database import transaction
from portal.errors import NotFound
from portal.matters.models import Matter
from portal.people.models import Person
from portal.routing.assignments import Invitation, offer, withdraw
from portal.routing.candidates import Bar, Candidate
from portal.routing.histories import WORKING
from portal.routing.models import Assignment, Duty


@dataclass(frozen=True)
class Substitute:
    """Who steps in and why; without `due` the day stays as it was."""

    person_id: int
    reason: str
    due: date | None = None
    override: str = ""


def stand_ins(old: Assignment, found: Sequence[Candidate]) -> list[Candidate]:
    """Those of `found` who may step in for `old` (its person fetched).

    That his own firm is at work on the matter bars no colleague of his: he leaves it.
    """
    others = (freed(old, one) for one in found if one.person.id != old.person_id)
    return [one for one in others if not one.is_forbidden]


def freed(old: Assignment, one: Candidate) -> Candidate:
    """`one` without what stands against him only because `old` (its person fetched) is there."""
    falling = _by_leaving(old, one)
    return replace(one, bars=tuple(bar for bar in one.bars if bar[0] not in falling))


def _by_leaving(old: Assignment, one: Candidate) -> set[Bar]:
    """The bars that fall with `old`."""
    firm = old.person.firm_id
    return {Bar.SAME_FIRM} if firm and one.person.firm == firm else set()


async def replaceable(matter: Matter, assignment_id: int) -> Assignment:
    """The engagement that still runs; raises NotFound for any other, and for the review itself."""
    found = await Assignment.get_or_none(
        id=assignment_id, matter_id=matter.id, answer__in=WORKING, duty__not=Duty.REVIEWER
    )
    if found is None:
        raise NotFound("没有这项委派，或者它已经结束")
    return found


@transaction
async def substitute(
    matter: Matter, assignment_id: int, chosen: Substitute, *, by: Person
) -> Assignment:
    """End this engagement and put the same question to somebody else.

    Raises what `offer` raises where he may not be asked; then the engagement stands as before.
    """
    old = await replaceable(matter, assignment_id)
    await withdraw(matter, assignment_id, chosen.reason, by=by)
    asked = Invitation(
        old.duty, chosen.person_id, old.question, chosen.due or old.due, chosen.override
    )
    return await offer(matter, asked, by=by)
