"""Everybody who could be asked for a duty on a matter, with the facts of each.

Read in a fixed number of queries, however many persons and matters there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from portal.clock import today
from portal.deadlines.models import Deadline, Period
from portal.matters.models import Matter, Part, Party
from portal.people.models import Absence, Person, Post, Role
from portal.permits import Relation
from portal.routing.candidates import Away, Candidate, Case, Colleague, ranked
from portal.routing.conflicts import Client, Collision, Side, collisions, concerns, search_keys
from portal.routing.fields import fields_in
from portal.routing.models import Answer, Assignment, Duty, Mandate
from portal.workflow import ENDED

ROLES = {
    Duty.REVIEWER: Role.REVIEWER,
    Duty.LAWYER: Role.LAWYER,
    Duty.ADVISER: Role.ADVISER,
}
WORKING = (Answer.OFFERED, Answer.ACCEPTED)
DONE = (Answer.ACCEPTED, Answer.COMPLETED)


@dataclass(frozen=True)
class History:
    """What persons did before, by person."""

    load: Counter[int]
    same_type: Counter[int]
    same_party: dict[int, tuple[str, ...]]


async def candidates(matter: Matter, duty: Duty) -> tuple[Candidate, ...]:
    """Everybody appointed to this duty at the matter's office, judged and in order."""
    posts = await Post.filter(organ_id=matter.office_id, role=ROLES[duty]).select_related(
        "person", "person__firm"
    )
    people = {post.person_id: post.person for post in posts}
    case = await case_of(matter)
    return ranked(case, await colleagues(matter, list(people.values())))


async def candidate(matter: Matter, duty: Duty, person_id: int) -> Candidate | None:
    """This person as a candidate; None when he is not appointed to the duty."""
    found = await candidates(matter, duty)
    return next((one for one in found if one.person.id == person_id), None)


async def case_of(matter: Matter) -> Case:
    """The matter as the choice sees it."""
    parties = await Party.filter(matter_id=matter.id)
    engaged = await Assignment.filter(
        matter_id=matter.id, answer__in=WORKING, person__firm_id__isnull=False
    ).select_related("person")
    return Case(
        kind_name=matter.type.name,
        fields=fields_in(matter.title, matter.note, *(party.name for party in parties)),
        today=today(),
        due=await review_due(matter),
        organ=matter.organ_id if matter.organ_id != matter.office_id else None,
        firms=frozenset(one.person.firm_id for one in engaged if one.person.firm_id is not None),
    )


async def review_due(matter: Matter) -> date | None:
    """The day by which the review is due; None while it is paused or has not begun."""
    running = await Deadline.filter(matter_id=matter.id, period=Period.REVIEW, closed=None).first()
    return running.due if running else None


async def colleagues(matter: Matter, people: list[Person]) -> list[Colleague]:
    """These persons with all facts that the choice depends on."""
    ids = [person.id for person in people]
    history, here = await _history(matter, ids), await _in_this_matter(matter, ids)
    absences, found = await _absences(ids), await collisions_of(matter, people)
    return [
        _colleague(person, history, here, absences[person.id], found[person.id])
        for person in people
    ]


async def collisions_of(
    matter: Matter, people: Iterable[Person]
) -> defaultdict[int, tuple[Collision, ...]]:
    """For each person the parties of the matter for whom he or his firm acts."""
    sides = [
        Side(party.name, party.uscc, party.ours)
        for party in await Party.filter(matter_id=matter.id)
    ]
    clients = await _clients(sides)
    found: defaultdict[int, tuple[Collision, ...]] = defaultdict(tuple)
    for person in people:
        mine = [one for one in clients if concerns(one, person.id, person.firm_id)]
        found[person.id] = collisions(sides, mine, today())
    return found


async def _clients(sides: list[Side]) -> list[Client]:
    keys, codes = search_keys(sides)
    if not keys and not codes:
        return []
    return [
        Client(one.name, one.uscc, one.firm_id, one.person_id, one.since, one.until, one.evidence)
        for one in await Mandate.filter(Q(key__in=keys) | Q(uscc__in=codes)).order_by("id")
    ]


async def _history(matter: Matter, ids: list[int]) -> History:
    open_load = await (
        Assignment.filter(person_id__in=ids, answer__in=WORKING)
        .exclude(matter__state__in=ENDED)
        .values_list("person_id", flat=True)
    )
    before = Assignment.filter(
        person_id__in=ids, answer__in=DONE, matter__office_id=matter.office_id
    ).exclude(matter_id=matter.id)
    same_type = await before.filter(matter__kind=matter.kind).values_list("person_id", flat=True)
    return History(Counter(open_load), Counter(same_type), await _same_party(matter, ids))


async def _same_party(matter: Matter, ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The latest matters of the office with the same counterparty, by person."""
    keys = await Party.filter(matter_id=matter.id, ours=False).values_list("key", flat=True)
    rows = await (
        Assignment.filter(
            person_id__in=ids, answer__in=DONE, matter__office_id=matter.office_id,
            matter__parties__key__in=list(keys), matter__parties__ours=False,
        )
        .exclude(matter_id=matter.id)
        .order_by("-asked_at")
        .limit(500)
        .values_list("person_id", "matter__number")
    )  # fmt: skip
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for person_id, number in rows:
        found[person_id][number] = None
    return {person_id: tuple(numbers) for person_id, numbers in found.items()}


@dataclass(frozen=True)
class Here:
    """What persons are or were to the matter at hand."""

    in_it: frozenset[int]
    recused: frozenset[int]
    declined: dict[int, str]


async def _in_this_matter(matter: Matter, ids: list[int]) -> Here:
    parts = await Part.filter(matter_id=matter.id, person_id__in=ids, until=None)
    asked = await Assignment.filter(matter_id=matter.id, person_id__in=ids).order_by("asked_at")
    barred = {part.person_id for part in parts if part.relation is Relation.BARRED}
    recused = {one.person_id for one in asked if one.answer is Answer.RECUSED}
    working = {one.person_id for one in asked if one.answer in DONE or one.answer in WORKING}
    return Here(
        in_it=frozenset({part.person_id for part in parts} - barred | working),
        recused=frozenset(barred | recused),
        declined={one.person_id: one.reason for one in asked if one.answer is Answer.DECLINED},
    )


async def _absences(ids: list[int]) -> defaultdict[int, tuple[Away, ...]]:
    found: defaultdict[int, tuple[Away, ...]] = defaultdict(tuple)
    for one in await Absence.filter(person_id__in=ids, until__gte=today()).order_by("since"):
        found[one.person_id] += (Away(one.since, one.until),)
    return found


def _colleague(
    person: Person,
    history: History,
    here: Here,
    absences: tuple[Away, ...],
    found: tuple[Collision, ...],
) -> Colleague:
    return Colleague(
        id=person.id,
        name=person.name,
        active=person.active,
        organ=person.organ_id,
        firm=person.firm_id,
        firm_name=person.firm.name if person.firm else "",
        specialities=tuple(person.specialities),
        capacity=person.capacity,
        load=history.load[person.id],
        absences=absences,
        declined=here.declined.get(person.id),
        recused=person.id in here.recused,
        in_it=person.id in here.in_it,
        same_type=history.same_type[person.id],
        same_party=history.same_party.get(person.id, ()),
        collisions=found,
    )
