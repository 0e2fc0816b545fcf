"""What somebody leaves behind who goes away: all of it given to others in one step.

The proposal is made for everything together, as for a batch (portal.routing.seats); each line is
handed on by its own act, so that what somebody else did meanwhile hinders nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from portal.bylaws.library import recall
from portal.clock import today
from portal.errors import Invalid, NotFound, Stale
from portal.matters.access import enter, visible_to
from portal.matters.models import Matter
from portal.people.models import Absence, Degree, Organ, Person, Post
from portal.permits import RULES, Permit
from portal.routing import assignments
from portal.routing.histories import WORKING
from portal.routing.models import Assignment, Duty
from portal.routing.panel import choice, people_for, review_due
from portal.routing.seats import Option, Seat, Vacancy, seated
from portal.routing.substitutes import Substitute, freed, substitute

NEEDS = {Duty.REVIEWER: Permit.ASSIGN, Duty.LAWYER: Permit.ENGAGE, Duty.ADVISER: Permit.ENGAGE}


@dataclass(frozen=True)
class Leaver:
    """Somebody who is or will be away, and how much he has in hand."""

    person: Person
    absence: Absence
    count: int


@dataclass(frozen=True)
class Left:
    """One thing in his hands: by when it is due, whether he is away then, and who could do it."""

    assignment: Assignment
    due: date | None
    is_missed: bool
    seat: Seat


@dataclass(frozen=True)
class Chosen:
    """Who is to take it over, and why him against a warning."""

    duty: Duty
    person_id: int
    override: str = ""


async def leavers(reader: Person, offices: Sequence[Organ]) -> list[Leaver]:
    """Everybody of these offices who is away, or soon will be, and has something in hand."""
    away = Absence.filter(degree=Degree.AWAY, until__gte=today()).order_by("since", "id")
    first: dict[int, Absence] = {}
    for one in await away.filter(person_id__in=await _people(offices)).select_related("person"):
        first.setdefault(one.person_id, one)
    found = []
    for one in first.values():
        if count := len(await _running(one.person, reader)):
            found.append(Leaver(one.person, one, count))
    return found


async def leaver(offices: Sequence[Organ], person_id: int) -> Person:
    """Somebody with a post in one of these offices; raises NotFound for anybody else."""
    if person_id not in await _people(offices):
        raise NotFound("没有这个人")
    return await Person.get(id=person_id)


async def absence_of(person: Person) -> Absence | None:
    """The days on which he is away, if there are any ahead."""
    ahead = Absence.filter(person_id=person.id, degree=Degree.AWAY, until__gte=today())
    return await ahead.order_by("since", "id").first()


async def left_by(person: Person, reader: Person) -> list[Left]:
    """All that `person` has in hand of what `reader` may see, the earliest day first."""
    running = await _running(person, reader)
    await recall([one.matter.bylaw for one in running])
    days = {one.id: one.due or await review_due(one.matter) for one in running}
    running.sort(key=lambda one: (days[one.id] or date.max, one.id))
    seats = {seat.name: seat for seat in await seated([await _vacancy(one) for one in running])}
    absence = await absence_of(person)
    return [
        Left(one, days[one.id], _is_in(absence, days[one.id]), seats[str(one.id)])
        for one in running
    ]


async def ended_meanwhile(person: Person, reader: Person, ids: Sequence[int]) -> list[Assignment]:
    """Which of these `person` once had and has no more, of what `reader` may see."""
    running = {one.id for one in await _running(person, reader)}
    seen = await Matter.filter(
        await visible_to(reader), assignments__id__in=list(ids)
    ).values_list("id", flat=True)  # fmt: skip
    mine = Assignment.filter(
        id__in=list(ids), person_id=person.id, matter_id__in=[int(str(one)) for one in seen]
    )
    found = await mine.order_by("id").select_related("matter")
    return [one for one in found if one.id not in running]


async def hand_over(
    assignment_id: int, person: Person, chosen: Chosen | None, reason: str, *, by: Person
) -> Matter:
    """Give one thing that `person` has in hand to somebody else; the matter is returned.

    Raises Stale where he has it no longer, and what assigning or asking the other one raises;
    then he still has it.
    """
    found = await Assignment.get_or_none(
        id=assignment_id, person_id=person.id, answer__in=WORKING
    ).select_related("matter")
    if found is None:
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")
    matter = await enter(by, found.matter.number, NEEDS[found.duty])
    if chosen is None:
        raise Invalid({"person": "请选择接手的人"})
    if found.duty is Duty.REVIEWER:
        await assignments.assign(
            matter, chosen.person_id, override=chosen.override, note=reason, by=by
        )
    else:
        other = Substitute(chosen.person_id, reason, None, chosen.override)
        await substitute(matter, found.id, other, by=by)
    return matter


async def _people(offices: Sequence[Organ]) -> set[int]:
    posts = Post.filter(organ_id__in=[one.id for one in offices])
    return {int(str(one)) for one in await posts.values_list("person_id", flat=True)}


async def _running(person: Person, reader: Person) -> list[Assignment]:
    """What he has in hand and somebody else could still take over."""
    may = Q(
        *(
            Q(duty=duty, matter__state__in=sorted(RULES[permit].during))
            for duty, permit in NEEDS.items()
        ),
        join_type=Q.OR,
    )
    seen = await Matter.filter(
        await visible_to(reader, ended=False), ended=False,
        assignments__person_id=person.id, assignments__answer__in=WORKING,
    ).values_list("id", flat=True)  # fmt: skip
    mine = Assignment.filter(may, person_id=person.id, answer__in=WORKING)
    found = mine.filter(matter_id__in=sorted({int(str(one)) for one in seen}))
    return await found.select_related("matter", "matter__organ", "matter__office", "person")


async def _vacancy(one: Assignment) -> Vacancy:
    """His seat, with everybody else of the same duty."""
    case, found = await choice(one.matter, await people_for(one.matter, one.duty))
    others = (freed(one, other) for other in found if other.person.id != one.person_id)
    options = tuple(Option(one.duty, other) for other in others)
    return Vacancy(one.matter, str(one.id), case, options)


def _is_in(absence: Absence | None, day: date | None) -> bool:
    return bool(absence and day and absence.since <= day <= absence.until)
