"""Asking for what is missing, item by item, while the clock stands still; and handing it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.deadlines.models import PauseReason, Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.deadlines.pauses import pause, resume
from portal.documents.examining import Examined
from portal.documents.models import Material
from portal.documents.receiving import receive_material
from portal.errors import Invalid, WrongMoment
from portal.intake.models import Supplement, SupplementItem
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.people.models import Person
from portal.workflow import Move, State

WAITING = (State.SUPPLEMENTING, State.REVIEW_PAUSED)


@dataclass(frozen=True)
class Ask:
    """Where in the walk something can be asked for, and which clock stands still meanwhile."""

    asking: Move
    handing_in: Move
    clock: Period


ASKS = {
    State.SUBMITTED: Ask(Move.REQUEST_SUPPLEMENT, Move.SUPPLY, Period.INTAKE),
    State.UNDER_REVIEW: Ask(Move.PAUSE_REVIEW, Move.RESUME_REVIEW, Period.REVIEW),
}
ANSWERS = {
    State.SUPPLEMENTING: ASKS[State.SUBMITTED],
    State.REVIEW_PAUSED: ASKS[State.UNDER_REVIEW],
}


@dataclass(frozen=True)
class Wanted:
    """One thing to ask for; `slot` when it is an entry of the type's checklist."""

    text: str
    slot: str = ""


@dataclass(frozen=True)
class Given:
    """What the department says to one item, and the file that comes with it."""

    text: str = ""
    file: Examined | None = None


@transaction
async def ask(matter: Matter, wanted: Sequence[Wanted], note: str, *, by: Person) -> Supplement:
    """Ask for these items; the running clock stops and the supplement's own clock starts."""
    way = ASKS.get(matter.state)
    if way is None:
        raise WrongMoment("现在是“{state}”，不能要求补正", state=matter.state.zh)
    await advance(matter, way.asking, by=by, items="；".join(one.text for one in wanted))
    asked = await Supplement.create(matter=matter, asked_by=by, asked_at=now(), note=note)
    for one in wanted:
        await SupplementItem.create(supplement=asked, slot=one.slot, text=one.text)
    await pause(matter, way.clock, PauseReason.SUPPLEMENT, by=by)
    await open_deadline(matter, Period.SUPPLEMENT, by=by)
    return asked


@transaction
async def answer(matter: Matter, given: Mapping[int, Given], *, by: Person) -> None:
    """Keep what the department has so far, by the id of the item; the turn stays with it."""
    for item in await _items(matter):
        said = given.get(item.id)
        if said is not None and (said.file or said.text != item.answer):
            await _keep(matter, item, said, by)


@transaction
async def hand_in(matter: Matter, *, by: Person) -> None:
    """Give the turn back to the office; raises Invalid for an item with neither file nor reason."""
    way, items = ANSWERS[matter.state], await _items(matter)
    if silent := [item for item in items if is_silent(item)]:
        raise Invalid(
            {f"answer-{item.id}": "请上传材料，或者写明不能提供的理由" for item in silent}
        )
    await advance(matter, way.handing_in, by=by, lacking=sum(lacks_file(one) for one in items))
    for item in filter(lacks_file, items):
        await _note_absence(matter, item, by)
    await Supplement.filter(id=items[0].supplement_id).update(answered_at=now())
    await close_deadline(matter, Period.SUPPLEMENT, by=by)
    await resume(matter, way.clock, by=by)


async def open_supplement(matter: Matter) -> Supplement | None:
    """The request that waits for an answer, its items with it; None when there is none."""
    if matter.state not in WAITING:
        return None
    asked = Supplement.filter(matter_id=matter.id, answered_at=None).order_by("-id")
    return await asked.prefetch_related("items", "asked_by").first()


async def answered_supplements(matter: Matter) -> list[Supplement]:
    """The requests that were answered, the last first, their items with them."""
    asked = Supplement.filter(matter_id=matter.id, answered_at__not_isnull=True).order_by("-id")
    return await asked.prefetch_related("items")


def is_silent(item: SupplementItem) -> bool:
    return not item.sha256 and not item.answer


def lacks_file(item: SupplementItem) -> bool:
    """Whether a document was asked for and only words came; an answer in words may be enough."""
    return bool(item.slot) and not item.sha256


async def _items(matter: Matter) -> list[SupplementItem]:
    asked = await open_supplement(matter)
    if asked is None:
        raise WrongMoment("现在没有等待补正的要求；请刷新页面查看最新进展")
    return sorted(asked.items, key=lambda item: item.id)


async def _keep(matter: Matter, item: SupplementItem, said: Given, by: Person) -> None:
    item.answer = said.text
    if said.file:
        await receive_material(matter, said.file, by=by, slot=item.slot)
        item.sha256, item.file_name = said.file.original, said.file.name
    await item.save(update_fields=["answer", "sha256", "file_name"])
    await record(Act.SUPPLEMENT_ANSWERED, matter.number, by=by, item=item.text, file=item.file_name)


async def _note_absence(matter: Matter, item: SupplementItem, by: Person) -> None:
    """The checklist shows why the document is not there."""
    await Material.create(
        matter=matter, slot=item.slot, name=item.text, reason=item.answer[:300],
        uploaded_by=by, uploaded_at=now(),
    )  # fmt: skip
