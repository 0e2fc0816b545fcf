"""What the page of a decision shows: the days, the final text, and what follows until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.reckoning import corresponding
from portal.deadlines.telling import Sign, sign_for
from portal.documents.workshop import document_of, run
from portal.matters.models import Matter
from portal.register.models import Decision, Obligation
from portal.reviews.comparing import Row, RowKind, compared
from portal.signing.models import Clearance

MOST = 60  # changed rows that the page shows


@dataclass(frozen=True)
class Shown:
    """One obligation with its clock; none once it is settled, or while its day is not known."""

    obligation: Obligation
    sign: Sign | None


@dataclass(frozen=True)
class Result:
    """All that the page shows of one matter."""

    decision: Decision | None
    obligations: Sequence[Shown]
    clearance: Clearance | None
    too_long: int  # years that the type grants, where the text was given more; else 0


async def result_of(matter: Matter) -> Result:
    decision = await Decision.get_or_none(matter_id=matter.id).select_related("recorded_by")
    held = Obligation.filter(matter_id=matter.id).select_related("settled_by")
    clearance = Clearance.filter(matter_id=matter.id).order_by("-id").select_related("draft")
    return Result(
        decision=decision,
        obligations=[_shown(one) for one in sorted(await held, key=_rank)],
        clearance=await clearance.first(),
        too_long=too_long(matter, decision) if decision else 0,
    )


def too_long(matter: Matter, decision: Decision) -> int:
    """How many years the matter's type grants to a text, where it was given more; else 0."""
    validity = matter.type.validity
    if validity is None or decision.expires_on is None:
        return 0
    most = validity.most(matter.title)
    begun = decision.effective_on or decision.published_on or decision.decided_on
    return most if decision.expires_on > corresponding(begun, 12 * most) else 0


async def changes_of(result: Result) -> tuple[Sequence[Row], int]:
    """Where the final text differs from the cleared one, and in how many places."""
    decision, clearance = result.decision, result.clearance
    if decision is None or clearance is None or not decision.differs:
        return (), 0
    old = await document_of(clearance.draft.sha256)
    new = await document_of(decision.final)
    sides = await run(compared, old, new)
    rows = [row for row in sides.rows if row.kind is not RowKind.SAME]
    return rows[:MOST], sides.changed


def _shown(one: Obligation) -> Shown:
    return Shown(one, sign_for(one.due, today(), official()) if one.open and one.due else None)


def _rank(one: Obligation) -> tuple[bool, date, int]:
    """What is open first, by its last day; what has none comes last."""
    return (not one.open, one.due or date.max, one.id)
