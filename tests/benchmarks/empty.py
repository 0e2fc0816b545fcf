"""The baseline: a Starlette page with nothing on it, behind the same server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

BODY = "<!doctype html><title>empty</title>"


async def page(_: Request) -> HTMLResponse:
    return HTMLResponse(BODY)


async def take(request: Request) -> HTMLResponse:
    """Take a form in with all its files, and say nothing."""
    async with request.form():
        return HTMLResponse(BODY)


app = Starlette(routes=[Route("/", page), Route("/submissions", take, methods=["POST"])])


@contextmanager
def standing() -> Iterator[str]:
    """The baseline served by a process of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "uvicorn", "tests.benchmarks.empty:app", "--port", port]
    process = subprocess.Popen([*command, "--log-level", "warning", "--no-access-log"])
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


def _answering(address: str) -> str:
    for _ in range(100):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError("the empty page does not answer")
