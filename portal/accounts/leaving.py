"""Signing out: here, at another browser, everywhere."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.errors import NotFound
from portal.journal.writing import record
from portal.people import sessions
from portal.people.models import Person, Session


@transaction
async def sign_out(session: Session, *, by: Person) -> None:
    await sessions.end(session)
    await record(Act.SIGNED_OUT, "people", by=by)


@transaction
async def end_one(session_id: int, *, by: Person) -> None:
    """End one of `by`'s own sessions; raises NotFound for anybody else's."""
    session = await Session.get_or_none(id=session_id, person_id=by.id, ended=None)
    if session is None:
        raise NotFound("没有这个登录")
    await sign_out(session, by=by)


@transaction
async def sign_out_everywhere(*, by: Person) -> None:
    await sessions.end_all(by)
    await record(Act.SIGNED_OUT_EVERYWHERE, "people", by=by)
