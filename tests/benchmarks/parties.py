"""Names of parties compared: precision and recall on hand-made pairs, beside plain equality."""

from __future__ import annotations

import unicodedata

from portal.routing.conflicts import Client, Side, sameness
from tests.benchmarks.tables import Row
from tests.routing.party_pairs import Pair, pairs, score

TITLE = "Names of parties: the same written differently, others written alike"
HEADINGS = ("compared by", "pairs", "precision", "recall", "missed", "mistaken")


def run() -> list[Row]:
    given = pairs()
    ways = {
        "equal letters": lambda one, other: one == other,
        "equal after NFKC, without blanks": lambda one, other: tidied(one) == tidied(other),
        "the portal": ours,
    }
    rows: list[Row] = [HEADINGS]
    for name, way in ways.items():
        found = score(given, way)
        faults = len(found.missed), len(found.mistaken)
        rows.append((name, len(given), found.precision, found.recall, *faults))
    return rows


def notes() -> str:
    """Every pair that the portal gets wrong."""
    found = score(pairs(), ours)
    return f"Missed: {listed(found.missed)}.\n\nMistaken: {listed(found.mistaken)}.\n"


def listed(wrong: tuple[Pair, ...]) -> str:
    return "; ".join(f"{pair.one} / {pair.other} ({pair.about})" for pair in wrong)


def ours(one: str, other: str) -> bool:
    return sameness(Side(one), Client(other)) is not None


def tidied(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
