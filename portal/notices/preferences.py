"""What a person chooses: how mails tell him, and at which address."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.journal.writing import record
from portal.notices.models import Mode, Preference
from portal.people.models import Person


async def preference_of(person: Person) -> Preference:
    """What `person` chose, or what stands for somebody who chose nothing."""
    return await Preference.get_or_none(person_id=person.id) or Preference(person=person)


@transaction
async def choose(person: Person, mode: Mode, mail: str) -> None:
    """Tell `person` by mail as he wants it, at this address; "" is none."""
    await keep(person, mode=mode)
    await Person.filter(id=person.id).update(mail=mail)
    changed = "mail" if mail != person.mail else ""
    await record(Act.NOTICES_CHOSEN, "people", by=person, mode=mode.value, fields=changed)


async def keep(person: Person, **chosen: object) -> None:
    """Keep what `person` chose; call it inside the act that records it."""
    await Preference.get_or_create(person_id=person.id)
    await Preference.filter(person_id=person.id).update(**chosen)
