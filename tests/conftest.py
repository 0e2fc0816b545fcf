"""The ground of every test: a fresh database, a folder for files, the cast, and a browser.

TEST_DATABASE_URL names a PostgreSQL server to run on; without it SQLite is used.
"""

from __future__ import annotations

import fcntl
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import anyio
import httpx
import pytest
from tortoise import Tortoise
from tortoise.context import TortoiseContext

import settings
from portal.app import build
from portal.database.config import config
from portal.database.opening import migrate
from portal.storage import Folder, open_storage
from tests.cast import Cast, assemble
from tests.client import Browser

SERVER = os.environ.get("TEST_DATABASE_URL", "")
_count = itertools.count()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Sets have no order of their own; the names of tests must be the same in every process."""
    if isinstance(val, set | frozenset):
        return "+".join(sorted(str(one) for one in val)) or "nobody"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database need not run again on another one."""
    for item in items:
        if "database_url" not in getattr(item, "fixturenames", ()):
            item.add_marker("pure")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database that every test gets a copy of, made once for all workers of a run."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    with (run / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = run / "template"
        if not made.exists():
            url = f"sqlite:///{run / 'template.sqlite3'}"
            if SERVER:
                name = f"template_{os.getpid()}"
                apart(_statement, f'create database "{name}"')
                url = _named(name)
            apart(migrate, url)
            made.write_text(url, encoding="utf-8")
    return made.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def made_ready(migrated: str) -> Callable[[Path], None]:
    """Puts a copy of the migrated SQLite database where a test wants one."""
    return lambda target: shutil.copy(migrated.removeprefix("sqlite:///"), target) and None


@pytest.fixture
def database_url(migrated: str, tmp_path: Path) -> Iterator[str]:
    """A database of this test alone."""
    if not SERVER:
        target = tmp_path / "portal.sqlite3"
        shutil.copy(migrated.removeprefix("sqlite:///"), target)
        yield f"sqlite:///{target}"
        return
    name = f"test_{os.getpid()}_{next(_count)}"
    template = urlsplit(migrated).path.lstrip("/")
    apart(_statement, f'create database "{name}" template "{template}"')
    yield _named(name)
    apart(_statement, f'drop database "{name}" with (force)')


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[None]:
    async with TortoiseContext() as context:
        await context.init(config=hasty(database_url))
        yield
        await context.close_connections()


@pytest.fixture
def files(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "files")
    open_storage(folder)
    return folder


@pytest.fixture(autouse=True)
def record_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record's key is made anew where a test signs anything."""
    monkeypatch.setattr(settings, "RECORD_KEY", tmp_path / "record.key")
    return tmp_path / "record.key"


@pytest.fixture
async def cast(database: None, files: Folder) -> Cast:
    """The people of every test."""
    return await assemble()


@pytest.fixture
async def browser(cast: Cast) -> AsyncIterator[Browser]:
    """A browser at the front door; `browser.as_(person)` signs somebody in."""
    transport = httpx.ASGITransport(app=build(opens=False))
    async with httpx.AsyncClient(
        transport=transport, base_url="http://portal", headers={"origin": "http://portal"}
    ) as client:
        yield Browser(client)


def apart(work: Callable[..., Awaitable[None]], *said: object) -> None:
    """Do asynchronous work in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, work, *said).result()


def hasty(url: str) -> dict[str, Any]:
    """The configuration, but nothing of a test must survive a power cut."""
    found = config(url)
    credentials = found["connections"]["default"]["credentials"]
    if "synchronous" in credentials:
        credentials["synchronous"] = "OFF"
    return found


async def _statement(sql: str) -> None:
    async with TortoiseContext() as context:
        await context.init(config=config(SERVER))
        await Tortoise.get_connection("default").execute_script(sql)
        await context.close_connections()


def _named(database: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{database}"))
