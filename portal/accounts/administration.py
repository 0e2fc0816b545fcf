"""Appointing people: accounts, roles and initial passwords, each act in the journal."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, NotFound, Refused
from portal.journal.writing import record
from portal.people import sessions
from portal.people.models import Firm, Organ, Person, Post, Role
from portal.people.passwords import hashed, initial
from portal.people.roles import Wish, why_not
from portal.people.throttling import forget

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
LOGIN_RULE = "登录名由2至60位小写字母、数字、点、横线组成，以字母或数字开头"


@dataclass(frozen=True)
class Particulars:
    """What is known of a person besides home and roles."""

    name: str
    title: str = ""
    phone: str = ""
    mail: str = ""
    licence: str = ""
    specialities: tuple[str, ...] = ()
    capacity: int = 8

    def columns(self) -> dict[str, object]:
        """The same as the table has it."""
        return {
            "name": self.name, "title": self.title, "phone": self.phone, "mail": self.mail,
            "licence": self.licence, "specialities": list(self.specialities),
            "capacity": self.capacity,
        }  # fmt: skip


async def add_person(
    login: str, home: Organ | Firm, said: Particulars, *, by: Person
) -> tuple[Person, str]:
    """A new account at `home`, and the initial password, which is told this once only."""
    if not is_login(login):
        raise Invalid({"login": LOGIN_RULE})
    password = initial()
    return await _add(login, home, said, await hashed(password), by=by), password


def is_login(login: str) -> bool:
    """Whether an account may have this login."""
    return LOGIN.fullmatch(login) is not None


@transaction
async def _add(
    login: str, home: Organ | Firm, said: Particulars, stored: str, *, by: Person
) -> Person:
    if await Person.exists(login=login):
        raise Invalid({"login": "这个登录名已有人使用"})
    person = Person(login=login, password=stored, created=now(), **said.columns())
    if isinstance(home, Firm):
        person.firm = home
    else:
        person.organ = home
    await person.save()
    await record(Act.PERSON_ADDED, "people", by=by, login=login, home=home.name)
    return person


@transaction
async def change_person(person: Person, said: Particulars, *, by: Person) -> None:
    """Correct what is known of `person`; the journal names the fields, not what stood in them."""
    columns = said.columns()
    changed = [name for name, value in columns.items() if getattr(person, name) != value]
    if changed:
        await Person.filter(id=person.id).update(**columns)
        await record(
            Act.PERSON_CHANGED, "people", by=by, login=person.login, fields=", ".join(changed)
        )


@transaction
async def grant(person: Person, role: Role, organ: Organ, *, by: Person) -> None:
    """Appoint `person` to `role` in `organ`; raises Refused with the reason why not."""
    held = [post.role for post in await Post.filter(person_id=person.id)]
    outside, himself = person.is_outside, person.id == by.id
    if reason := why_not(Wish(role, organ.kind, outside=outside, held=held, himself=himself)):
        raise Refused(reason)
    if not await Post.exists(person_id=person.id, organ_id=organ.id, role=role):
        await Post.create(person=person, organ=organ, role=role)
        await record(
            Act.ROLE_GRANTED, "people", by=by, login=person.login, role=role, organ=organ.name
        )


@transaction
async def withdraw(person: Person, post_id: int, *, by: Person) -> None:
    """End one appointment of `person`; nobody ends his own as administrator."""
    post = await Post.get_or_none(id=post_id, person_id=person.id).select_related("organ")
    if post is None:
        raise NotFound("没有这个角色")
    if person.id == by.id:
        raise Refused("不能收回自己的角色，请由另一名系统管理员办理")
    await post.delete()
    await record(
        Act.ROLE_WITHDRAWN, "people", by=by,
        login=person.login, role=post.role, organ=post.organ.name,
    )  # fmt: skip


async def reset_password(person: Person, *, by: Person) -> str:
    """A fresh initial password for `person`, told this once only; all his sessions end."""
    if person.id == by.id:
        raise Refused("请在“我的账号”中修改自己的密码")
    password = initial()
    await _reset(person, await hashed(password), by=by)
    return password


@transaction
async def _reset(person: Person, stored: str, *, by: Person) -> None:
    await Person.filter(id=person.id).update(password=stored, must_change=True)
    await sessions.end_all(person)
    await forget(person.login)
    await record(Act.PASSWORD_RESET, "people", by=by, login=person.login)


@transaction
async def deactivate(person: Person, *, by: Person) -> None:
    """Close the account: nobody signs in with it any more, and who is signed in is out."""
    if person.id == by.id:
        raise Refused("不能停用自己的账号")
    if await Person.filter(id=person.id, active=True).update(active=False):
        await sessions.end_all(person)
        await record(Act.PERSON_DEACTIVATED, "people", by=by, login=person.login)


@transaction
async def activate(person: Person, *, by: Person) -> None:
    if await Person.filter(id=person.id, active=False).update(active=True):
        await record(Act.PERSON_ACTIVATED, "people", by=by, login=person.login)
