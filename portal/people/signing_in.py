"""Signing in with a password: who is let in, and who waits."""

from __future__ import annotations

from datetime import timedelta

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid
from portal.journal.writing import record
from portal.people.models import Person
from portal.people.passwords import NOBODY, matches

FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=15)


async def sign_in(login: str, password: str) -> Person:
    """The person of this login and password.

    Raises Invalid with one text for every wrong pair, known login or not; after FREE_TRIES wrong
    passwords in a row each further try has to wait, twice as long every time.
    """
    person = await Person.get_or_none(login=login.lower(), active=True)
    if person and person.locked_until and person.locked_until > now():
        minutes = (person.locked_until - now()).seconds // 60 + 1
        raise Invalid({"": "密码多次错误，请{minutes}分钟后再试"}, minutes=minutes)
    right = await matches(person.password if person else NOBODY, password)
    if person is None:
        raise Invalid({"": "登录名或密码不正确"})
    if not right:
        await _count_failure(person)
        raise Invalid({"": "登录名或密码不正确"})
    await _let_in(person)
    return person


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many wrong passwords in a row."""
    if failures <= FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=30 * 2 ** min(failures - FREE_TRIES - 1, 10)), LONGEST_WAIT)


@transaction
async def _count_failure(person: Person) -> None:
    fresh = await Person.select_for_update().get(id=person.id)
    fresh.failures += 1
    wait = wait_after(fresh.failures)
    fresh.locked_until = now() + wait if wait else None
    await fresh.save(update_fields=["failures", "locked_until"])
    await record(Act.SIGN_IN_FAILED, "people", by=person)


@transaction
async def _let_in(person: Person) -> None:
    await Person.filter(id=person.id).update(failures=0, locked_until=None)
    await record(Act.SIGNED_IN, "people", by=person)
