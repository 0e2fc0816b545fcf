"""The life of each item of an issued opinion, from being raised to being closed, as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.matters.models import Matter
from portal.names import Named
from portal.opinions.contents import printed
from portal.opinions.models import Item, ItemAnswer, Ruling
from portal.opinions.queries import answers_of, items_of, rulings_of
from portal.permits import DEPARTMENT_SIDE, Standing
from portal.signing.queries import issued_of
from portal.workflow import State


class Station(Named):
    RAISED = "raised", "提出"
    ANSWERED = "answered", "已答复"
    COMPARED = "compared", "文本比对"
    CONFIRMED = "confirmed", "认可"
    CONTESTED = "contested", "被退回"
    DISCUSSED = "discussed", "集体讨论"
    CLOSED = "closed", "了结"


@dataclass(frozen=True)
class Stop:
    """A station that was reached, and how it went there where that can be said."""

    station: Station
    how: Named | None = None


@dataclass(frozen=True)
class Life:
    item: Item
    stops: tuple[Stop, ...]


async def lives_of(matter: Matter, standing: Standing) -> list[Life]:
    """The lives of the issued opinion's items, in the order of the letter.

    A reply that is still being written is shown to its own side only.
    """
    issued = await issued_of(matter)
    answers, rulings = await answers_of(issued.opinion), await rulings_of(issued.opinion)
    seen = matter.state is not State.ISSUED or bool(standing.relations & frozenset(DEPARTMENT_SIDE))
    is_over = matter.state in (State.CLEARED, State.DECIDED)
    found = []
    for item in printed(await items_of(issued.opinion)):
        given = answers.get(item.id, [])
        told = [one for one in given if seen or one.confirmed is not None]
        stops = life(told, rulings.get(item.id), issued.opinion.draft_id, is_over=is_over)
        found.append(Life(item, tuple(stops)))
    return found


def life(
    answers: Sequence[ItemAnswer], ruling: Ruling | None, reviewed: int, *, is_over: bool
) -> Iterator[Stop]:
    """The stations in their order; `reviewed` is the id of the draft that the opinion is on."""
    yield Stop(Station.RAISED)
    discussed = ruling is None
    for answer in answers:
        if ruling and not discussed and answer.at > ruling.discussion.at:
            yield Stop(Station.DISCUSSED, ruling.settlement)
            discussed = True
        yield from _round(answer, reviewed)
    if ruling and not discussed:
        yield Stop(Station.DISCUSSED, ruling.settlement)
    if is_over:
        yield Stop(Station.CLOSED)


def _round(answer: ItemAnswer, reviewed: int) -> Iterator[Stop]:
    if answer.adoption is None:
        return
    yield Stop(Station.ANSWERED, answer.adoption)
    if answer.draft_id not in (None, reviewed):
        yield Stop(Station.COMPARED, answer.change)
    if answer.confirmed is not None:
        yield Stop(Station.CONFIRMED if answer.confirmed else Station.CONTESTED)
