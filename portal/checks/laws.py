"""The table of laws: what exists, what was repealed when and by what, how many articles it has."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "review_templates" / "laws"
STATE = "中华人民共和国"
EDITION = re.compile(r"[（(〔]\d{4}年?[^）)〕]{0,8}[）)〕]$")
AS_OF = date(2026, 11, 22)  # the table that came with the program


@dataclass(frozen=True)
class Law:
    """A law or regulation that is in force, as far as the table knows."""

    title: str
    amended: date | None  # the last time that its text changed
    articles: int | None  # its last article
    coming: date | None = None  # from when a revised text holds that is known already


@dataclass(frozen=True)
class Repeal:
    """A title that holds no more, from which day, and what stands in its place."""

    title: str
    by: str
    since: date


@dataclass(frozen=True)
class Laws:
    """The table, by titles without 中华人民共和国."""

    laws: Mapping[str, Law]
    repeals: Mapping[str, Repeal]
    as_of: date

    def law(self, title: str) -> Law | None:
        return self.laws.get(core(title))

    def repeal(self, title: str) -> Repeal | None:
        """The repeal of a title that no living law bears."""
        key = core(title)
        return None if key in self.laws else self.repeals.get(key)

    def nearest(self, title: str) -> str:
        """The title that differs from `title` by the fewest signs, at most two; "" if none."""
        key = core(title)
        near = [(_distance(key, one), one) for one in self.laws if abs(len(one) - len(key)) <= 2]
        found = min(near, default=(9, ""))
        return self.laws[found[1]].title if found[0] <= 2 else ""


def core(title: str) -> str:
    """A title without the state's name and without the year of an edition."""
    return EDITION.sub("", title.strip()).removeprefix(STATE)


@cache
def shipped_laws() -> Laws:
    """The table that came with the program."""
    return Laws(_laws(_rows("laws.csv")), _repeals(_rows("repealed.csv")), AS_OF)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _laws(rows: Iterable[Mapping[str, str]]) -> dict[str, Law]:
    """A title in the table that has itself been repealed is none of the laws in force."""
    return {
        core(row["title"]): Law(
            row["title"], _day(row["last_amended_or_published"]),
            int(row["max_article"]) if row["max_article"] else None,
            _day(row["future_version_effective"]),
        )
        for row in rows
        if not row["repealed_on"]
    }  # fmt: skip


def _repeals(rows: Iterable[Mapping[str, str]]) -> dict[str, Repeal]:
    """The first day is kept where a title was repealed more than once; no day, no repeal."""
    found: dict[str, Repeal] = {}
    for row in rows:
        since = _day(row["effective_date"])
        if since is None or row["kind"] != "replaced":
            continue
        key = core(row["repealed_title"])
        if key not in found or since < found[key].since:
            found[key] = Repeal(row["repealed_title"], row["repealed_by"], since)
    return found


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance of two short titles."""
    before = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        row = [at]
        for place, against in enumerate(other, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (sign != against)))
        before = row
    return before[-1]
