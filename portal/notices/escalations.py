"""Telling people up the ladder that a last day is near or past; of each rung once.

Whoever is to act is reminded of his work (portal/notices/reminders.py); a ladder counted from the
last day tells the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from portal.bylaws.library import recall
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.deadlines.ladders import Basis, Reached, reached_by
from portal.deadlines.models import Deadline
from portal.matters.waiting import waits_for
from portal.notices.hearers import Hearer, hearers_of
from portal.notices.models import Notice
from portal.notices.telling import Message, write
from portal.permits import Permit, may

WORDS = "{rung}：“{period}”的最后一日为{due}"
MAIL = "有事项的时限需要您关注"


async def escalate(day: date) -> None:
    """Tell of every rung that `day` has reached; of several of one ladder, of the last."""
    running = Deadline.filter(closed=None, due__isnull=False, matter__ended=False)
    for deadline in await running.order_by("id").select_related("matter"):
        if rungs := await _fresh(deadline, day):
            await _tell(deadline, rungs)


async def _fresh(deadline: Deadline, day: date) -> list[Reached]:
    """The highest rung of each ladder, as far as nobody was told of it yet."""
    highest = {one.ladder.key: one for one in reached_by(deadline, day, official())}
    if not highest:
        return []
    told = Notice.filter(matter_id=deadline.matter_id, key__startswith=f"rung:{deadline.id}:")
    keys = [str(key) for key in await told.values_list("key", flat=True)]
    return [
        one for one in highest.values()
        if not any(key.startswith(_stem(deadline, one)) for key in keys)
    ]  # fmt: skip


@transaction
async def _tell(deadline: Deadline, rungs: Sequence[Reached]) -> None:
    await deadline.matter.refresh_from_db()
    await recall([deadline.matter.bylaw])
    hearers = await hearers_of(deadline.matter)
    await write(deadline.matter, list(_messages(deadline, rungs, hearers)))


def _messages(
    deadline: Deadline, rungs: Sequence[Reached], hearers: Sequence[Hearer]
) -> Iterator[Message]:
    address = f"/matters/{deadline.matter.number}"
    for rung in rungs:
        facts = {
            "period": deadline.period.value,
            "due": f"{deadline.due:%Y-%m-%d}",
            "rung": rung.rung.name,
        }
        for hearer in hearers:
            if _is_for(rung, hearer):
                key = f"{_stem(deadline, rung)}{hearer.person.id}"
                yield Message(key, hearer.person, WORDS, Permit.READ, address, MAIL, facts)


def _is_for(rung: Reached, hearer: Hearer) -> bool:
    """Whether he is told: never who is reminded of the same day as his own work."""
    mine = hearer.standing
    if not hearer.person.active or hearer.is_barred or not may(Permit.READ, mine):
        return False
    reminded = rung.ladder.basis is Basis.DUE and waits_for(mine)
    return not reminded and bool(mine.relations & set(rung.rung.tell))


def _stem(deadline: Deadline, rung: Reached) -> str:
    """The beginning of the keys of all notices of this rung; a moved last day is another one."""
    return f"rung:{deadline.id}:{deadline.due}:{rung.ladder.key}:{rung.rung.after}:"
