"""The middleware that knows who comes in, in which language, and that the form is ours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.i18n import LANGUAGES, speaking
from portal.people import sessions
from portal.people.models import Post, Role, Session

QUIET = ("/static/", "/healthz")


class Doorkeeper:
    """Puts person, session, csrf and roles on the request's state, and sets the language."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(QUIET):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        session = await sessions.current(request)
        state = scope.setdefault("state", {})
        state["session"] = session
        state["person"] = session.person if session else None
        state["csrf"] = session.csrf if session else ""
        state["roles"] = await _roles(session.person_id) if session else frozenset()
        with speaking(_language(request, session)):
            await self.app(scope, receive, send)


async def _roles(person_id: int) -> frozenset[Role]:
    return frozenset(post.role for post in await Post.filter(person_id=person_id))


def _language(request: Request, session: Session | None) -> str:
    chosen = request.cookies.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    if session:
        return str(session.person.language)
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else "zh"
