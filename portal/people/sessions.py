"""Who is at the door: sessions kept on the server, known by a cookie's hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import now
from portal.database import transaction
from portal.errors import Refused, SignedOut
from portal.people.models import Organ, Person, Post, Role, Session

COOKIE = "sid"
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Rules:
    """How long a session lasts, and whether its cookie is for https alone."""

    idle: timedelta = timedelta(minutes=30)
    idle_outside: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=12)
    secure: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name; a browser takes __Host- only over https and from this very host."""
        return f"__Host-{COOKIE}" if self.secure else COOKIE


@transaction
async def begin(person: Person, request: Request) -> tuple[str, Session]:
    """A new session for `person`; the token is told once and kept only as its hash.

    Whatever session the browser came with is over: a token never outlives a sign-in.
    """
    if getattr(request.state, "session", None) is not None:
        await end(request.state.session)
    token, moment = secrets.token_urlsafe(32), now()
    session = await Session.create(
        token=_hash(token), csrf=secrets.token_urlsafe(24), person=person, begun=moment,
        seen=moment, address=address_of(request),
        agent=request.headers.get("user-agent", "")[:200],
    )  # fmt: skip
    return token, session


async def current(request: Request, rules: Rules) -> Session | None:
    """The live session of the request's cookie, its person with it; None without one."""
    token = request.cookies.get(rules.cookie)
    if not token:
        return None
    found = await Session.get_or_none(token=_hash(token), ended=None).select_related(
        "person", "person__organ", "person__firm"
    )
    if found is None or not is_alive(found, rules):
        return None
    if now() - found.seen > SEEN_EVERY:
        await Session.filter(id=found.id).update(seen=now())
    return found


def is_alive(session: Session, rules: Rules) -> bool:
    """Whether `session` is fresh enough, and its person (fetched with it) still active.

    A click is noted at most once a minute, so idleness may be taken a minute too long.
    """
    idle = rules.idle_outside if session.person.is_outside else rules.idle
    moment = now()
    fresh = moment - session.seen <= idle and moment - session.begun <= rules.longest
    return fresh and session.person.active


async def end(session: Session) -> None:
    await Session.filter(id=session.id, ended=None).update(ended=now())


async def end_all(person: Person) -> None:
    """Sign `person` out at every browser."""
    await Session.filter(person_id=person.id, ended=None).update(ended=now())


async def sessions_of(person: Person, rules: Rules) -> list[Session]:
    """Where `person` is signed in, the latest first."""
    found = await Session.filter(person_id=person.id, ended=None).order_by("-seen")
    for session in found:
        session.person = person
    return [session for session in found if is_alive(session, rules)]


def set_cookie(response: Response, token: str, rules: Rules) -> None:
    response.set_cookie(
        rules.cookie, token, httponly=True, samesite="lax", secure=rules.secure, path="/"
    )


def drop_cookie(response: Response, rules: Rules) -> None:
    response.delete_cookie(
        rules.cookie, httponly=True, samesite="lax", secure=rules.secure, path="/"
    )


def address_of(request: Request) -> str:
    """Where the request comes from; behind a proxy the server must be told to trust it."""
    return request.client.host[:60] if request.client else ""


async def signed_in(request: Request) -> Person:
    """The person at the door; raises SignedOut when nobody is signed in."""
    person = getattr(request.state, "person", None)
    if not isinstance(person, Person):
        raise SignedOut(_way_back(request))
    return person


async def holding(request: Request, *roles: Role) -> Person:
    """The person at the door, who holds one of these roles somewhere; else Refused."""
    person = await signed_in(request)
    if not request.state.roles & set(roles):
        raise Refused("此页面供{who}使用", who=roles)
    return person


async def organs_of(person: Person, *roles: Role) -> list[Organ]:
    """The organs in which `person` holds one of these roles."""
    posts = await Post.filter(person_id=person.id, role__in=roles).select_related("organ")
    return list({post.organ_id: post.organ for post in posts}.values())


def _way_back(request: Request) -> str:
    if request.method != "GET":
        return "/"
    asked = request.url.query
    return f"{request.url.path}?{asked}" if asked else request.url.path


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
