"""The baseline: a Starlette page with nothing on it, behind the same server."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route


async def page(_: Request) -> HTMLResponse:
    return HTMLResponse("<!doctype html><title>empty</title>")


app = Starlette(routes=[Route("/", page)])
