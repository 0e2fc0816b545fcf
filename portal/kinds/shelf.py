"""The types that are shipped, one file each; an office's own editions lie in room `bylaws`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from portal.errors import NotFound
from portal.kinds.kind import Kind
from portal.kinds.reading import Faulty, read

TYPES = Path(__file__).parent.parent.parent / "review_templates" / "types"


@cache
def shipped() -> dict[str, str]:
    """The text of every shipped type by key, in the order in which submission offers them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TYPES.glob("*.toml"))]
    return {read(text).key: text for text in texts}


@cache
def kinds() -> dict[str, Kind]:
    """All shipped types by key; raises ValueError with file and line where one is wrong."""
    found = {}
    for path in sorted(TYPES.glob("*.toml")):
        try:
            kind = read(path.read_text(encoding="utf-8"))
        except Faulty as fault:
            raise ValueError(f"{path.name}: {fault}") from fault
        found[kind.key] = kind
    return found


def kind_of(key: str) -> Kind:
    """The shipped type of this key; raises NotFound."""
    try:
        return kinds()[key]
    except KeyError:
        raise NotFound(f"no type {key}") from None
