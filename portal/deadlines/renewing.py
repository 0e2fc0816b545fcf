"""Every page goes by the calendar of working days that is in force when it is asked for."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from portal.deadlines.almanacs import renew


class Renewing:
    """Reads which years have been entered; what they say is read once in a process."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith("/static/"):
            await renew()
        await self.app(scope, receive, send)
