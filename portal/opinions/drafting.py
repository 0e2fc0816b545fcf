"""Writing an opinion: what is taken in from the remarks, what is added, and its conclusion."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import timedelta

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import NotFound, Stale
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.opinions.models import Choice, Item, ItemClass, Opinion, OpinionState
from portal.opinions.ordering import renumber
from portal.opinions.queries import latest_draft, opinion_of
from portal.opinions.remarks import pool
from portal.people.models import Person
from portal.reviews.models import Annotation, Placement, Severity
from portal.workflow import State

SITTING = timedelta(minutes=15)  # saves of one person within it are one entry of the journal
SAVED_ELSEWHERE = "意见书刚在另一个窗口保存过；您填写的和已保存的内容都列在下面，请核对后再保存"
REWORDED_ELSEWHERE = "这一条刚在另一个窗口改过；您填写的和已保存的内容都列在下面，请核对后再保存"
ONLY_WORDING = "此处文字建议修改。"  # for a remark that proposes wording and says nothing


@dataclass(frozen=True)
class Words:
    """What the reviewer writes besides the items."""

    conclusion: str
    conclusion_note: str
    bases: str
    modes: str
    other: str
    without_advice: str


@dataclass(frozen=True)
class Wording:
    """An item as the reviewer words it."""

    klass: ItemClass
    severity: Severity
    problem: str
    basis: str = ""
    suggestion: str = ""
    proposal: str | None = None
    clause: str = ""


async def unsaved(matter: Matter, by: Person) -> Opinion:
    """An opinion that is not begun, as its page shows it: with the type's own bases."""
    draft = await latest_draft(matter)
    return Opinion(
        matter=matter, draft=draft, author=by, state=OpinionState.DRAFTED,
        bases="\n".join(matter.type.bases), begun_at=now(), version=0,
    )  # fmt: skip


@transaction
async def save(matter: Matter, words: Words, version: int, *, by: Person) -> Opinion:
    """Keep what was written; raises Stale when it was written in another window meanwhile."""
    opinion = await _opened(matter, by)
    if opinion.version != version:
        raise Stale(SAVED_ELSEWHERE)
    opinion.update_from_dict({**asdict(words), "version": version + 1})
    await opinion.save()
    if not await _is_in_one_sitting(matter, by):
        await record(Act.OPINION_SAVED, matter.number, by=by, conclusion=words.conclusion)
    return opinion


@transaction
async def take_in(
    matter: Matter, annotation_id: int, wording: Wording | None, *, by: Person
) -> None:
    """Make a remark an item: as it is, or reworded; raises NotFound for one not at hand."""
    opinion = await _opened(matter, by)
    remark = await _remark(matter, annotation_id)
    said = wording or copied(remark)
    choice = Choice.REWORDED if wording else Choice.TAKEN
    place = await Placement.get_or_none(annotation_id=remark.id, draft_id=opinion.draft_id)
    facts = {**asdict(said), "choice": choice, "reason": "", "position": 0, **where(place)}
    facts["clause"] = said.clause or (place.clause if place else "")
    await Item.update_or_create(facts, opinion_id=opinion.id, annotation_id=remark.id)
    await _decided(matter, opinion, choice, remark.id, by)


@transaction
async def leave_out(matter: Matter, annotation_id: int, reason: str, *, by: Person) -> None:
    """Leave a remark out of the opinion; its author and the checker can read why."""
    opinion = await _opened(matter, by)
    remark = await _remark(matter, annotation_id)
    place = await Placement.get_or_none(annotation_id=remark.id, draft_id=opinion.draft_id)
    facts = {
        **asdict(copied(remark)), "choice": Choice.LEFT_OUT, "reason": reason, "position": 0,
        **where(place), "clause": place.clause if place else "",
    }  # fmt: skip
    await Item.update_or_create(facts, opinion_id=opinion.id, annotation_id=remark.id)
    await _decided(matter, opinion, Choice.LEFT_OUT, remark.id, by)


@transaction
async def add(matter: Matter, wording: Wording, *, by: Person) -> None:
    """Add an item of the office's own that no remark stands behind: a gap in the procedure."""
    opinion = await _opened(matter, by)
    await Item.create(opinion_id=opinion.id, choice=Choice.REWORDED, position=0, **asdict(wording))
    await renumber(opinion)
    await record(Act.ITEM_DECIDED, matter.number, by=by, choice="added")


