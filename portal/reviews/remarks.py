"""Remarks on a draft: made, changed, taken back, answered, settled."""

from __future__ import annotations

from dataclasses import dataclass

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.models import Draft
from portal.errors import Refused, Stale, WrongMoment
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person
from portal.reviews.models import (
    Annotation,
    AnnotationReply,
    Origin,
    Placement,
    PlaceState,
)
from portal.reviews.sketches import drop_sketch
from portal.reviews.spots import Spot
from portal.reviews.wording import Said

SUBMITTED = "意见已经提交，不能再修改；如需补充，请在该条下回复"
TAKEN_IN = "这条批注已被汇总到意见书，不能再修改或删除；可以回复，或标记为已解决"
NOT_YOURS = "这是{author}的批注，只有本人可以修改或删除"
NOT_TO_SETTLE = "只有批注人或承办人可以标记是否解决"


@dataclass(frozen=True)
class Source:
    """Where a remark came from; `durable` is its identity in the Word file it came in."""

    origin: Origin = Origin.BROWSER
    durable: str = ""
    signed: str = ""  # the author's name in the file, where it is another than the uploader's


@transaction
async def annotate(
    draft: Draft,
    said: Said,
    spot: Spot,
    *,
    by: Person,
    submitted: bool,
    source: Source | None = None,
) -> Annotation:
    """A remark at `spot`; others see it at once when `submitted`. The author's sketch goes."""
    matter, moment, source = await Matter.get(id=draft.matter_id), now(), source or Source()
    made = await Annotation.create(
        matter=matter, draft=draft, author=by, severity=said.severity, text=said.text,
        basis=said.basis, proposal=said.proposal, origin=source.origin, durable=source.durable,
        submitted=submitted, made_at=moment, changed_at=moment,
    )  # fmt: skip
    place = spot.place
    await Placement.create(
        annotation=made, draft=draft, state=PlaceState.PLACED, paragraph=place.paragraph,
        start=place.start, end_paragraph=place.end_paragraph, end=place.end,
        clause=spot.clause, quote=spot.quote,
    )  # fmt: skip
    if source.origin is Origin.BROWSER:
        await drop_sketch(draft, by=by)
    await _note(Act.ANNOTATED, matter, made, by=by, signed=source.signed)
    return made


@transaction
async def revise(
    annotation: Annotation, said: Said, version: int, *, by: Person, is_reviewer: bool
) -> None:
    """Let the remark say something else; Stale where it is no longer at `version`."""
    await _require_changeable(annotation, by, is_reviewer)
    changed = await Annotation.filter(id=annotation.id, version=version).update(
        severity=said.severity, text=said.text, basis=said.basis, proposal=said.proposal,
        changed_at=now(), version=version + 1,
    )  # fmt: skip
    if not changed:
        raise Stale("这条批注在别处被修改过；下面同时列出两份文字，请核对后再保存")
    await drop_sketch(await annotation.draft, by=by, of=annotation)
    await _note(Act.ANNOTATION_CHANGED, await annotation.matter, annotation, by=by)


@transaction
async def remove(annotation: Annotation, *, by: Person, is_reviewer: bool) -> None:
    """Take a remark back, its thread with it; not once the opinion has taken it in."""
    await _require_changeable(annotation, by, is_reviewer)
    await _note(Act.ANNOTATION_REMOVED, await annotation.matter, annotation, by=by)
    await annotation.delete()


@transaction
async def reply(
    annotation: Annotation, text: str, *, by: Person, durable: str = ""
) -> AnnotationReply:
    """Answer in the thread of a remark that `by` may see."""
    made = await AnnotationReply.create(
        annotation=annotation, author=by, text=text, made_at=now(), durable=durable
    )
    await _note(Act.REPLIED, await annotation.matter, annotation, by=by)
    return made


@transaction
async def resolve(annotation: Annotation, *, by: Person, is_reviewer: bool) -> None:
    """Mark a remark as settled; one that is settled already stays as it is."""
    _require_to_settle(annotation, by, is_reviewer)
    still_open = Annotation.filter(id=annotation.id, resolved_at=None)
    if await still_open.update(resolved_at=now(), resolved_by_id=by.id):
        await _note(Act.ANNOTATION_RESOLVED, await annotation.matter, annotation, by=by)


@transaction
async def reopen(annotation: Annotation, *, by: Person, is_reviewer: bool) -> None:
    """Mark a remark as not settled after all."""
    _require_to_settle(annotation, by, is_reviewer)
    settled = Annotation.filter(id=annotation.id, resolved_at__not_isnull=True)
    if await settled.update(resolved_at=None, resolved_by_id=None):
        await _note(Act.ANNOTATION_REOPENED, await annotation.matter, annotation, by=by)


async def is_taken_in(annotation: Annotation) -> bool:
    """Whether an opinion has an item that was made of this remark."""
    return await Annotation.filter(id=annotation.id, items__id__not_isnull=True).exists()


def may_change(annotation: Annotation, person: Person, *, is_reviewer: bool) -> bool:
    """Whether the author may still change it: advisers until they submit, reviewers always."""
    return annotation.author_id == person.id and (is_reviewer or not annotation.submitted)


async def _require_changeable(annotation: Annotation, by: Person, is_reviewer: bool) -> None:
    if annotation.author_id != by.id:
        raise Refused(NOT_YOURS, author=(await annotation.author).name)
    if not may_change(annotation, by, is_reviewer=is_reviewer):
        raise WrongMoment(SUBMITTED)
    if await is_taken_in(annotation):
        raise WrongMoment(TAKEN_IN)


def _require_to_settle(annotation: Annotation, by: Person, is_reviewer: bool) -> None:
    if not is_reviewer and annotation.author_id != by.id:
        raise Refused(NOT_TO_SETTLE)


async def _note(
    act: Act, matter: Matter, annotation: Annotation, *, by: Person, signed: str = ""
) -> None:
    facts = {"signed": signed} if signed else {}
    await record(act, matter.number, by=by, annotation=annotation.id, **facts)
