"""One measure of a document against the standard."""

from __future__ import annotations

from dataclasses import dataclass

NOWHERE = "全文"


@dataclass(frozen=True)
class Measure:
    """What was asked, what was found, and where; `place` names page, story or paragraph."""

    name: str
    expected: str
    found: str
    ok: bool
    place: str = NOWHERE


def near(name: str, expected: float, found: float, slack: float, place: str) -> Measure:
    """A length in millimetres that may be off by `slack`."""
    said = f"{expected:g}±{slack:g} 毫米"
    return Measure(name, said, f"{found:g} 毫米", abs(found - expected) <= slack, place)
