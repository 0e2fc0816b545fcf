"""Moving a matter: the only writer of `Matter.state`."""

from __future__ import annotations

from portal import workflow
from portal.clock import now
from portal.database import transaction
from portal.errors import Stale
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person
from portal.workflow import Move


@transaction
async def advance(matter: Matter, move: Move, *, by: Person, **facts: object) -> None:
    """Move `matter`; of two who move it at once the second one gets Stale.

    Raises WrongMoment where the move does not lead out of the present state.
    """
    left, reached = matter.state, workflow.after(matter.state, move)
    moved = Matter.filter(id=matter.id, state=left)
    if not await moved.update(state=reached, moved_at=now()):
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")
    await record(move, matter.number, by=by, left=left.value, reached=reached.value, **facts)
    matter.state = reached
