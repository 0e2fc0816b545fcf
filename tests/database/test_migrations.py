"""The history of the tables: none is missing, and every one applies to an older database."""

from __future__ import annotations

import pytest
from tortoise import Tortoise
from tortoise.fields import CharField
from tortoise.migrations.autodetector import MigrationAutodetector

from portal.database.config import config
from portal.matters.models import Matter

pytestmark = pytest.mark.anyio


async def missing() -> list[str]:
    """What the models say and the migrations do not, one line an operation."""
    context = Tortoise.apps
    assert context is not None
    detector = MigrationAutodetector(context, config("sqlite:///x")["apps"])
    writers = await detector.changes()
    return [str(vars(operation)) for writer in writers for operation in writer.operations]


async def test_no_migration_is_missing(database):
    assert await missing() == []


async def test_a_missing_migration_would_be_found(database, monkeypatch):
    field = CharField(max_length=7)
    field.model_field_name = "forgotten"
    monkeypatch.setitem(Matter._meta.fields_map, "forgotten", field)
    assert any("forgotten" in line for line in await missing())
