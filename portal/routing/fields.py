"""Which fields of law a matter's words point to; the words are the office's own to change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FIELDS = Path(__file__).parent.parent.parent / "review_templates" / "routing" / "fields.toml"


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """The words by which each field is known."""
    table: dict[str, list[str]] = tomllib.loads(FIELDS.read_text(encoding="utf-8"))["fields"]
    return {name: tuple(words) for name, words in table.items()}


def fields_in(*texts: str) -> frozenset[str]:
    """The fields whose words occur in these texts."""
    whole = "\n".join(texts)
    return frozenset(name for name, words in fields().items() if any(one in whole for one in words))
