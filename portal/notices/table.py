"""Who hears of what: review_templates/notices/notices.toml, read once and checked word by word.

The page "who hears of what" and the program read this same table.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from portal.acts import Act
from portal.deadlines.models import Period
from portal.names import Named
from portal.permits import READING, Permit, Relation
from portal.workflow import Move, State

FILE = Path(__file__).parent.parent.parent / "review_templates" / "notices" / "notices.toml"
ACTS: Mapping[str, Named] = {one.value: one for members in (Move, Act) for one in members}
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Called(Named):
    """Whom a message calls who is not named by what he is to the matter."""

    TURN = "turn", "下一步经办人"
    WHOM = "whom", "被指定或委派的人"
    ASKED = "asked", "被征求意见的单位"


class Term(Named):
    """What a reminder is about besides the periods of a matter."""

    ENGAGEMENT = "engagement", "委派期限"
    OBLIGATION = "obligation", "后续事项"
    CONSULTATION = "consultation", "征求意见答复期限"


Hears = Relation | Called
Due = Period | Term  # what has a last day


@dataclass(frozen=True)
class Row:
    """One message: after which acts, to whom, in which words, and where it is done.

    A message to whose turn it is leads where the turn leads. Without a permit it is for somebody
    whose part has just ended, and `place` is an address of the house.
    """

    acts: tuple[Named, ...]
    to: tuple[Hears, ...]
    words: str
    permit: Permit | None = None
    place: str = ""
    mail: str = ""
    together: bool = False
    during: frozenset[State] = field(default_factory=lambda: frozenset(State))

    @property
    def is_call(self) -> bool:
        """Whether something is to be done, not only read."""
        called = {Called.TURN, Called.ASKED} & set(self.to)
        return bool(called) or self.permit not in {*READING, None}


@dataclass(frozen=True)
class Step:
    """One reminder: how many working days after the last day, to whom, in which words."""

    days: int
    periods: tuple[Due, ...]
    to: tuple[Hears, ...]
    words: str
    mail: str = ""


@dataclass(frozen=True)
class Slots:
    """When digests go out; nothing is reminded after `until`."""

    times: tuple[time, ...]
    until: time


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    slots: Slots

    def after(self, acts: Collection[str]) -> tuple[Row, ...]:
        """What is told after these acts, in the table's order."""
        return tuple(row for row in self.rows if not set(acts).isdisjoint(row.acts))


@cache
def table() -> Table:
    """The table of the house; raises ValueError that names the line of a fault."""
    return read(FILE.read_text(encoding="utf-8"), FILE.name)


def read(text: str, name: str = FILE.name) -> Table:
    """The table in `text`; raises ValueError that begins with `name` and the line."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{name}: {fault}") from None
    rows = tuple(_each(text, name, said, "notice", _row))
    steps = tuple(_each(text, name, said, "reminder", _step))
    try:
        return Table(rows, steps, _slots(said["slots"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"{name}: [slots]: {fault}") from None


def _each(
    text: str, name: str, said: Mapping[str, Any], kind: str, made: Callable[[dict[str, Any]], T]
) -> Iterator[T]:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{kind}]]"]
    for line, entry in zip(lines, said.get(kind, []), strict=True):
        try:
            yield made(entry)
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"{name}, line {line}: {fault}") from None


def _row(said: dict[str, Any]) -> Row:
    _only(said, "acts to words permit place mail together during")
    to = tuple(_one_of((Called, Relation), one) for one in _filled(said["to"], "to"))
    permit = _one_of((Permit,), said["permit"]) if "permit" in said else None
    _agree(to, permit, said)
    return Row(
        acts=tuple(_act(one) for one in _filled(said["acts"], "acts")),
        to=to,
        words=_words(said["words"], {"verb"} if Called.TURN in to else set()),
        permit=permit,
        place=_below(said.get("place", "")),
        mail=_words(said.get("mail", ""), set()),
        together=bool(said.get("together", False)),
        during=frozenset(_one_of((State,), one) for one in said.get("during", State)),
    )


def _agree(to: Collection[Hears], permit: Permit | None, said: Mapping[str, Any]) -> None:
    """Raise ValueError where somebody would hear without a permit who might have no part in it."""
    if Called.TURN in to and (len(to) > 1 or permit or "place" in said):
        raise ValueError("whose turn it is stands alone; the turn says the permit and the place")
    if permit is None and set(to) not in ({Called.TURN}, {Called.WHOM}, {Called.ASKED}):
        raise ValueError("a permit is missing")


def _step(said: dict[str, Any]) -> Step:
    _only(said, "days periods to words mail")
    return Step(
        days=int(said["days"]),
        periods=tuple(_one_of((Period, Term), one) for one in _filled(said["periods"], "periods")),
        to=tuple(_one_of((Called, Relation), one) for one in _filled(said["to"], "to")),
        words=_words(said["words"], {"period", "due"}),
        mail=_words(said.get("mail", ""), set()),
    )


def _slots(said: Mapping[str, Any]) -> Slots:
    times = tuple(sorted(time.fromisoformat(one) for one in _filled(said["times"], "times")))
    return Slots(times, time.fromisoformat(said["until"]))


def _act(value: str) -> Named:
    if value not in ACTS:
        raise ValueError(f"there is no act {value!r}")
    return ACTS[value]


def _one_of(sets: tuple[type[E], ...], value: str) -> Any:
    for members in sets:
        if value in set(members):
            return members(value)
    raise ValueError(f"there is no {sets[-1].__name__.lower()} {value!r}")


def _only(said: Mapping[str, Any], known: str) -> None:
    if wrong := sorted(set(said) - set(known.split())):
        raise ValueError(f"nothing is called {wrong[0]!r} here")


def _filled(values: list[str], name: str) -> list[str]:
    if not isinstance(values, list) or not values:
        raise ValueError(f"{name} must be a list of at least one")
    return values


def _words(words: str, places: Collection[str]) -> str:
    """Words into which nothing but these places is filled: nothing of a matter itself."""
    named = {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    if "\n" in words or named - set(places):
        raise ValueError(f"{words!r} has a second line, or a place that is not filled")
    return words


def _below(place: str) -> str:
    if place and not place.startswith("/"):
        raise ValueError(f"the place {place!r} must begin with a slash")
    return place
