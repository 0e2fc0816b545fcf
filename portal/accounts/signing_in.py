"""Signing in with a password: who is let in, and who waits."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.errors import Invalid
from portal.journal.writing import record
from portal.people.models import Person
from portal.people.passwords import NOBODY, matches
from portal.people.throttling import admit, forgive


async def sign_in(login: str, password: str, address: str) -> Person:
    """The person of this login and password, who comes from `address`.

    Raises Invalid with one text for every wrong pair, known login or not; after a few wrong
    passwords in a row each further try has to wait, twice as long every time.
    """
    login = login.lower()
    await admit(login, address)
    person = await Person.get_or_none(login=login, active=True)
    right = await matches(person.password if person else NOBODY, password)
    if person is None or not right:
        await record(Act.SIGN_IN_FAILED, "people", by=person, address=address)
        raise Invalid({"": "登录名或密码不正确"})
    await _let_in(person, address)
    return person


@transaction
async def _let_in(person: Person, address: str) -> None:
    await forgive(person.login, address)
    await record(Act.SIGNED_IN, "people", by=person, address=address)
