"""The web application, put together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

import settings
from portal.database.opening import close_database, open_database
from portal.deadlines.renewing import Renewing
from portal.explaining import HANDLERS, Explainer
from portal.notices.bell import Bell
from portal.people.door import Doorkeeper
from portal.people.sessions import Rules
from portal.routes import routes
from portal.storage import Folder, open_storage
from portal.web.csrf import OriginCheck
from portal.web.doors import faults
from portal.web.headers import Headers
from portal.worker import work_until


def build(*, opens: bool = True) -> Starlette:
    """The application; `opens` is false where a test has opened the database itself."""
    if found := faults(routes):
        raise RuntimeError("; ".join(found))
    return Starlette(
        routes=[*routes, Mount("/static", StaticFiles(directory=settings.HOUSE / "static"))],
        middleware=[
            Middleware(Headers),
            Middleware(Doorkeeper, rules=session_rules()),
            Middleware(Bell),
            Middleware(Explainer),
            Middleware(Renewing),
            Middleware(OriginCheck, trusted=(settings.PUBLIC_URL, *settings.TRUSTED_ORIGINS)),
        ],
        exception_handlers=HANDLERS,
        lifespan=house if opens else None,
        max_body_size=settings.MAX_UPLOAD * 4,
    )


def session_rules() -> Rules:
    """How long people stay signed in, as the settings say."""
    return Rules(
        idle=timedelta(minutes=settings.IDLE_MINUTES),
        idle_outside=timedelta(minutes=settings.IDLE_MINUTES_OUTSIDE),
        longest=timedelta(hours=settings.SESSION_HOURS),
        secure=settings.SECURE_COOKIES,
    )


@contextlib.asynccontextmanager
async def house(_: Starlette) -> AsyncIterator[None]:
    """Open the database and the files while the application runs; the worker works inside."""
    await open_database(settings.DATABASE_URL)
    open_storage(Folder(settings.DATA / "files"))
    stop = asyncio.Event()
    worker = asyncio.create_task(work_until(stop)) if settings.WORKER_INSIDE else None
    try:
        yield
    finally:
        stop.set()
        if worker:
            await worker
        await close_database()
