"""Where the record does not hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: `seq` is the first entry that is wrong or missing."""

    subject: str  # "checkpoint": `seq` is then how many entries it is over
    seq: int
    what: str
