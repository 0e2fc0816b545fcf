"""Numbers that point at a person: they are certain only where their check digit holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal.checks.hits import Case, Hit
from portal.checks.rules import Rule

CARD = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5}(?:19|20)\d{9}[0-9Xx])(?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def identity(rule: Rule, case: Case) -> Iterator[Hit]:
    """Numbers of identity cards (GB 11643): a real day of birth and a check digit that holds."""
    for line in case.paper.lines:
        for match in CARD.finditer(line.read.text):
            if holds(match[1]):
                yield Hit(line, *match.span(), {"words": f"{match[1][:6]}…{match[1][-2:]}"})


def holds(number: str) -> bool:
    """Whether the eighteen signs are a number that can have been given out."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK[total % 11] == number[-1].upper()
