"""Rules as data: what is checked, how grave it is, on which basis, in which words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from portal.checks.values import Certainty, Severity, Subject

FOLDER = Path(__file__).parent.parent.parent / "review_templates" / "rules"
TYPES = {one.value for one in Subject}


class RuleFault(Exception):
    """A file of rules that says something impossible; the words name file and rule."""


@dataclass(frozen=True)
class Rule:
    """One rule. `kind` names the code that carries it out, `parameters` what that code needs.

    `message` and `suggestion` may hold {placeholders} that the kind fills in.
    """

    id: str
    kind: str
    severity: Severity
    certainty: Certainty
    subjects: frozenset[Subject]
    basis: str
    message: str
    suggestion: str
    message_en: str
    on: bool = True
    parameters: Mapping[str, Any] = field(default_factory=dict)
    hits: tuple[str, ...] = ()  # examples that must be found
    misses: tuple[str, ...] = ()  # look-alikes that must not

    def pattern(self, name: str = "pattern") -> re.Pattern[str] | None:
        """A parameter as a compiled pattern; None where the rule has none of that name."""
        said = self.parameters.get(name)
        return re.compile(str(said)) if said else None


@cache
def rulebook() -> tuple[Rule, ...]:
    """All rules that came with the program, in the order of their ids."""
    found = [
        rule for file in sorted(FOLDER.glob("*.toml")) for rule in read(file.read_text("utf-8"))
    ]
    return tuple(sorted(found, key=lambda rule: rule.id))


def read(text: str) -> Iterator[Rule]:
    """The rules of one file; raises RuleFault with the rule that is wrong."""
    for row in tomllib.loads(text).get("rule", []):
        try:
            yield _rule(row)
        except (KeyError, ValueError, re.error) as fault:
            raise RuleFault(f"{row.get('id', '?')}: {fault}") from fault


def _rule(row: dict[str, Any]) -> Rule:
    said = dict(row)
    types = said.pop("types", None) or sorted(TYPES)
    rule = Rule(
        id=said.pop("id"), kind=said.pop("kind"), severity=Severity(said.pop("severity")),
        certainty=Certainty(said.pop("certainty")),
        subjects=frozenset(Subject(one) for one in types), basis=said.pop("basis"),
        message=said.pop("message"), suggestion=said.pop("suggestion"),
        message_en=said.pop("message_en"), on=said.pop("on", True),
        hits=tuple(said.pop("hit", ())), misses=tuple(said.pop("miss", ())), parameters=said,
    )  # fmt: skip
    for name in said:
        if name.startswith("pattern") or name == "unless":
            rule.pattern(name)
    return rule
