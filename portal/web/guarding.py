"""Unsafe requests of signed-in people carry their session's token; checked before the page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response

from portal.errors import NotFound
from portal.web.csrf import SAFE, check_token

Page = Callable[[Request], Awaitable[Response]]


def guarded(page: Page) -> Page:
    """`page`, which is only reached with a valid token when it may change something."""

    async def checked(request: Request) -> Response:
        if "\x00" in unquote(request.url.path + request.url.query):
            raise NotFound("没有这个页面，或者您无权查看")  # PostgreSQL takes no such text
        try:
            if request.method not in SAFE and getattr(request.state, "session", None) is not None:
                await check_token(request)
            return await page(request)
        finally:
            await request.close()  # the files that came with a form

    checked.__name__ = getattr(page, "__name__", "page")
    return checked
