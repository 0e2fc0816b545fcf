"""A table of SQLite is made anew without its constraint, and nothing that refers to it is lost."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from types import SimpleNamespace

import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.pure]
MIGRATION = import_module("portal.migrations.0017_room_for_successors")
OLD = """
pragma foreign_keys = on;
create table "opinion" (
  "id" integer primary key, "matter_id" int, "draft_id" int, "note" text,
  CONSTRAINT "uid_opinion" UNIQUE ("matter_id", "draft_id")
);
create index "idx_opinion_draft" on "opinion" ("draft_id");
create table "opinion_item" (
  "id" integer primary key,
  "opinion_id" int not null references "opinion" ("id") on delete cascade
);
insert into "opinion" values (7, 1, 1, '原意见');
insert into "opinion_item" values (1, 7), (2, 7);
"""


class Client:
    """As much of a client of the database as the migration uses."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self.store = store

    async def execute_query_dict(self, sql: str) -> list[dict[str, object]]:
        return [dict(row) for row in self.store.execute(sql)]

    async def execute_script(self, sql: str) -> None:
        self.store.executescript(sql)


async def test_a_second_opinion_finds_room_and_the_items_of_the_first_stay():
    store = sqlite3.connect(":memory:")
    store.row_factory = sqlite3.Row
    store.executescript(OLD)
    editor = SimpleNamespace(DIALECT="sqlite", client=Client(store))
    again = "insert into opinion values (8, 1, 1, '新意见')"
    with pytest.raises(sqlite3.IntegrityError):
        store.execute(again)

    for operation in MIGRATION.Migration.operations * 2:
        await operation.database_forward("portal", None, None, editor)
    store.execute(again)

    assert [row["note"] for row in store.execute("select note from opinion")] == [
        "原意见", "新意见",
    ]  # fmt: skip
    assert store.execute("select count(*) from opinion_item").fetchone()[0] == 2
    assert store.execute("pragma foreign_key_check").fetchall() == []
    assert store.execute("pragma foreign_keys").fetchone()[0] == 1
    indexes = store.execute("select name from sqlite_master where type = 'index'").fetchall()
    assert [row["name"] for row in indexes] == ["idx_opinion_draft"]
    store.execute("delete from opinion where id = 7")
    assert store.execute("select count(*) from opinion_item").fetchone()[0] == 0
