"""Everybody who could be asked for a duty on a matter, judged and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.advisers.standing import off_panel
from portal.clock import today
from portal.deadlines.models import Deadline, Period
from portal.matters.models import Matter, Party
from portal.people.models import Person, Post, Role
from portal.routing.candidates import Away, Candidate, Case, Colleague, contest, ranked
from portal.routing.clashes import collisions_of, firm_name
from portal.routing.conflicts import Collision
from portal.routing.draws import Contest
from portal.routing.fields import fields_in
from portal.routing.histories import (
    WORKING,
    Here,
    History,
    Window,
    absences_of,
    here_of,
    history_of,
    window_of,
)
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.seeds import seed_of

ROLES = {
    Duty.REVIEWER: Role.REVIEWER,
    Duty.LAWYER: Role.LAWYER,
    Duty.ADVISER: Role.ADVISER,
}


async def candidates(matter: Matter, duty: Duty) -> tuple[Candidate, ...]:
    """Everybody appointed to this duty at the matter's office, the best suggestion first."""
    return (await choice(matter, await people_for(matter, duty)))[1]


async def people_for(matter: Matter, duty: Duty) -> list[Person]:
    """Everybody appointed to this duty at the matter's office, their firms fetched.

    Advisers and lawyers whose term has ended, or has not begun, are off the panel.
    """
    posts = await Post.filter(organ_id=matter.office_id, role=ROLES[duty]).select_related(
        "person", "person__firm"
    )
    people = {post.person_id: post.person for post in posts}
    if duty is not Duty.REVIEWER:
        for ended in await off_panel(matter.office_id, list(people.values()), today()):
            del people[ended]
    return list(people.values())


async def choice(matter: Matter, people: list[Person]) -> tuple[Case, tuple[Candidate, ...]]:
    """The matter as the choice sees it, and these persons in order."""
    window = await window_of(matter, [person.id for person in people])
    case = replace(await case_of(matter), of_organ=window.of_organ.total())
    return case, ranked(case, await colleagues(matter, people, window))


async def contested(matter: Matter, duty: Duty, person_id: int) -> tuple[Contest, Candidate | None]:
    """The whole choice, and this person in it; None when he is not appointed to the duty."""
    case, found = await choice(matter, await people_for(matter, duty))
    return contest(case, found), next((one for one in found if one.person.id == person_id), None)


async def case_of(matter: Matter) -> Case:
    """The matter as the choice sees it."""
    parties = await Party.filter(matter_id=matter.id)
    return Case(
        kind_name=matter.type.name,
        fields=fields_in(matter.title, matter.note, *(party.name for party in parties)),
        today=today(),
        number=matter.number,
        seed=await seed_of(today()),
        due=await review_due(matter),
        organ=matter.organ_id if matter.organ_id != matter.office_id else None,
        firms=await _firms(matter, *WORKING, Answer.COMPLETED),
        walled=await _firms(matter, Answer.RECUSED),
    )


async def review_due(matter: Matter) -> date | None:
    """The day by which the review is due; None while it is paused or has not begun."""
    running = await Deadline.filter(matter_id=matter.id, period=Period.REVIEW, closed=None).first()
    return running.due if running else None


async def colleagues(matter: Matter, people: list[Person], window: Window) -> list[Colleague]:
    """These persons, their firms fetched, with all facts that the choice depends on."""
    ids = [person.id for person in people]
    history, here = await history_of(matter, ids), await here_of(matter, ids)
    absences, found = await absences_of(ids), await collisions_of(matter, people)
    return [
        _colleague(person, history, here, window, absences[person.id], found[person.id])
        for person in people
    ]


async def _firms(matter: Matter, *answers: Answer) -> frozenset[int]:
    """The firms of those whose answer on this matter is one of these."""
    asked = Assignment.filter(
        matter_id=matter.id, answer__in=answers, person__firm_id__isnull=False
    )
    return frozenset(row["person__firm_id"] for row in await asked.values("person__firm_id"))


def _colleague(
    person: Person,
    history: History,
    here: Here,
    window: Window,
    absences: tuple[Away, ...],
    found: tuple[Collision, ...],
) -> Colleague:
    return Colleague(
        id=person.id,
        name=person.name,
        active=person.active,
        organ=person.organ_id,
        firm=person.firm_id,
        firm_name=firm_name(person),
        firm_active=person.firm is None or person.firm.active,
        specialities=tuple(person.specialities),
        capacity=person.capacity,
        load=history.load[person.id],
        absences=absences,
        declined=here.declined.get(person.id),
        recused=person.id in here.recused,
        in_it=person.id in here.in_it,
        effort=window.effort[person.id],
        days=window.days[person.id],
        of_organ=window.of_organ[person.id],
        last=window.last.get(person.id),
        same_type=history.same_type[person.id],
        same_party=history.same_party.get(person.id, ()),
        collisions=found,
    )
