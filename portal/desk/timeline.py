"""What happened to a matter, from its journal."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Subquery
from tortoise.functions import Max

from portal.acts import Act
from portal.desk.told import SEEN, Side, Told, tell
from portal.i18n import translate as _
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.people.models import Person
from portal.permits import Permit, Standing, may

# the clock follows from other acts: it is not what "happened last"
CLOCK = frozenset(
    {Act.DEADLINE_OPENED.value, Act.DEADLINE_PAUSED.value, Act.DEADLINE_RESUMED.value,
     Act.DEADLINE_CLOSED.value, Act.DRAFT_DOWNLOADED.value}
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One act: when, by whom, what."""

    at: datetime
    who: str
    told: Told

    def __str__(self) -> str:
        return f"{self.who} {self.told}".strip()


async def timeline_of(matter: Matter, standing: Standing, side: Side) -> list[Line]:
    """Everything that `side` is told of `matter`, the first act first."""
    entries = Entry.filter(subject=matter.number, act__in=SEEN[side]).order_by("seq")
    names_told = side is not Side.DEPARTMENT or may(Permit.READ_OPINION, standing)
    return [
        line
        for entry in await entries.select_related("by", "by__organ", "by__firm")
        if (line := line_of(entry, side, matter.office_id, names_told=names_told))
    ]


def line_of(entry: Entry, side: Side, office_id: int, *, names_told: bool) -> Line | None:
    """The entry as `side` is told it; without names the office acts as a whole."""
    told = tell(entry.act, entry.facts, side)
    if told is None:
        return None
    return Line(entry.at, who_did(entry.by, office_id, names_told=names_told), told)


def who_did(by: Person | None, office_id: int, *, names_told: bool) -> str:
    """The name on the timeline: the person's, or that of the office for which he acted."""
    if by is None:
        return _("系统")
    if names_told or by.organ is None or by.organ_id != office_id:
        return by.name if names_told or by.firm is None else _("法律顾问")
    return by.organ.name


async def last_told(matters: Collection[Matter], side: Side) -> dict[str, Line]:
    """By number, the last act that `side` is told of each of these matters; two queries."""
    offices = {matter.number: matter.office_id for matter in matters}
    if not offices or side is Side.OUTSIDE:
        return {}
    told = Entry.filter(subject__in=offices, act__in=SEEN[side] - CLOCK)
    latest = told.annotate(latest=Max("id")).group_by("subject").values("latest")
    entries = await Entry.filter(id__in=Subquery(latest)).select_related(
        "by", "by__organ", "by__firm"
    )
    lines: dict[str, Line] = {}
    for entry in entries:
        line = line_of(entry, side, offices[entry.subject], names_told=side is not Side.DEPARTMENT)
        if line:
            lines[entry.subject] = line
    return lines
