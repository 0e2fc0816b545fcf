"""Everybody who has to do with a matter, and what he is to it: the same law as its door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from portal.journal.models import Entry
from portal.matters.access import IN_DEPARTMENT, IN_OFFICE, by_post
from portal.matters.models import Matter, Part
from portal.matters.waiting import waits_for
from portal.notices.table import Called, Row
from portal.people.models import Person, Post
from portal.permits import Relation, Standing, may


@dataclass(frozen=True)
class Hearer:
    """One person and what he is to the matter now; no relation where his part has ended."""

    person: Person
    standing: Standing

    @property
    def is_barred(self) -> bool:
        """Whether he is to hear nothing of the matter, whatever else he is to it."""
        return Relation.BARRED in self.standing.relations


async def hearers_of(matter: Matter, named: Collection[int] = ()) -> list[Hearer]:
    """Whoever holds a part in `matter` or a role in its office or department, and those `named`.

    The edition by which the matter goes has been recalled before.
    """
    people: dict[int, Person] = {}
    relations: defaultdict[int, set[Relation]] = defaultdict(set)
    parts = Part.filter(matter_id=matter.id, until=None)
    for part in await parts.select_related("person"):
        people[part.person_id] = part.person
        relations[part.person_id].add(part.relation)
    posts = Post.filter(
        organ_id__in=[matter.office_id, matter.organ_id], role__in=[*IN_OFFICE, *IN_DEPARTMENT]
    )
    for post in await posts.select_related("person"):
        people[post.person_id] = post.person
        relations[post.person_id] |= by_post([post], matter)
    if parted := set(named) - people.keys():
        people |= {one.id: one for one in await Person.filter(id__in=sorted(parted))}
    law = matter.type.law_of(matter.step)
    return [
        Hearer(person, Standing(frozenset(relations[key]), matter.state, law, matter.was_issued))
        for key, person in sorted(people.items())
    ]


def told(
    rows: Sequence[Row], hearers: Sequence[Hearer], entries: Sequence[Entry]
) -> Iterator[tuple[Hearer, Row, Entry]]:
    """Who hears what of these entries: each person at most one message, the table's first.

    Never who did it himself, and never who is barred.
    """
    for hearer in hearers:
        if not hearer.person.active or hearer.is_barred:
            continue
        for row, entry in ((row, entry) for row in rows for entry in entries):
            if entry.by_id != hearer.person.id and concerns(row, hearer, entry):
                yield hearer, row, entry
                break


def concerns(row: Row, hearer: Hearer, entry: Entry) -> bool:
    """Whether this message of `entry` is for him: by turn, by name, or by relation and permit."""
    mine = hearer.standing
    if entry.act not in row.acts or mine.state not in row.during:
        return False
    if Called.TURN in row.to:
        return waits_for(mine)
    named = Called.WHOM in row.to and entry.facts.get("whom") == str(hearer.person.id)
    if not named and not mine.relations & set(row.to):
        return False
    return row.permit is None or may(row.permit, mine)
