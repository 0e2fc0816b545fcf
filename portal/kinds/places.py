"""On which line of a type's file something stands, so that a fault can be found by its owner."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADING = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?\s*(?:#.*)?$")
ENTRY = re.compile(r"^\s*([\w\-]+)\s*=")


@dataclass(frozen=True)
class Place:
    """A key of a table; `number` counts the tables of one name from 0, "" is the file itself."""

    table: str = ""
    number: int = 0
    key: str = ""


def line_of(text: str, place: Place) -> int:
    """The line, from 1, where `place` stands: its key, else the head of its table, else 1."""
    found, inside, seen = 1, not place.table, -1
    for line, words in enumerate(text.splitlines(), start=1):
        if heading := HEADING.match(words):
            seen += heading[2] == place.table
            inside = heading[2] == place.table and seen == place.number
            found = line if inside else found
        elif inside and (entry := ENTRY.match(words)) and entry[1] == place.key:
            return line
    return found
