"""The answer of an organ that was asked, and what whoever asked does with its views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.consultation.answers import gap
from portal.consultation.asking import let_run_on
from portal.consultation.models import Consultation, Letter, Stance, View
from portal.consultation.waiting import handler_of
from portal.database import transaction
from portal.errors import Invalid, NotFound, WrongMoment
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.opinions.models import Adoption
from portal.people.models import Person


@dataclass(frozen=True)
class Said:
    """One view as it was typed."""

    clause: str
    text: str


@dataclass(frozen=True)
class Settled:
    """What becomes of one view."""

    adoption: Adoption | None
    reason: str = ""


@transaction
async def reply(
    letter: Letter, stance: Stance, views: Sequence[Said], contact: str, *, by: Person
) -> None:
    """Answer for the organ, once; the review clock runs on with the last answer it waited for."""
    if stance is Stance.VIEWS and not views:
        raise Invalid({"text-0": "有修改意见的，请至少写明一条"})
    asked = await Consultation.get(id=letter.consultation_id).select_related("matter")
    if asked.closed_at is not None or asked.matter.ended:
        raise WrongMoment("这次征求意见已经结束，不再接收答复；请与来函单位联系")
    answered = {"stance": stance, "contact": contact, "replied_by_id": by.id, "replied_at": now()}
    if not await Letter.filter(id=letter.id, replied_at=None).update(**answered):
        raise WrongMoment("本单位已经答复")
    for position, view in enumerate(views if stance is Stance.VIEWS else (), start=1):
        await View.create(letter=letter, position=position, clause=view.clause, text=view.text)
    await record(
        Act.VIEWS_GIVEN, asked.matter.number, by=by, consultation=asked.id,
        organ=letter.organ.name, stance=stance.value, whom=await handler_of(asked) or "",
    )  # fmt: skip
    if asked.stops:
        await let_run_on(asked.matter, by=by)


@transaction
async def settle(
    matter: Matter, asked: Consultation, said: Mapping[int, Settled], *, by: Person
) -> None:
    """Say of views whether they are adopted; raises Invalid where a reason is missing."""
    views = await View.filter(letter__consultation_id=asked.id, id__in=list(said))
    if len(views) != len(said):
        raise NotFound("没有这条意见")
    if faults := faults_in(said):
        raise Invalid(faults)
    changed = [view for view in views if Settled(view.adoption, view.reason) != said[view.id]]
    for view in changed:
        await View.filter(id=view.id).update(
            adoption=said[view.id].adoption, reason=said[view.id].reason,
            settled_by_id=by.id, settled_at=now(),
        )  # fmt: skip
    if changed:
        await record(
            Act.VIEWS_SETTLED, matter.number, by=by, consultation=asked.id, views=len(changed)
        )  # fmt: skip


def faults_in(said: Mapping[int, Settled]) -> dict[str, str]:
    """What is missing in these, by the field of its reason."""
    found = {number: gap(one.adoption, one.reason) for number, one in said.items()}
    return {f"reason-{number}": text for number, text in found.items() if text}
