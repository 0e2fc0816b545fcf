"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """One page of a list; `more` when another one follows."""

    rows: Sequence[T]
    number: int
    more: bool


def sheet_number(request: Request) -> int:
    """The page asked for, from 1."""
    said = request.query_params.get("page", "1")
    return max(1, int(said)) if said.isdecimal() and len(said) < 7 else 1


def sheet(rows: Sequence[T], number: int) -> Sheet[T]:
    """A sheet from rows that were read with one more than fits (limit SIZE + 1)."""
    return Sheet(rows[:SIZE], number, len(rows) > SIZE)


def address(request: Request, number: int) -> str:
    """The same list on another page."""
    asked = {**request.query_params, "page": str(number)}
    return f"{request.url.path}?{urlencode(asked)}"
