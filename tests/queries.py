"""Counting the statements that a piece of code sends to the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOGGER = logging.getLogger("tortoise.db_client")


class Statements(logging.Handler):
    """Every statement, as the database client logs it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())

    def __len__(self) -> int:
        return len(self.said)


@contextmanager
def counted() -> Iterator[Statements]:
    """Listen to the database client inside."""
    statements, before = Statements(), LOGGER.level
    LOGGER.addHandler(statements)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield statements
    finally:
        LOGGER.removeHandler(statements)
        LOGGER.setLevel(before)
