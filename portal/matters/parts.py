"""Taking part in a matter, and leaving it: access begins and ends with these rows."""

from __future__ import annotations

from portal.clock import now
from portal.database import transaction
from portal.matters.models import Matter, Part
from portal.people.models import Person
from portal.permits import Relation


@transaction
async def join(matter: Matter, person: Person, relation: Relation) -> None:
    """Give `person` this part in `matter`; a part already held stays as it is."""
    held = Part.filter(matter_id=matter.id, person_id=person.id, relation=relation, until=None)
    if not await held.exists():
        await Part.create(
            matter=matter, person=person, relation=relation, since=now(), ended=matter.ended
        )


@transaction
async def leave(matter: Matter, person_id: int, relation: Relation) -> None:
    """End this part; from the commit on the person sees no more than his other parts allow."""
    held = Part.filter(matter_id=matter.id, person_id=person_id, relation=relation, until=None)
    await held.update(until=now())


async def holders(matter: Matter, relation: Relation) -> list[Person]:
    """Who holds this part in `matter` now."""
    parts = await Part.filter(matter_id=matter.id, relation=relation, until=None).select_related(
        "person"
    )
    return [part.person for part in parts]
