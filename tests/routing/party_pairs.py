"""Party names in pairs, written by hand: the same party written differently, others alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("party_pairs.tsv")


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are one party, and what the pair is about."""

    same: bool
    about: str
    one: str
    other: str


@dataclass(frozen=True)
class Score:
    """What a way of comparing finds; `missed` are same, `mistaken` are different."""

    found: int
    missed: tuple[Pair, ...]
    mistaken: tuple[Pair, ...]

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + len(self.mistaken))

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + len(self.missed))


def pairs() -> tuple[Pair, ...]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(Pair(sign == "=", about, one, other) for sign, about, one, other in rows)


def score(given: Sequence[Pair], are_same: Callable[[str, str], bool]) -> Score:
    """How well `are_same` tells the same from the different."""
    said = [(pair, are_same(pair.one, pair.other)) for pair in given]
    return Score(
        sum(pair.same and yes for pair, yes in said),
        tuple(pair for pair, yes in said if pair.same and not yes),
        tuple(pair for pair, yes in said if yes and not pair.same),
    )
