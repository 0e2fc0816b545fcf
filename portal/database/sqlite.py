"""SQLite for Tortoise, with transactions that take the write lock when they begin.

Tortoise opens deferred transactions: two processes that read and then write fail with
"database is locked" whatever the busy timeout. `begin immediate` waits its turn instead.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.exceptions import TransactionManagementError


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            await self._connection.commit()
            await self._connection.execute("begin immediate")
        except sqlite3.OperationalError as fault:
            raise TransactionManagementError(fault) from fault


LEARN = "pragma analysis_limit=400; analyze"


class ImmediateSqlite(SqliteClient):
    async def create_connection(self, with_db: bool) -> None:
        """Connect, and let SQLite look at how its tables have grown: without that its plans are
        guesses, and a page slows down with matters that it does not show. Takes milliseconds."""
        await super().create_connection(with_db)
        if self._connection:
            with contextlib.suppress(sqlite3.OperationalError):  # another process is writing
                await self._connection.executescript(LEARN)

    def _in_transaction(self) -> TransactionContext:
        return SqliteTransactionContext(ImmediateTransaction(self), self._lock)


def get_client_class(_: dict[str, Any]) -> type[SqliteClient]:
    """Called by Tortoise, which looks for this very name."""
    return ImmediateSqlite
