"""The middleware that knows who comes in, in which language, and that the form is ours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.i18n import LANGUAGES, speaking
from portal.people import sessions
from portal.people.models import Post, Role, Session
from portal.people.sessions import Rules

QUIET = ("/static/", "/healthz")

# all that is open to somebody who still has the password he was given
BEFORE_CHANGE = frozenset({"/account/password", "/sign-out", "/sign-in", "/language"})


class Doorkeeper:
    """Puts person, session, csrf, roles and rules on the request's state; sets the language."""

    def __init__(self, app: ASGIApp, rules: Rules | None = None) -> None:
        self.app = app
        self.rules = rules or Rules()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(QUIET):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        session = await sessions.current(request, self.rules)
        state = scope.setdefault("state", {})
        state["rules"] = self.rules
        state["session"] = session
        state["person"] = session.person if session else None
        state["csrf"] = session.csrf if session else ""
        state["roles"] = await _roles(session.person_id) if session else frozenset()
        if _must_change(session) and scope["path"] not in BEFORE_CHANGE:
            await RedirectResponse("/account/password", 303)(scope, receive, send)
            return
        with speaking(_language(request, session)):
            await self.app(scope, receive, send)


def _must_change(session: Session | None) -> bool:
    return session is not None and session.person.must_change


async def _roles(person_id: int) -> frozenset[Role]:
    return frozenset(post.role for post in await Post.filter(person_id=person_id))


def _language(request: Request, session: Session | None) -> str:
    chosen = request.cookies.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    if session:
        return str(session.person.language)
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"
