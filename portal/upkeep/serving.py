"""Serving the portal, and the worker beside it."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import sys

import uvicorn

import settings
from portal.database.opening import migrate as bring_up_to_date
from portal.demo.command import seed_once
from portal.worker import run_worker


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def start(asked: argparse.Namespace) -> int:
    """Migrate, seed a demo on first start, serve."""
    if not _is_free(asked.host, asked.port):
        return _taken(asked.port)
    if "PUBLIC_URL" not in os.environ:
        settings.PUBLIC_URL = f"http://{asked.host}:{asked.port}"
    asyncio.run(bring_up_to_date(settings.DATABASE_URL))
    print(asyncio.run(seed_once()), flush=True)
    return serve(asked)


def serve(asked: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; refuses a taken port or a half-made configuration."""
    if found := settings.faults():
        print("\n".join(found), file=sys.stderr)
        return 1
    if not _is_free(asked.host, asked.port):
        return _taken(asked.port)
    print(f"The portal is at http://{asked.host}:{asked.port}  (stop with Ctrl-C)", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn raises it again when all is closed
    uvicorn.run(
        "portal.app:build", factory=True, host=asked.host, port=asked.port,
        log_level="warning", access_log=False, timeout_graceful_shutdown=10,
        proxy_headers=True, server_header=False,
    )  # fmt: skip
    return 0


def migrate(_: argparse.Namespace) -> int:
    asyncio.run(bring_up_to_date(settings.DATABASE_URL))
    return 0


def work(_: argparse.Namespace) -> int:
    """Work until Ctrl-C or SIGTERM."""
    asyncio.run(run_worker())
    return 0


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _taken(port: int) -> int:
    print(
        f"Port {port} is taken by another program; choose another one, for example "
        f"bin/run --port {port + 1}",
        file=sys.stderr,
    )
    return 1
