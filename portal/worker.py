"""The second process: does what the queue asks for, and what the day asks for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator

import portal.notices.asked
import portal.notices.telling  # noqa: F401 - follows the journal
import settings
from portal.clock import now, today
from portal.consultation.ending import end_waiting
from portal.database.opening import close_database, open_database
from portal.deadlines.calendar import ONE_DAY
from portal.jobs.models import Job
from portal.jobs.queue import Hopeless, OutOfReach, claim, enqueue, finish, put_back
from portal.journal.cosigning import seal_and_anchor
from portal.notices.delivering import deliver
from portal.notices.slots import hold_slot, slots_now
from portal.routing.seeds import commit_seed
from portal.storage import Folder, open_storage
from portal.upkeep.sweeping import sweep

log = logging.getLogger("portal.worker")
PAUSE = 1.0  # seconds between two looks at an empty queue

KINDS: dict[str, Callable[[Job], Awaitable[None]]] = {
    "sweep": sweep,
    "waiting": end_waiting,
    "slot": hold_slot,
    "seed": commit_seed,
    "mail": deliver,
    "seal": seal_and_anchor,
}


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
    asked: set[tuple[str, str]] = set()
    while not stop.is_set():
        for kind, key in set(wanted_now()) - asked:
            await enqueue(kind, key)
            asked = {(kind, key)} | {one for one in asked if one[0] != kind}
        if not await work_once(owner):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE)


def wanted_now() -> Iterator[tuple[str, str]]:
    """What the day and the hour ask for; whoever asks twice asks for the same work."""
    yield "sweep", str(today())
    yield "waiting", str(today())
    yield "seed", str(today() + ONE_DAY)
    yield "seal", f"{now():%Y-%m-%dT%H:%M}"  # once a minute; a minute without news seals nothing
    for slot in slots_now():
        yield "slot", slot


async def work_once(owner: str) -> bool:
    """Do one piece of work; False when there was none."""
    job = await claim(owner)
    if job is None:
        return False
    try:
        await KINDS[job.kind](job)
    except (Hopeless, OutOfReach) as fault:
        log.warning("job %s: %s", job.key, fault)
        await put_back(job, fault)
    except Exception as fault:
        log.exception("job %s failed", job.key)
        await put_back(job, fault)
    else:
        await finish(job)
    return True
