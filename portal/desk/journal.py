"""The journal as the auditors of an office read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tortoise.expressions import Q, Subquery

from portal.clock import OFFICE
from portal.desk.told import NAMES, Side, Told, tell
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.people.models import Organ
from portal.web.paging import SIZE, Sheet

HOUSE = ("people", "panel", "bylaws")  # chains that belong to no matter


@dataclass(frozen=True)
class Wish:
    """Which entries are asked for."""

    subject: str = ""
    act: str = ""
    who: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    entry: Entry
    told: Told


def wish_of(asked: Mapping[str, str]) -> Wish:
    """The wish in an address; whatever is not understood is not wished."""
    return Wish(
        subject=asked.get("subject", "").strip()[:60],
        act=asked.get("act", "") if asked.get("act") in NAMES else "",
        who=asked.get("who", "").strip()[:60],
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
    )


async def entries_for(offices: list[Organ], wish: Wish, number: int) -> Sheet[Row]:
    """One sheet of what was done in these offices, the latest first."""
    wanted = Entry.filter(readable(offices) & _filter(wish)).order_by("-id")
    rows = wanted.offset((number - 1) * SIZE).limit(SIZE + 1).select_related("by")
    found = await rows
    return Sheet([_row(entry) for entry in found[:SIZE]], number, len(found) > SIZE)


def readable(offices: list[Organ]) -> Q:
    """Entries of matters that come to these offices, of their meetings, and of the house."""
    ids = [office.id for office in offices]
    numbers = Matter.filter(office_id__in=ids).values("number")
    return (
        Q(subject__in=Subquery(numbers))
        | Q(subject__in=HOUSE)
        | Q(subject__startswith="meeting:", by__organ_id__in=ids)
        | Q(subject__startswith="meeting:", by__organ__office_id__in=ids)
    )


async def subjects(offices: list[Organ]) -> set[str]:
    """The chains that auditors of these offices may know of, meetings besides."""
    ids = [office.id for office in offices]
    numbers = await Matter.filter(office_id__in=ids).values_list("number", flat=True)
    return {*HOUSE, *(str(number) for number in numbers)}


def _filter(wish: Wish) -> Q:
    wanted = Q()
    if wish.subject:
        wanted &= Q(subject=wish.subject)
    if wish.act:
        wanted &= Q(act=wish.act)
    if wish.who:
        wanted &= Q(by__name__icontains=wish.who) | Q(by__login=wish.who)
    if wish.since:
        wanted &= Q(at__gte=_start(wish.since))
    if wish.until:
        wanted &= Q(at__lt=_start(wish.until + timedelta(days=1)))
    return wanted


def _row(entry: Entry) -> Row:
    told = tell(entry.act, entry.facts, Side.AUDIT)
    return Row(entry, told or Told(entry.act, ()))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
