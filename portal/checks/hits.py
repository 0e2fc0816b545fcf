"""What a kind of check hands back, before it becomes a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from portal.checks.laws import Laws
from portal.checks.rules import Rule
from portal.checks.values import Certainty, Facts, Line, Paper


@dataclass(frozen=True)
class Hit:
    """A stretch of one line's reading, or the document as a whole where `line` is None.

    `said` fills the placeholders of the rule's words; `certainty` weakens the rule's.
    """

    line: Line | None = None
    start: int = 0
    end: int = 0
    said: Mapping[str, object] = field(default_factory=dict)
    certainty: Certainty | None = None


@dataclass(frozen=True)
class Case:
    """What every check is given."""

    paper: Paper
    facts: Facts
    laws: Laws


Kind = Callable[[Rule, Case], Iterator[Hit]]
