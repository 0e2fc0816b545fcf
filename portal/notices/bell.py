"""The bell in the top bar: how much is unread; and a notice is read once its page was opened."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.notices.reading import mark, unread
from portal.people.door import QUIET

OPENED = 200


class Bell:
    """Puts the number of unread notices on the request's state; costs one indexed query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        person = scope.get("state", {}).get("person")
        if scope["type"] != "http" or person is None or scope["path"].startswith(QUIET):
            await self.app(scope, receive, send)
            return
        waiting = await unread(person.id)
        opened = [key for key, place in waiting if _opens(scope, place)]
        scope["state"]["unread"] = len(waiting) - len(opened)
        answered: list[int] = []

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.append(message["status"])
            await send(message)

        await self.app(scope, receive, watch)
        if opened and answered == [OPENED]:
            await mark(opened)


def _opens(scope: Scope, place: str) -> bool:
    """Whether this is the page of the work; an address of the house tells nothing of a notice."""
    return bool(
        scope["method"] == "GET" and scope["path"] == place and place.startswith("/matters/")
    )
