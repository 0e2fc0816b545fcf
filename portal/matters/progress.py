"""Moving a matter: the only writer of `Matter.state`."""

from __future__ import annotations

from collections.abc import Iterable

from portal import workflow
from portal.clock import now
from portal.database import transaction
from portal.errors import Stale
from portal.journal.writing import record
from portal.kinds import Kind
from portal.matters.models import Matter, Part
from portal.people.models import Person
from portal.permits import Relation
from portal.workflow import Move, Standpoint


@transaction
async def advance(matter: Matter, move: Move, *, by: Person, **facts: object) -> None:
    """Move `matter`; of two who move it at once the second one gets Stale.

    Raises WrongMoment where the move does not lead out of the present state.
    """
    reached = workflow.after(matter.at, move, matter.type.track)
    await _put(matter, reached, move, by=by, **facts)


@transaction
async def go_back(matter: Matter, to: Standpoint, *, by: Person, **facts: object) -> None:
    """Let the matter stand where it stood before what is undone; Stale where it moved meanwhile."""
    await _put(matter, to, Move.UNDO, by=by, **facts)


async def _put(
    matter: Matter, reached: Standpoint, move: Move, *, by: Person, **facts: object
) -> None:
    left = matter.at
    moved = Matter.filter(id=matter.id, state=left.state, step=left.step)
    columns = standing_at(reached, matter.type)
    if not await moved.update(**columns, moved_at=now()):
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")
    if left.is_ended != reached.is_ended:
        await Part.filter(matter_id=matter.id).update(ended=reached.is_ended)
    told = {"step": left.step} if left.step != reached.step else {}
    await record(
        move, matter.number, by=by,
        left=left.state.value, reached=reached.state.value, **told, **facts,
    )  # fmt: skip
    matter.update_from_dict(columns)


def standing_at(point: Standpoint, kind: Kind) -> dict[str, object]:
    """What a matter's row says where it stands at `point`: lists find it by these columns."""
    law = kind.law_of(point.step)
    on_opinion = law is not None and law.task.is_on_opinion
    return {
        "state": point.state,
        "step": point.step,
        "ended": point.is_ended,
        "called": named(law.who) if law and on_opinion else "",
        "apart": named(law.apart) if law and on_opinion else "",
    }


def named(relations: Iterable[Relation]) -> str:
    """Several relations as one column: the same ones are always the same text."""
    return " ".join(sorted(relations))
