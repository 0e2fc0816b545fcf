"""What became of each line of a form that asks for many acts at once."""

from __future__ import annotations

from dataclasses import dataclass

from portal.errors import Invalid, PortalError, Stale
from portal.i18n import translate


@dataclass(frozen=True)
class Outcome:
    """What became of one line; `fault` says why nothing did."""

    number: str  # of the matter
    title: str = ""
    fault: str = ""
    is_taken: bool = False  # somebody else was first
    line: str = ""  # of the form, where that is not the matter


def failed(number: str, title: str, wrong: PortalError, line: str = "") -> Outcome:
    """The outcome of an act that was refused."""
    if isinstance(wrong, Invalid):
        said = "；".join(translate(text, **wrong.facts) for text in wrong.errors.values())
    else:
        said = translate(wrong.text, **wrong.facts)
    return Outcome(number, title, said, is_taken=isinstance(wrong, Stale), line=line or number)
