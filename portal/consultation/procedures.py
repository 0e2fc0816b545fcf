"""The procedures that a type of matter wants, and what shows of each that it was carried out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tortoise.expressions import Q

from portal.clock import today
from portal.consultation.models import Evidence, Inquiry, PublicText, Side
from portal.documents.models import Material
from portal.errors import Invalid
from portal.kinds import Procedure
from portal.matters.models import Matter
from portal.names import Named
from portal.workflow import State


class Held(Named):
    """How a procedure stands on a matter."""

    SHOWN = "shown", "已履行"
    ATTACHED = "attached", "已附材料"
    RUNNING = "running", "正在征求意见"
    WAIVED = "waived", "不适用，有说明"
    LATER = "later", "作出决策时履行"
    MISSING = "missing", "没有说明"


LIGHTS = {
    Held.SHOWN: "ok", Held.ATTACHED: "ok", Held.WAIVED: "warn", Held.LATER: "info",
    Held.RUNNING: "info", Held.MISSING: "bad",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the checklist: what is wanted, and what is there for it."""

    procedure: Procedure
    held: Held
    evidence: Evidence | None
    materials: tuple[Material, ...]
    meetings: tuple[Inquiry, ...] = ()
    texts: tuple[PublicText, ...] = ()

    @property
    def light(self) -> str:
        return LIGHTS[self.held]


def held(
    procedure: Procedure,
    state: State,
    *,
    said: bool | None = None,
    attached: bool = False,
    carried: bool = False,
    running: bool = False,
) -> Held:
    """How a procedure stands: `said` is what was stated last, False that it does not apply.

    `carried` is that a meeting was noted for it, or that its public comment is over, `running`
    that the public may still comment, `attached` that its papers were handed in.
    """
    if procedure.is_decision and state is State.DECIDED:
        return Held.SHOWN
    if said is not None:
        return Held.SHOWN if said else Held.WAIVED
    if carried:
        return Held.SHOWN
    if attached:
        return Held.ATTACHED
    if running:
        return Held.RUNNING
    return Held.LATER if procedure.is_decision else Held.MISSING


def refuse_unknown(matter: Matter, side: Side, key: str) -> None:
    """Raise Invalid for a procedure that the type does not want, or that is not the office's.

    The department answers for its procedures, and what the office does is not shown to it.
    """
    if key and (side is not Side.DEPARTMENT or matter.type.procedure(key) is None):
        raise Invalid({"procedure": "本类事项没有这项法定程序"})


async def checklist_of(matter: Matter) -> list[Line]:
    """Every procedure that the type of `matter` wants, in its order; empty where it wants none."""
    wanted = matter.type.procedures
    if not wanted:
        return []
    said = {one.procedure: one for one in await _evidence(matter)}
    slots = [one.material for one in wanted if one.material]
    given = Material.filter(matter_id=matter.id, slot__in=slots, sha256__not="")
    files = await given.order_by("id")
    done: list[Inquiry | PublicText] = [*await _met(matter)]
    done += await _commented(matter)
    return [_line(one, matter.state, said.get(one.key), files, done) for one in wanted]


async def _evidence(matter: Matter) -> list[Evidence]:
    """What was stated, oldest first: the last word on a procedure stands."""
    return await Evidence.filter(matter_id=matter.id).order_by("id").select_related("by")


async def _met(matter: Matter) -> list[Inquiry]:
    """The department's own meetings that were noted for a procedure."""
    noted = Inquiry.filter(matter_id=matter.id, side=Side.DEPARTMENT, procedure__not="")
    return await noted.order_by("id")


async def _commented(matter: Matter) -> list[PublicText]:
    """The department's own texts whose time for public comment is over, or runs."""
    put_up = PublicText.filter(matter_id=matter.id, side=Side.DEPARTMENT, procedure__not="")
    return await put_up.filter(Q(until__lt=today()) | Q(closed_at=None)).order_by("id")


def _line(
    procedure: Procedure,
    state: State,
    said: Evidence | None,
    materials: Collection[Material],
    done: Collection[Inquiry | PublicText],
) -> Line:
    mine = tuple(one for one in materials if procedure.material and one.slot == procedure.material)
    mine_done = [one for one in done if one.procedure == procedure.key]
    stands = held(
        procedure, state, said=said.applies if said else None, attached=bool(mine),
        carried=not all(map(_runs, mine_done)), running=bool(mine_done),
    )  # fmt: skip
    return Line(
        procedure, stands, said, mine,
        tuple(one for one in mine_done if isinstance(one, Inquiry)),
        tuple(one for one in mine_done if isinstance(one, PublicText)),
    )  # fmt: skip


def _runs(done: Inquiry | PublicText) -> bool:
    return isinstance(done, PublicText) and done.until >= today()
