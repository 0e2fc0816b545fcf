"""For whom a matter waited while its clock ran: the stretches in which advisers had the turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.clock import day_of
from portal.deadlines.bars import Bearer, Borne
from portal.journal.models import Entry
from portal.kinds import Kind
from portal.matters.models import Matter
from portal.workflow import Move, Task


async def advised(matter: Matter) -> list[Borne]:
    """The stretches that the journal tells, the last one open where it still lasts."""
    moves = Entry.filter(subject=matter.number, act__in=[move.value for move in Move])
    told = [(day_of(one.at), one.facts["step"]) for one in await moves.order_by("seq")
            if "step" in one.facts]  # fmt: skip
    return at_advisers(told, matter.step, matter.type)


def at_advisers(left: Sequence[tuple[date, str]], now: str, kind: Kind) -> list[Borne]:
    """From the days on which steps were left, and the step where the matter stands now."""
    entered: date | None = None
    found = []
    for day, step in [*left, (None, now)]:
        known = kind.step(step)
        if known and known.task is Task.ADVISE and entered:
            found.append(Borne(entered, day, Bearer.ADVISER))
        entered = day
    return found
