"""The head of the office has a matter reviewed anew: a wrong opinion is replaced, never changed."""

from __future__ import annotations

from portal.database import transaction
from portal.deadlines.opening import close_all
from portal.errors import Invalid
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.signing.clearances import void
from portal.signing.objecting import review_anew
from portal.signing.queries import clearance_of, issued_of
from portal.workflow import Move

VOIDED = "重新审查：{reason}"


@transaction
async def reopen(matter: Matter, reason: str, *, by: Person) -> None:
    """Review the matter anew, for a reason that both sides can read; raises Invalid without one.

    A clearance that was given no longer holds. The issued opinion stays as it is, until one under
    a new number takes its place.
    """
    if not reason:
        raise Invalid({"reason": "请写明重新审查的理由"})
    issued, clearance = await issued_of(matter), await clearance_of(matter)
    if clearance is not None:
        await void(clearance, VOIDED.format(reason=reason)[:300], by=by)
    await close_all(matter, by=by)
    await advance(matter, Move.REOPEN, by=by, number=issued.number, reason=reason)
    await review_anew(matter, issued, by=by)
