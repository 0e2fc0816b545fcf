"""No other site can make anybody act: the origin is ours, and the form carries our token.

`Sec-Fetch-Site` is not sent on plain http, which intranets use; so Origin (or Referer) is
compared, and every form has the session's token besides.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.errors import Refused

SAFE = frozenset({"GET", "HEAD"})
FIELD = "csrf"
HEADER = "x-csrf"


class OriginCheck:
    """Refuses a changing request that another site's page sent."""

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...] = ()) -> None:
        self.app = app
        self.trusted = frozenset(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE | {"OPTIONS"}:
            request = Request(scope)
            if not self.is_ours(request):
                raise Refused("请求来自其他网站，已拒绝；请从本平台页面操作")
        await self.app(scope, receive, send)

    def is_ours(self, request: Request) -> bool:
        """Whether Origin, or else Referer, names this very host or a trusted one."""
        said = request.headers.get("origin") or request.headers.get("referer", "")
        parts = urlsplit(said)
        origin = f"{parts.scheme}://{parts.netloc}"
        return origin in self.trusted or parts.netloc == request.headers.get("host")


async def check_token(request: Request) -> None:
    """Raise Refused unless the form or the header carries the session's token."""
    expected = getattr(request.state, "csrf", "")
    said = request.headers.get(HEADER, "")
    if not said:
        form: FormData = await request.form(max_files=200, max_fields=3000)
        said = str(form.get(FIELD, ""))
    if not expected or not hmac.compare_digest(said, expected):
        raise Refused("页面已过期，请刷新后重试；已填写的内容可返回上一页复制")
