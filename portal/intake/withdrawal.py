"""A department takes its matter back before an opinion is issued."""

from __future__ import annotations

from portal.database import transaction
from portal.deadlines.opening import close_all
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.workflow import Move


@transaction
async def withdraw(matter: Matter, reason: str, *, by: Person) -> None:
    """End the matter at the department's wish; nothing runs on it any more."""
    await advance(matter, Move.WITHDRAW, by=by, reason=reason)
    await close_all(matter, by=by)
