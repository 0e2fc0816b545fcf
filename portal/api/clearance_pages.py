"""The address at which another system asks whether a text was cleared; described in OpenAPI.

The description is static/api/openapi.json.
"""

from __future__ import annotations

import math
import re
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from portal.acts import Act
from portal.api.answering import answer
from portal.api.models import System
from portal.api.systems import by_token
from portal.people.throttling import count_try, count_within
from portal.web.doors import Need, door

MOST = 60  # questions of one system in a minute
MINUTE = timedelta(minutes=1)
FREE = 10  # tokens that are none, from one address, before each further one has to wait
HASH = re.compile(r"[0-9a-f]{64}")


async def ask(request: Request) -> Response:
    system = await _asking(request)
    if isinstance(system, Response):
        return system
    if wait := await count_within(f"system:{system.id}", MOST, MINUTE):
        return too_many(wait)
    text = request.query_params.get("text", "").strip().lower()
    if not HASH.fullmatch(text):
        return fault(422, "text 应当是 SHA-256（64 位十六进制数字）")
    found = await answer(system, str(request.path_params["number"])[:20], text)
    if found is None:
        return fault(404, "没有这个事项编号，或者不在本系统可以查询的范围内")
    return JSONResponse(found.as_json(), headers={"cache-control": "no-store"})


async def _asking(request: Request) -> System | Response:
    """The system whose token came with the request, or the answer that shuts it out."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    found = await by_token(token.strip()) if scheme.lower() == "bearer" and token else None
    if found:
        return found
    address = request.client.host if request.client else ""
    if token and (wait := await count_try(f"api:{address}"[:120], FREE)):
        return too_many(wait)
    return fault(401, "缺少访问令牌，或者令牌已停用", {"www-authenticate": "Bearer"})


def too_many(wait: timedelta) -> Response:
    seconds = math.ceil(wait.total_seconds())
    return fault(429, "查询过于频繁，请稍后再试", {"retry-after": str(seconds)})


def fault(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    """A fault as JSON; in Chinese whatever the caller accepts, for it lands in a log."""
    return JSONResponse({"error": words}, status, headers=headers)


routes = [
    door(
        "/api/clearances/{number}", ask,
        name="api.clearance", needs=Need.TOKEN, records=[Act.CLEARANCE_ASKED],
    ),
]  # fmt: skip
