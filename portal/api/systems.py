"""Other systems and their tokens: made once, shown once, found again by their hash."""

from __future__ import annotations

import hashlib
import secrets

from portal.acts import Act
from portal.api.models import System
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, NotFound, WrongMoment
from portal.journal.writing import record
from portal.people.models import Organ, Person


@transaction
async def add(name: str, organ_id: int | None, *, by: Person) -> tuple[System, str]:
    """A new system and its token, which is kept nowhere; Invalid without an organ of ours."""
    organ = await Organ.get_or_none(id=organ_id or 0)
    if organ is None:
        raise Invalid({"organ": "请选择单位"})
    token = secrets.token_urlsafe(32)
    made = await System.create(
        name=name, organ=organ, token=sealed(token), made_by=by, made_at=now()
    )
    await record(Act.SYSTEM_ADDED, made.subject, by=by, system=name, organ=organ.name)
    return made, token


@transaction
async def revoke(system_id: int, *, by: Person) -> None:
    """From the commit on its token opens nothing; raises WrongMoment where it was revoked."""
    found = await System.get_or_none(id=system_id)
    if found is None:
        raise NotFound("没有这个外部系统")
    if not await System.filter(id=found.id, revoked_at=None).update(revoked_at=now()):
        raise WrongMoment("这个外部系统的令牌已经停用")
    await record(Act.SYSTEM_REVOKED, found.subject, by=by, system=found.name)


async def systems() -> list[System]:
    """All of them, those that may still ask first."""
    found = await System.all().order_by("-id").select_related("organ", "made_by")
    return sorted(found, key=lambda one: one.revoked_at is not None)


async def by_token(token: str) -> System | None:
    """The system that carries this token; None where none does, or it was revoked."""
    return await System.get_or_none(token=sealed(token), revoked_at=None)


def sealed(token: str) -> str:
    """The hash by which a token is found; it has 256 random bits, so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
