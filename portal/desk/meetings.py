"""A meeting's items as the gate sees them: which of them may be put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.bylaws.library import recall
from portal.documents.models import Draft
from portal.intake.models import AgendaItem
from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.people.models import Person
from portal.signing.gates import Case, Ruling, cases, ruling
from portal.signing.models import Clearance, IssuedOpinion


@dataclass(frozen=True)
class Sight:
    """One item as the meeting's page shows it; `matter` only to whom it is open."""

    item: AgendaItem
    ruling: Ruling
    matter: Matter | None
    opinion: IssuedOpinion | None
    clearance: Clearance | None
    draft: Draft | None


async def sights(person: Person, items: Sequence[AgendaItem]) -> list[Sight]:
    """What the gate says to each item, whose matters have been fetched; a few queries for all."""
    matters = [item.matter for item in items if item.matter]
    seen = Matter.filter(await visible_to(person), id__in=[one.id for one in matters])
    visible = {row["id"] for row in await seen.values("id")}
    found = await cases(matters)
    await recall(one.bylaw for one in matters)
    return [_sight(item, found.get(item.matter_id or 0), visible) for item in items]


def _sight(item: AgendaItem, case: Case | None, visible: set[int]) -> Sight:
    return Sight(
        item=item,
        ruling=ruling(item.handling, case.review if case else None, item.reason),
        matter=case.matter if case and case.matter.id in visible else None,
        opinion=case.opinion if case else None,
        clearance=case.clearance if case else None,
        draft=case.draft if case else None,
    )
