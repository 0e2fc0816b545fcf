"""Everything in one file, and back: the database as it stood, every file by its hash.

A restore reads the whole backup first, checks every hash and the journal's chains, and only
writes into an empty portal.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tortoise import Tortoise
from tortoise.models import Model

import settings
from portal.clock import now
from portal.database import transaction
from portal.database.opening import close_database, migrate, open_database
from portal.journal.verifying import verify_chains
from portal.storage import Folder
from portal.upkeep.order import in_order, rows_in_order

PAGE = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)


def backup(asked: argparse.Namespace) -> int:
    """Write the backup; it appears under its name only when it is whole."""
    rows, files = asyncio.run(write(asked.file))
    print(f"{asked.file}: {rows} records, {files} files")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Bring the backup back into an empty portal."""
    if fault := broken(asked.file):
        print(f"{asked.file}: {fault}", file=sys.stderr)
        return 1
    asyncio.run(migrate(settings.DATABASE_URL))
    fault = asyncio.run(read(asked.file))
    if fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{asked.file} is restored and verified")
    return 0


async def write(target: Path) -> tuple[int, int]:
    """How many records and files went into `target`."""
    await open_database(settings.DATABASE_URL)
    try:
        draft = target.with_name(f".{target.name}.part")
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as package:
            counts = await _pack_records(package)
            files = _pack_files(package)
            package.writestr("manifest.json", json.dumps({"made": str(now()), **counts}))
        os.replace(draft, target)
        return sum(counts.values()), files
    finally:
        await close_database()


def broken(source: Path) -> str:
    """What is wrong with the file of a backup; "" when it is whole."""
    try:
        with zipfile.ZipFile(source) as package:
            if bad := package.testzip():
                return f"{bad} is damaged"
            if "manifest.json" not in package.namelist():
                return "this is no backup of the portal"
            for name in package.namelist():
                if name.startswith("files/") and _hash(package.read(name)) != name[6:]:
                    return f"{name} does not match its hash"
    except zipfile.BadZipFile:
        return "this is no backup of the portal"
    return ""


async def read(source: Path) -> str:
    """Fill the empty portal from `source`; the fault, or "" when all is restored and verified."""
    await open_database(settings.DATABASE_URL)
    try:
        if await _is_used():
            return "the portal is not empty; restore into a new database and folder"
        with zipfile.ZipFile(source) as package:
            await _unpack_files(package)
            return await _unpack_records(package)
    finally:
        await close_database()


@transaction
async def _pack_records(package: zipfile.ZipFile) -> dict[str, int]:
    return {
        model._meta.db_table: await _pack_table(package, model) for model in in_order(_models())
    }


async def _pack_table(package: zipfile.ZipFile, model: type[Model]) -> int:
    columns = list(model._meta.fields_db_projection)
    count = 0
    with package.open(f"records/{model._meta.db_table}.jsonl", "w", force_zip64=True) as file:
        async for row in model.all().order_by(model._meta.pk_attr).values(*columns):
            file.write(json.dumps(row, default=_plain, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _pack_files(package: zipfile.ZipFile) -> int:
    found = [
        path for path in sorted((settings.DATA / "files").glob("??/*")) if len(path.name) == 62
    ]
    for path in found:
        package.write(path, f"files/{path.parent.name}{path.name}")
    return len(found)


async def _unpack_files(package: zipfile.ZipFile) -> None:
    folder = Folder(settings.DATA / "files")
    for name in package.namelist():
        if name.startswith("files/"):
            await folder.keep(package.read(name))


@transaction
async def _unpack_records(package: zipfile.ZipFile) -> str:
    for model in in_order(_models()):
        with package.open(f"records/{model._meta.db_table}.jsonl") as file:
            rows = rows_in_order(model, [json.loads(line) for line in file])
        for at in range(0, len(rows), PAGE):
            await model.bulk_create([_record(model, row) for row in rows[at : at + PAGE]])
        await _continue_ids(model)
    _, breaks = await verify_chains()
    if breaks:
        raise ValueError(f"the journal does not hold: {breaks[0].subject} at {breaks[0].seq}")
    return ""


def _record(model: type[Model], row: dict[str, Any]) -> Model:
    made = model(**row)
    made._saved_in_db = False
    return made


async def _continue_ids(model: type[Model]) -> None:
    """PostgreSQL counts its ids apart from the rows: go on behind the last one."""
    connection = Tortoise.get_connection("default")
    if connection.capabilities.dialect != "postgres" or model._meta.pk_attr != "id":
        return
    table = model._meta.db_table
    await connection.execute_query(
        f"select setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608 our own table
        f'greatest((select max(id) from "{table}"), 1))'
    )


async def _is_used() -> bool:
    for model in _models():
        if await model.all().exists():
            return True
    return False


def _models() -> list[type[Model]]:
    apps = Tortoise.apps
    if apps is None:
        raise ValueError("the database is not open")
    return list(apps["portal"].values())


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
