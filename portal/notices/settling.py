"""Ending notices: a call that calls nobody any more, and every word to somebody who is barred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tortoise.expressions import Q

from portal.acts import Act
from portal.clock import now
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.matters.turn import ADVISING, TURNS
from portal.notices.hearers import Hearer
from portal.notices.models import Notice
from portal.permits import READING, Permit, may
from portal.workflow import Move

MOVES = frozenset(one.value for one in Move)

# acts after which somebody may be called no more
SETTLING = MOVES | {
    Act.REVIEWER_ASSIGNED, Act.ASSIGNMENT_ENDED, Act.ENGAGEMENT_ACCEPTED, Act.ENGAGEMENT_DECLINED,
    Act.ENGAGEMENT_WITHDRAWN, Act.OFFER_SILENT, Act.RECUSED, Act.ADVICE_SUBMITTED,
}  # fmt: skip
OF_TURNS = frozenset(turn.permit for turn in (*TURNS.values(), ADVISING))


async def settle(matter: Matter, hearers: Sequence[Hearer], entries: Sequence[Entry]) -> None:
    """End what these entries have made idle: of all that was told before them."""
    barred = [hearer.person.id for hearer in hearers if hearer.is_barred]
    if barred:
        await Notice.filter(matter_id=matter.id, person_id__in=barred).delete()
    calling = Notice.filter(
        Q(entry_id=None) | Q(entry_id__lt=min(entry.id for entry in entries)),
        matter_id=matter.id, read_at=None, over_at=None, permit__not_in=sorted(READING),
    )  # fmt: skip
    by_id = {hearer.person.id: hearer for hearer in hearers}
    over = [notice.id for notice in await calling if is_over(notice, by_id, entries)]
    if over:
        await Notice.filter(id__in=over).update(over_at=now())


def is_over(notice: Notice, hearers: Mapping[int, Hearer], entries: Sequence[Entry]) -> bool:
    """Whether a call is done with: its turn has passed, its work is handed in, he may no more."""
    hearer = hearers.get(notice.person_id)
    if notice.permit is None:
        return False
    if hearer is None or not may(notice.permit, hearer.standing):
        return True
    if notice.permit in OF_TURNS and any(entry.act in MOVES for entry in entries):
        return True
    handed_in = {entry.by_id for entry in entries if entry.act == Act.ADVICE_SUBMITTED}
    return notice.permit is Permit.ADVISE and notice.person_id in handed_in
