"""The types of matter, as the files in review_templates/types/ describe them.

Which materials, which clocks, which words and outcomes a type has is the office's to decide:
nothing of it stands in code.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from portal.errors import NotFound

TYPES = Path(__file__).parent.parent / "review_templates" / "types"


class Effect(StrEnum):
    """What an outcome means for the gate."""

    CLEAR = "clear"  # may go on as it is
    REVISE = "revise"  # may go on once every binding item is settled
    BLOCK = "block"  # may not go on


@dataclass(frozen=True)
class Source:
    """Where a parameter comes from; shown beside it."""

    text: str
    dated: str = ""


@dataclass(frozen=True)
class Slot:
    """One entry of the checklist of materials."""

    key: str
    name: str
    required: bool
    promise: bool  # may be handed in later, by a promised day
    source: Source


@dataclass(frozen=True)
class Clock:
    """A period in working days, as this type grants it."""

    days: int
    source: Source


@dataclass(frozen=True)
class Outcome:
    key: str
    name: str
    effect: Effect


@dataclass(frozen=True)
class Kind:
    """A type of matter. Clocks are named intake, review, supplement, feedback."""

    key: str
    name: str
    verb: str  # 合法性审核, 合法性审查, 法制审核
    letter: str  # what the opinion is called
    clearance: str  # what clearance means: 可上会, 可签订
    bases: tuple[str, ...]
    advisers: str  # "mandatory" or "optional"
    signature: str  # "third": a third person signs; "checker": the checker may sign
    slots: tuple[Slot, ...]
    clocks: dict[str, Clock]
    outcomes: tuple[Outcome, ...]
    version: str

    @property
    def third_signs(self) -> bool:
        return self.signature == "third"

    @property
    def needs_adviser(self) -> bool:
        return self.advisers == "mandatory"

    def outcome(self, key: str) -> Outcome:
        """The outcome of this key; raises NotFound."""
        for one in self.outcomes:
            if one.key == key:
                return one
        raise NotFound(f"{self.key} has no outcome {key}")

    def slot(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)


@cache
def kinds() -> dict[str, Kind]:
    """All types by key, in the order in which the submission page offers them."""
    found = [read(path) for path in sorted(TYPES.glob("*.toml"))]
    return {kind.key: kind for kind in found}


def kind_of(key: str) -> Kind:
    """The type of this key; raises NotFound."""
    try:
        return kinds()[key]
    except KeyError:
        raise NotFound(f"no type {key}") from None


def read(path: Path) -> Kind:
    """A type from its file; a fault names the file and what is missing."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Kind(
            key=table["key"],
            name=table["name"],
            verb=table["verb"],
            letter=table["letter"],
            clearance=table["clearance"],
            bases=tuple(table["bases"]),
            advisers=table["advisers"],
            signature=table["signature"],
            version=table["version"],
            slots=tuple(_slot(row) for row in table["material"]),
            clocks={name: _clock(row) for name, row in table["clock"].items()},
            outcomes=tuple(_outcome(row) for row in table["outcome"]),
        )
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{path.name}: {fault!r}") from fault


def _slot(row: dict[str, object]) -> Slot:
    return Slot(
        key=str(row["key"]),
        name=str(row["name"]),
        required=bool(row.get("required", False)),
        promise=bool(row.get("promise", False)),
        source=_source(row),
    )


def _clock(row: dict[str, object]) -> Clock:
    days = row["days"]
    if not isinstance(days, int):
        raise ValueError(f"days is {days!r}, not a whole number")
    return Clock(days=days, source=_source(row))


def _outcome(row: dict[str, object]) -> Outcome:
    return Outcome(key=str(row["key"]), name=str(row["name"]), effect=Effect(str(row["effect"])))


def _source(row: dict[str, object]) -> Source:
    return Source(text=str(row.get("source", "")), dated=str(row.get("dated", "")))
