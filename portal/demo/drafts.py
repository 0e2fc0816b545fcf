"""What a demo document is: a draft that a department might hand in, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Build = Callable[[], bytes]
Change = tuple[str, str]  # words that occur once, and what stands in their place


class DraftKind(StrEnum):
    CONTRACT = "contract"
    NORMATIVE = "normative"
    DECISION = "decision"
    AGENDA = "agenda"
    MINUTES = "minutes"
    ENFORCEMENT = "enforcement"
    OTHER = "other"


class Weight(StrEnum):
    """How much a remark binds; the values are those of the reviews' severity."""

    MUST = "must"
    SHOULD = "should"
    HINT = "hint"


class Side(StrEnum):
    """On which side of the matter a party stands, seen from the government."""

    GOVERNMENT = "government"
    COUNTERPARTY = "counterparty"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class DraftParty:
    """A party as the draft names it; `uscc` is its unified social credit code."""

    name: str
    uscc: str
    side: Side


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer says about a passage.

    `quote` occurs exactly once in the text of the draft, inside one paragraph, automatic
    numbers not counted. `proposal` is the wording to put in its place, "" deletes it, None
    when the remark proposes no wording.
    """

    quote: str
    severity: Weight
    text: str
    basis: str = ""
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """A document of the demo; `next_build` makes the draft that answers the review."""

    key: str
    kind: DraftKind
    title: str
    department: str
    build: Build
    remarks: tuple[Remark, ...]
    parties: tuple[DraftParty, ...] = ()
    amount: Decimal | None = None  # yuan
    next_build: Build | None = None


def revised(text: str, changes: tuple[Change, ...]) -> str:
    """The text after all `changes`; raises ValueError for words that do not occur just once."""
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} occurs {text.count(old)} times")
        text = text.replace(old, new)
    return text
