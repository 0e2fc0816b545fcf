"""For whom a person submits, and the types of matter that the legal office there goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.bylaws.queries import in_force
from portal.intake.submitting import office_of
from portal.kinds import Kind, kinds
from portal.people.models import Organ, Person, Role
from portal.people.sessions import organs_of

SENDERS = (Role.SUBMITTER, Role.HEAD)


async def organs(person: Person) -> list[Organ]:
    """The organs for which the person submits; raises Refused when none has a legal office."""
    found = await organs_of(person, *SENDERS)
    served = [one for one in found if one.office_id]
    if found and not served:
        await office_of(found[0])
    return served


def chosen(said: str, among: Sequence[Organ]) -> Organ | None:
    """The organ of this id; the first one where none of them is said."""
    return next((one for one in among if str(one.id) == said), among[0] if among else None)


async def kinds_for(person: Person, answers: Mapping[str, str]) -> dict[str, Kind]:
    """The types by key, as the office of the organ goes by them for which is submitted."""
    served = [one for one in await organs_of(person, *SENDERS) if one.office_id]
    organ = chosen(answers.get("organ", ""), served)
    if organ is None or organ.office_id is None:
        return kinds()
    return {key: one.kind for key, one in (await in_force(organ.office_id)).items()}
