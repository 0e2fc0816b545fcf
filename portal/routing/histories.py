"""What persons have on their desks, did before, and already are to the matter at hand.

Each in a fixed number of queries, however many persons and matters there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.clock import OFFICE, day_of, today
from portal.deadlines.calendar import Calendar, official
from portal.matters.models import Matter, Part, Party
from portal.people.models import Absence, Degree
from portal.permits import Relation
from portal.routing.candidates import Away
from portal.routing.draws import WINDOW
from portal.routing.models import Answer, Assignment, Duty

WORKING = (Answer.OFFERED, Answer.ACCEPTED)
DONE = (Answer.ACCEPTED, Answer.COMPLETED)
POINTS = {Duty.REVIEWER: 3, Duty.LAWYER: 2, Duty.ADVISER: 2}  # of effort
LOOKED_BACK = 500  # earlier assignments with the same counterparty that are looked at


@dataclass(frozen=True)
class History:
    """What persons did before, by person."""

    load: Counter[int]
    same_type: Counter[int]
    same_party: dict[int, tuple[str, ...]]  # numbers of the matters


@dataclass(frozen=True)
class Window:
    """What persons were asked to do in the last WINDOW days."""

    effort: Counter[int]  # points
    of_organ: Counter[int]  # for the department at hand
    last: dict[int, date]
    days: dict[int, int]  # working days on which he was there


@dataclass(frozen=True)
class Here:
    """What persons and firms are or were to the matter at hand."""

    in_it: frozenset[int]
    recused: frozenset[int]
    declined: dict[int, str]  # with the reason


async def history_of(matter: Matter, ids: list[int]) -> History:
    """What these persons have in hand, and what they did that resembles `matter`."""
    before = Assignment.filter(
        person_id__in=ids, answer__in=DONE, matter__office_id=matter.office_id
    ).exclude(matter_id=matter.id)
    same_type = await before.filter(matter__kind=matter.kind).values("person_id")
    return History(await load_of(ids), _count(same_type), await _same_party(matter, ids))


async def window_of(matter: Matter, ids: list[int]) -> Window:
    """What these persons did lately; as quick after a hundred years as after one."""
    since = today() - timedelta(days=WINDOW)
    rows = await Assignment.filter(
        person_id__in=ids,
        asked_at__gte=datetime.combine(since, time(), OFFICE),
        answer__in=(*WORKING, Answer.COMPLETED),
    ).values("person_id", "duty", "asked_at", "matter__organ_id")
    effort, of_organ, last = Counter[int](), Counter[int](), dict[int, date]()
    for row in rows:
        who, day = row["person_id"], day_of(row["asked_at"])
        effort[who] += POINTS[Duty(row["duty"])]
        of_organ[who] += row["matter__organ_id"] == matter.organ_id
        last[who] = max(day, last.get(who, day))
    return Window(effort, of_organ, last, await _days_there(ids, since))


async def _days_there(ids: list[int], since: date) -> dict[int, int]:
    calendar, until = official(), today()
    found = {person: _workdays(calendar, since, until) for person in ids}
    away = Absence.filter(person_id__in=ids, until__gte=since, since__lte=until)
    for one in await away:
        found[one.person_id] -= _workdays(calendar, max(one.since, since), min(one.until, until))
    return {person: max(0, days) for person, days in found.items()}


def _workdays(calendar: Calendar, first: date, last: date) -> int:
    return calendar.before(last.toordinal()) - calendar.before(first.toordinal() - 1)


async def load_of(ids: list[int]) -> Counter[int]:
    """How many matters each has been offered or has accepted that have not ended."""
    rows = Assignment.filter(person_id__in=ids, answer__in=WORKING)
    return _count(await rows.filter(matter__ended=False).values("person_id"))


async def here_of(matter: Matter, ids: list[int]) -> Here:
    """What these persons already are to `matter`."""
    parts = await Part.filter(matter_id=matter.id, person_id__in=ids, until=None)
    asked = await Assignment.filter(matter_id=matter.id, person_id__in=ids).order_by("asked_at")
    barred = {part.person_id for part in parts if part.relation is Relation.BARRED}
    recused = {one.person_id for one in asked if one.answer is Answer.RECUSED}
    working = {one.person_id for one in asked if one.answer in (*WORKING, *DONE)}
    return Here(
        in_it=frozenset(({part.person_id for part in parts} - barred) | working),
        recused=frozenset(barred | recused),
        declined={one.person_id: one.reason for one in asked if one.answer is Answer.DECLINED},
    )


async def absences_of(ids: list[int]) -> defaultdict[int, tuple[Away, ...]]:
    """The absences of these persons that are not over."""
    found: defaultdict[int, tuple[Away, ...]] = defaultdict(tuple)
    for one in await Absence.filter(person_id__in=ids, until__gte=today()).order_by("since"):
        found[one.person_id] += (Away(one.since, one.until, one.degree is Degree.CAN_FINISH),)
    return found


async def _same_party(matter: Matter, ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The latest matters of the office with the same counterparty, by person."""
    keys = await Party.filter(matter_id=matter.id, ours=False).values("key")
    rows = await (
        Assignment.filter(
            person_id__in=ids,
            answer__in=DONE,
            matter__office_id=matter.office_id,
            matter__parties__ours=False,
            matter__parties__key__in=[row["key"] for row in keys],
        )
        .exclude(matter_id=matter.id)
        .order_by("-asked_at")
        .limit(LOOKED_BACK)
        .values("person_id", "matter__number")
    )
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in rows:
        found[row["person_id"]][row["matter__number"]] = None
    return {person_id: tuple(numbers) for person_id, numbers in found.items()}


def _count(rows: list[dict[str, Any]]) -> Counter[int]:
    return Counter(row["person_id"] for row in rows)
