"""The order of a choice from its numbers alone, so that anyone can draw it again.

Tiers, not weights; who is still equal after all of them is drawn by the day's seed, of which the
digest was written down the evening before (portal.routing.seeds).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction

WINDOW = 90  # days of the calendar over which effort is counted
SLACK = Fraction(1, 4)  # so much more than the least loaded is still as fair
SPARE = 20  # points in 100 working days: a newcomer does not swallow everything
BUCKET = 10  # loads that differ by less are the same
PER = 100  # working days to which a load is related
CAPTURE_FROM = 6  # a department with fewer matters in the window captures nobody


@dataclass(frozen=True)
class Entrant:
    """One person with all the numbers that decide his place; kept in the journal."""

    id: int
    name: str
    bars: tuple[str, ...] = ()
    forbidden: bool = False
    fit: int = 0
    continues: bool = False  # he knows the counterparty from an earlier matter
    effort: int = 0  # points of the window
    days: int = 0  # working days of the window on which he was there
    of_organ: int = 0  # of the department's matters in the window, those that were his
    load: int = 0
    capacity: int = 1
    last: str = ""  # the day on which he was last asked, "" for never in the window


@dataclass(frozen=True)
class Contest:
    """A choice: the matter, the day's seed ("" where none was committed), and who took part."""

    number: str
    day: str
    seed: str
    of_organ: int  # the department's matters in the window
    entrants: tuple[Entrant, ...]


Place = tuple[bool, bool, bool, bool, int, bool, int, Fraction, str, str, str, int]


def placed(contest: Contest) -> tuple[Entrant, ...]:
    """Everybody who took part, the one to be asked first."""
    limit = fair_limit(contest.entrants)
    common = mean_load(contest.entrants)

    def place(one: Entrant) -> Place:
        load = equalised(one, common)
        return (
            one.forbidden,
            bool(one.bars),
            not one.continues,
            load > limit,
            -one.fit,
            is_captured(contest.of_organ, one),
            int(load // BUCKET),
            Fraction(one.load, max(1, one.capacity)),
            one.last,
            lot(contest.seed, contest.number, one.id) if contest.seed else "",
            one.name,
            one.id,
        )

    return tuple(sorted(contest.entrants, key=place))


def lot(seed: str, number: str, person: int) -> str:
    """What this person draws in this matter on the day of this seed; the lowest wins."""
    return hmac.new(seed.encode(), f"{number}|{person}".encode(), hashlib.sha256).hexdigest()


def digest_of(seed: str) -> str:
    """What is written down of a seed before its day comes."""
    return hashlib.sha256(seed.encode()).hexdigest()


def equalised(one: Entrant, common: Fraction) -> Fraction:
    """His effort in points in 100 working days; who was never there has the `common` load."""
    return Fraction(one.effort * PER, one.days) if one.days > 0 else common


def mean_load(entrants: Sequence[Entrant]) -> Fraction:
    """The mean load of those who were there at all."""
    there = [Fraction(one.effort * PER, one.days) for one in entrants if one.days > 0]
    return sum(there, Fraction()) / len(there) if there else Fraction()


def fair_limit(entrants: Sequence[Entrant]) -> Fraction:
    """The load above which somebody who is free stands behind the others."""
    common = mean_load(entrants)
    loads = [equalised(one, common) for one in entrants if not one.bars]
    return min(loads, default=Fraction()) * (1 + SLACK) + SPARE


def is_captured(of_organ: int, one: Entrant) -> bool:
    """Whether more than half of the department's matters went to him already."""
    return of_organ >= CAPTURE_FROM and 2 * one.of_organ > of_organ


def written(contest: Contest) -> str:
    """The choice as the journal keeps it, whole."""
    rows = [list(asdict(one).values()) for one in contest.entrants]
    kept = {**asdict(contest), "entrants": rows}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read(said: str) -> Contest:
    """The choice as it was written; raises ValueError when it is none."""
    kept = json.loads(said)
    try:
        rows = [(*row[:2], tuple(row[2]), *row[3:]) for row in kept.pop("entrants")]
        return Contest(**kept, entrants=tuple(Entrant(*row) for row in rows))
    except (TypeError, KeyError, AttributeError, IndexError) as wrong:
        raise ValueError(str(wrong)) from wrong
