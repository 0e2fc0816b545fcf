"""Opening and closing the database, and bringing its tables up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tortoise import Tortoise
from tortoise.context import TortoiseContext
from tortoise.migrations.api import migrate as run_migrations

from portal.database.config import config


async def open_database(url: str) -> TortoiseContext:
    """Connect to `url` for the whole process; close with `close_database`."""
    _make_folder(url)
    return await Tortoise.init(config=config(url), _enable_global_fallback=True)


async def close_database() -> None:
    await Tortoise.close_connections()


async def migrate(url: str) -> None:
    """Bring the tables of the database at `url` up to date; safe to run again."""
    _make_folder(url)
    await run_migrations(config=config(url))
    await Tortoise.close_connections()


def _make_folder(url: str) -> None:
    file: Any = config(url)["connections"]["default"]["credentials"].get("file_path")
    if file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
