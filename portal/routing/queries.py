"""What pages of routing show: who is asked on a matter, my engagements, the office's advisers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from portal.clock import today
from portal.errors import NotFound
from portal.matters.models import Matter
from portal.people.models import Absence, Organ, Person, Post, Role
from portal.permits import Relation
from portal.routing.histories import load_of
from portal.routing.models import Answer, Assignment, Mandate

SHOWN = (Answer.OFFERED, Answer.ACCEPTED, Answer.COMPLETED)
PANEL = (Role.ADVISER, Role.LAWYER)


@dataclass(frozen=True)
class Listed:
    """Somebody of the office's panel with what the office knows of him."""

    person: Person
    roles: tuple[Role, ...]
    load: int
    absences: tuple[Absence, ...]
    mandates: tuple[Mandate, ...]


async def asked_on(matter: Matter) -> list[Assignment]:
    """Everybody who was ever asked on the matter, the latest last."""
    asked = Assignment.filter(matter_id=matter.id).order_by("id")
    return await asked.select_related("person", "person__firm", "asked_by")


async def mine_on(matter: Matter, person: Person) -> Assignment:
    """The person's own latest engagement on the matter; raises NotFound without one."""
    mine = Assignment.filter(matter_id=matter.id, person_id=person.id, answer__in=SHOWN)
    found = await mine.order_by("-id").select_related("asked_by").first()
    if found is None:
        raise NotFound("您在本件没有委派")
    return found


async def engagements_of(person: Person) -> list[Assignment]:
    """The person's offers and engagements; nothing of a matter from which he is barred."""
    mine = Assignment.filter(person_id=person.id, answer__in=SHOWN)
    barred = Matter.filter(
        parts__person_id=person.id, parts__relation=Relation.BARRED, parts__until=None
    )
    hidden = [row["id"] for row in await barred.values("id")]
    shown = mine.exclude(matter_id__in=hidden).order_by("-id").limit(200)
    return await shown.select_related("matter", "matter__organ")


async def panel_of(offices: list[Organ]) -> list[Listed]:
    """The advisers and government lawyers of these offices, by name."""
    posts = await Post.filter(
        organ_id__in=[office.id for office in offices], role__in=PANEL
    ).select_related("person", "person__firm")
    people = {post.person_id: post.person for post in posts}
    roles: defaultdict[int, set[Role]] = defaultdict(set)
    for post in posts:
        roles[post.person_id].add(post.role)
    found = await _listed(list(people.values()), roles)
    return sorted(found, key=lambda one: (one.person.firm_id or 0, one.person.name))


async def panel_member(offices: list[Organ], person_id: int) -> Listed:
    """One of these offices' advisers or lawyers; raises NotFound for anybody else."""
    posts = await Post.filter(
        organ_id__in=[office.id for office in offices], role__in=PANEL, person_id=person_id
    ).select_related("person", "person__firm")
    if not posts:
        raise NotFound("没有这位顾问")
    roles = {person_id: {post.role for post in posts}}
    return (await _listed([posts[0].person], roles))[0]


async def _listed(people: list[Person], roles: dict[int, set[Role]]) -> list[Listed]:
    ids = [person.id for person in people]
    load, absences, mandates = await load_of(ids), await _absences(ids), await _mandates(people)
    return [
        Listed(
            person,
            tuple(sorted(roles[person.id])),
            load[person.id],
            tuple(absences[person.id]),
            tuple(mandates[person.id]),
        )
        for person in people
    ]


async def _absences(ids: list[int]) -> defaultdict[int, list[Absence]]:
    found: defaultdict[int, list[Absence]] = defaultdict(list)
    for one in await Absence.filter(person_id__in=ids, until__gte=today()).order_by("since"):
        found[one.person_id].append(one)
    return found


async def _mandates(people: list[Person]) -> defaultdict[int, list[Mandate]]:
    """For each person his own mandates and those of his firm."""
    firms = [person.firm_id for person in people if person.firm_id]
    of_firm = await Mandate.filter(firm_id__in=firms).order_by("name")
    own = await Mandate.filter(person_id__in=[person.id for person in people]).order_by("name")
    found: defaultdict[int, list[Mandate]] = defaultdict(list)
    for person in people:
        found[person.id] += [one for one in of_firm if one.firm_id == person.firm_id]
        found[person.id] += [one for one in own if one.person_id == person.id]
    return found
