"""Headers that every answer carries: nothing from outside, nothing kept by shared computers."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)


class Headers:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                protect(MutableHeaders(scope=message), scope["path"], scope["query_string"])
            await send(message)

        await self.app(scope, receive, with_headers)


MARKED = "public, max-age=31536000, immutable"  # its address changes with it
ASKED_AGAIN = "no-cache"  # scripts that scripts load: old and new ones must not meet


def protect(headers: MutableHeaders, path: str, query: bytes = b"") -> None:
    headers.setdefault("content-security-policy", POLICY)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "DENY"
    headers["cross-origin-opener-policy"] = "same-origin"
    if path.startswith("/static/"):
        headers.setdefault("cache-control", MARKED if query.startswith(b"v=") else ASKED_AGAIN)
    else:
        headers.setdefault("cache-control", "no-store")
