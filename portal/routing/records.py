"""What the office writes down of its advisers: for whom they act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.database import transaction
from portal.journal.writing import record
from portal.matters.party_names import keys_of
from portal.people.models import Person
from portal.routing.models import Mandate

SUBJECT = "panel"


@dataclass(frozen=True)
class Acting:
    """For whom somebody acts; `whole_firm` when the firm and not he alone was mandated."""

    name: str
    uscc: str = ""
    since: date | None = None
    until: date | None = None
    evidence: str = ""
    whole_firm: bool = True


@transaction
async def add_mandate(person: Person, acting: Acting, *, by: Person) -> None:
    """Note a mandate, once under every name that the client is known by."""
    firm = person.firm_id if acting.whole_firm else None
    for key in sorted(keys_of(acting.name)):
        await Mandate.create(
            firm_id=firm, person_id=None if firm else person.id,
            name=acting.name, key=key, uscc=acting.uscc,
            since=acting.since, until=acting.until, evidence=acting.evidence,
        )  # fmt: skip
    await record(Act.CONFLICT_ADDED, SUBJECT, by=by, person=person.name, client=acting.name)
