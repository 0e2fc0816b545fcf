"""`python -m portal user`: the first administrator of a new portal, and forgotten passwords."""

from __future__ import annotations

import argparse
import asyncio
import secrets

import settings
from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.database.opening import close_database, open_database
from portal.errors import Invalid, NotFound
from portal.journal.writing import record
from portal.people.models import Level, Organ, OrganKind, Person, Post, Role
from portal.people.passwords import hashed
from portal.people.sessions import end_all
from portal.people.throttling import forget


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["add", "password"])
    parser.add_argument("login")
    parser.add_argument("--name", help="the person's name (add)")
    parser.add_argument("--organ", help="name of the organ; made when it is not there (add)")
    parser.add_argument("--role", default="administrator", choices=[role.value for role in Role])


def run(asked: argparse.Namespace) -> int:
    """Add a person, or give one a new initial password; prints the password once."""
    password = f"{secrets.token_urlsafe(9)}-Aa1"
    asyncio.run(_run(asked, password))
    print(f"{asked.login}  {password}  (to be changed at the first sign-in)")
    return 0


async def _run(asked: argparse.Namespace, password: str) -> None:
    await open_database(settings.DATABASE_URL)
    try:
        stored = await hashed(password)
        await (_add(asked, stored) if asked.what == "add" else _renew(asked.login, stored))
    finally:
        await close_database()


@transaction
async def _add(asked: argparse.Namespace, stored: str) -> None:
    if not asked.name or not asked.organ:
        raise Invalid({"": "user add needs --name and --organ"})
    if await Person.filter(login=asked.login.lower()).exists():
        raise Invalid({"": "this login is taken"})
    organ, _ = await Organ.get_or_create(
        name=asked.organ, defaults={"kind": OrganKind.LEGAL_OFFICE, "level": Level.CITY}
    )
    person = await Person.create(
        login=asked.login.lower(), name=asked.name, organ=organ, password=stored, created=now()
    )
    await Post.create(person=person, organ=organ, role=Role(asked.role))
    await record(Act.PERSON_ADDED, "people", by=None, login=person.login, role=asked.role)


@transaction
async def _renew(login: str, stored: str) -> None:
    person = await Person.get_or_none(login=login.lower())
    if person is None:
        raise NotFound(f"nobody signs in as {login}")
    await Person.filter(id=person.id).update(password=stored, must_change=True)
    await forget(person.login)
    await end_all(person)
    await record(Act.PASSWORD_RESET, "people", by=None, login=person.login)