@transaction
async def reword(matter: Matter, item_id: int, wording: Wording, seen: str, *, by: Person) -> None:
    """Word an item anew; `seen` is its mark as the reader saw it, and Stale if it has another."""
    opinion = await _opened(matter, by)
    item = await _item(opinion, item_id)
    if mark(item) != seen:
        raise Stale(REWORDED_ELSEWHERE)
    facts = asdict(wording)
    facts["clause"] = wording.clause or item.clause
    item.update_from_dict({**facts, "choice": Choice.REWORDED, "reason": ""})
    await item.save()
    await _decided(matter, opinion, Choice.REWORDED, item.annotation_id or 0, by)


@transaction
async def remove(matter: Matter, item_id: int, *, by: Person) -> None:
    """Take an item away; a remark it was made of is undecided again."""
    opinion = await _opened(matter, by)
    item = await _item(opinion, item_id)
    await item.delete()
    await renumber(opinion)
    await record(
        Act.ITEM_DECIDED, matter.number, by=by, choice="removed", remark=item.annotation_id or ""
    )


def copied(remark: Annotation) -> Wording:
    """A remark as an item, before anybody words it anew."""
    return Wording(
        ItemClass.CONTENT, remark.severity, remark.text or ONLY_WORDING, remark.basis,
        proposal=remark.proposal,
    )  # fmt: skip


def where(place: Placement | None) -> dict[str, object]:
    """The fields of an item that say where it stands."""
    names = ("paragraph", "start", "end_paragraph", "end")
    if place is None:
        return {**dict.fromkeys(names), "quote": ""}
    return {**{name: getattr(place, name) for name in names}, "quote": place.quote}


def mark(item: Item) -> str:
    """A short mark that changes whenever the item's words do."""
    said = (
        item.klass, item.severity, item.problem, item.basis, item.suggestion, item.proposal,
        item.clause, item.choice, item.reason,
    )  # fmt: skip
    return hashlib.sha256(repr([one and str(one) for one in said]).encode()).hexdigest()[:16]


async def _opened(matter: Matter, by: Person) -> Opinion:
    """The opinion, begun if need be, on the newest draft; raises Stale once it is handed on."""
    current = await Matter.select_for_update().get(id=matter.id)
    if current.state is not State.UNDER_REVIEW:
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")
    opinion = await opinion_of(matter)
    if opinion is None:
        opinion = await unsaved(matter, by)
        await opinion.save()
    return await _on_newest_draft(matter, opinion)


async def _on_newest_draft(matter: Matter, opinion: Opinion) -> Opinion:
    """Move an opinion to the draft that came meanwhile, its items following their remarks."""
    draft = await latest_draft(matter)
    if opinion.draft_id == draft.id:
        return opinion
    opinion.draft = draft
    await opinion.save()
    for item in await Item.filter(opinion_id=opinion.id):
        place = await Placement.get_or_none(
            annotation_id=item.annotation_id or 0, draft_id=draft.id
        )
        kept = {"quote": place.quote, "clause": place.clause} if place else {}
        await Item.filter(id=item.id).update(**{**where(place), "quote": item.quote, **kept})
    await renumber(opinion)
    return opinion


async def _remark(matter: Matter, annotation_id: int) -> Annotation:
    remark = await Annotation.filter(pool(matter), id=annotation_id).first()
    if remark is None:
        raise NotFound("没有这条批注，或者它还没有提交")
    return remark


async def _item(opinion: Opinion, item_id: int) -> Item:
    item = await Item.get_or_none(id=item_id, opinion_id=opinion.id)
    if item is None:
        raise NotFound("没有这条意见，它可能已被删除")
    return item


async def _decided(
    matter: Matter, opinion: Opinion, choice: Choice, remark: int, by: Person
) -> None:
    await renumber(opinion)
    await record(Act.ITEM_DECIDED, matter.number, by=by, choice=choice.value, remark=remark)


async def _is_in_one_sitting(matter: Matter, by: Person) -> bool:
    last = await Entry.filter(subject=matter.number).order_by("-seq").first()
    if last is None or last.act != Act.OPINION_SAVED or last.by_id != by.id:
        return False
    return now() - last.at < SITTING
