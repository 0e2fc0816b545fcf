"""The conflicts that the house knows of: the parties of a matter against all mandates."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.expressions import Q

from portal.clock import today
from portal.matters.models import Matter, Party
from portal.people.models import Person
from portal.routing.candidates import Colleague, conflict
from portal.routing.conflicts import Client, Collision, Side, collisions, concerns, search_keys
from portal.routing.models import Mandate


async def collisions_of(
    matter: Matter, people: Sequence[Person]
) -> dict[int, tuple[Collision, ...]]:
    """For each person the parties of the matter for whom he or his firm acts."""
    sides = [
        Side(party.name, party.uscc, party.ours)
        for party in await Party.filter(matter_id=matter.id)
    ]
    clients = await _clients(sides)
    return {person.id: collisions(sides, _of(person, clients), today()) for person in people}


async def known_conflict(matter: Matter, person: Person) -> str:
    """What the house knows against this person, in words; empty when nothing."""
    await person.fetch_related("firm")
    mine = Colleague(person.id, person.name, firm=person.firm_id, firm_name=firm_name(person))
    found = await collisions_of(matter, [person])
    return "；".join(conflict(one, mine).zh for one in found[person.id])


def firm_name(person: Person) -> str:
    """The name of the person's firm, which has been fetched; empty for who has none."""
    return str(person.firm.name) if person.firm else ""


async def _clients(sides: list[Side]) -> list[Client]:
    keys, codes = search_keys(sides)
    if not keys and not codes:
        return []
    found = Mandate.filter(Q(key__in=keys) | Q(uscc__in=codes)).order_by("id")
    return [_client(one) for one in await found.select_related("person")]


def _client(one: Mandate) -> Client:
    """A mandate as it is compared; what one lawyer took on binds his whole firm."""
    firm = one.firm_id or (one.person.firm_id if one.person else None)
    return Client(one.name, one.uscc, firm, one.person_id, one.since, one.until, one.evidence)


def _of(person: Person, clients: list[Client]) -> list[Client]:
    return [one for one in clients if concerns(one, person.id, person.firm_id)]
