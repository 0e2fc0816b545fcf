"""A new password by one's own hand: the old one is asked for, and every other session ends."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.errors import Invalid
from portal.journal.writing import record
from portal.people import sessions
from portal.people.models import Person
from portal.people.passwords import hashed, matches, weakness
from portal.people.throttling import admit, forgive


async def change_password(person: Person, old: str, new: str, again: str, address: str) -> None:
    """Give `person` the password `new` and end all his sessions; the caller begins a fresh one.

    Raises Invalid field by field; wrong old passwords are counted like wrong ones at sign-in.
    """
    if faults := _faults(person, old, new, again):
        raise Invalid(faults)
    await admit(person.login, address)
    if not await matches(person.password, old):
        raise Invalid({"old": "原密码不正确"})
    await _keep(person, await hashed(new), address)


@transaction
async def _keep(person: Person, stored: str, address: str) -> None:
    await Person.filter(id=person.id).update(password=stored, must_change=False)
    await sessions.end_all(person)
    await forgive(person.login, address)
    await record(Act.PASSWORD_CHANGED, "people", by=person)


def _faults(person: Person, old: str, new: str, again: str) -> dict[str, str]:
    if not old:
        return {"old": "请填写原密码"}
    if weak := weakness(new, person.login):
        return {"new": weak}
    if new == old:
        return {"new": "新密码不能与原密码相同"}
    if new != again:
        return {"again": "两次填写的新密码不一致"}
    return {}
