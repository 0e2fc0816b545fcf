"""Who is at the door: sessions kept on the server, known by a cookie's hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import now
from portal.database import transaction
from portal.errors import Refused, SignedOut
from portal.people.models import Organ, Person, Post, Role, Session

COOKIE = "sid"
SEEN_EVERY = timedelta(minutes=1)
IDLE = timedelta(minutes=30)
IDLE_OUTSIDE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)


@transaction
async def begin(person: Person, request: Request) -> tuple[str, Session]:
    """A new session for `person`; the token is told once and kept only as its hash."""
    token, moment = secrets.token_urlsafe(32), now()
    session = await Session.create(
        token=_hash(token), csrf=secrets.token_urlsafe(24), person=person, begun=moment,
        seen=moment, address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", "")[:200],
    )  # fmt: skip
    return token, session


async def current(request: Request) -> Session | None:
    """The live session of the request's cookie, its person with it; None without one."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    found = await Session.get_or_none(token=_hash(token), ended=None).select_related(
        "person", "person__organ", "person__firm"
    )
    if found is None or not _is_alive(found):
        return None
    if now() - found.seen > SEEN_EVERY:
        await Session.filter(id=found.id).update(seen=now())
    return found


async def end(session: Session) -> None:
    await Session.filter(id=session.id).update(ended=now())


async def end_all(person: Person) -> None:
    """Sign `person` out at every browser."""
    await Session.filter(person_id=person.id, ended=None).update(ended=now())


def set_cookie(response: Response, token: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, path="/")


def drop_cookie(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/")


async def signed_in(request: Request) -> Person:
    """The person at the door; raises SignedOut when nobody is signed in."""
    person = getattr(request.state, "person", None)
    if not isinstance(person, Person):
        back = request.url.path if request.method == "GET" else "/"
        raise SignedOut(back)
    return person


async def holding(request: Request, *roles: Role) -> Person:
    """The person at the door, who holds one of these roles somewhere; else Refused."""
    person = await signed_in(request)
    if not await Post.filter(person_id=person.id, role__in=roles).exists():
        raise Refused("此页面供{who}使用", who="、".join(role.zh for role in roles))
    return person


async def organs_of(person: Person, *roles: Role) -> list[Organ]:
    """The organs in which `person` holds one of these roles."""
    posts = await Post.filter(person_id=person.id, role__in=roles).select_related("organ")
    return list({post.organ_id: post.organ for post in posts}.values())


def _is_alive(session: Session) -> bool:
    idle = IDLE_OUTSIDE if session.person.is_outside else IDLE
    moment = now()
    fresh = moment - session.seen <= idle and moment - session.begun <= LONGEST
    return fresh and session.person.active


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
