"""How the database finds rows: by what is asked for, however many others there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tortoise import Tortoise

from portal.database.opening import close_database, open_database

ASKED = (
    "explain query plan select * from part where matter_id = 1 and person_id = 2 and until is null"
)
MANY = (
    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000)"
    " insert into counter (series, reached) select 'x' || i, i from n"
)


def test_a_part_is_found_by_its_matter_and_person(
    tmp_path: Path, made_ready: Callable[[Path], None]
):
    made_ready(tmp_path / "one.sqlite3")
    with sqlite3.connect(tmp_path / "one.sqlite3") as file:
        plan = " ".join(str(row) for row in file.execute(ASKED))

    assert "matter_id=? AND person_id=? AND until=?" in plan


@pytest.mark.anyio
async def test_sqlite_looks_at_its_tables_when_it_is_opened(
    tmp_path: Path, made_ready: Callable[[Path], None]
):
    url = f"sqlite:///{tmp_path / 'one.sqlite3'}"
    made_ready(tmp_path / "one.sqlite3")
    with sqlite3.connect(tmp_path / "one.sqlite3") as file:
        file.execute(MANY)
    await open_database(url)
    try:
        rows = await Tortoise.get_connection("default").execute_query_dict(
            "select tbl from sqlite_stat1 where tbl = 'counter'"
        )
    finally:
        await close_database()

    assert rows
