"""The second process: does what the queue asks for, and what the day asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable

import settings
from portal.clock import today
from portal.database.opening import close_database, open_database
from portal.jobs.models import Job
from portal.jobs.queue import claim, enqueue, finish, put_back
from portal.storage import Folder, open_storage
from portal.upkeep.sweeping import sweep

log = logging.getLogger("portal.worker")
PAUSE = 1.0  # seconds between two looks at an empty queue

KINDS: dict[str, Callable[[Job], Awaitable[None]]] = {"sweep": sweep}


async def run_worker() -> None:
    """Open the house and work until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await open_database(settings.DATABASE_URL)
    open_storage(Folder(settings.DATA / "files"))
    try:
        await work_until(stop)
    finally:
        await close_database()


async def work_until(stop: asyncio.Event) -> None:
    """Work in the open house until `stop` is set."""
    owner = f"{socket.gethostname()}:{os.getpid()}"
    while not stop.is_set():
        await enqueue("sweep", str(today()))
        if not await work_once(owner):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)


async def work_once(owner: str) -> bool:
    """Do one piece of work; False when there was none."""
    job = await claim(owner)
    if job is None:
        return False
    try:
        await KINDS[job.kind](job)
    except Exception as fault:
        log.exception("job %s failed", job.key)
        await put_back(job, repr(fault))
    else:
        await finish(job)
    return True
