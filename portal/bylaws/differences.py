"""What one edition says otherwise than another, parameter by parameter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# lists of tables whose rows have a key
KEYED = ("material", "step", "procedure", "outcome", "variant", "sequel")
SINGLE = ("discussion", "objection", "undo", "validity")  # tables that stand alone


@dataclass(frozen=True)
class Difference:
    """One parameter; an empty side says that the other edition alone has it."""

    where: tuple[str, ...]  # table, key of the row, name of the parameter
    before: str
    after: str


def differences(before: str, after: str) -> list[Difference]:
    """How two texts of a type differ; comments and the order of tables do not count."""
    old, new = dict(_said(before)), dict(_said(after))
    return [
        Difference(where, old.get(where, ""), new.get(where, ""))
        for where in dict.fromkeys([*old, *new])
        if old.get(where, "") != new.get(where, "")
    ]


def _said(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in (tomllib.loads(text) if text else {}).items():
        if name in KEYED:
            yield (name, "", "order"), "、".join(str(row.get("key")) for row in value)
            for row in value:
                yield from _row((name, str(row.get("key"))), row)
        elif name in SINGLE:
            yield from _row((name, ""), value)
        elif isinstance(value, dict):
            for inner, row in value.items():
                yield from _row((name, inner), row)
        else:
            yield ("", "", name), in_words(value)


def _row(place: tuple[str, str], row: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in row.items():
        if name != "key":
            yield (*place, name), in_words(value)


def in_words(value: object) -> str:
    """A value of the file as it is shown."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)
