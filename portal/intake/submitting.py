"""Submitting: a matter with its draft, its material and its first deadline, in one act."""

from __future__ import annotations

from portal.bylaws.enacting import bind
from portal.clock import now, today
from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.documents.examining import Examined
from portal.documents.receiving import promise_material, receive_draft, receive_material
from portal.errors import NotFound, Refused
from portal.intake.models import Basket
from portal.intake.submission import Submission, TypedParty
from portal.journal.writing import record
from portal.matters.models import Matter, Party
from portal.matters.numbers import next_number
from portal.matters.parts import join
from portal.matters.party_names import key_of
from portal.matters.progress import advance
from portal.people.models import Organ, Person
from portal.permits import Relation
from portal.workflow import Move, State


@transaction
async def submit(submission: Submission, *, by: Person) -> Matter:
    """Put `submission` before the office of its organ; raises Refused where there is none."""
    matter = await _open(submission, await office_of(submission.organ), by)
    await join(matter, by, Relation.SUBMITTER)
    for party in submission.parties:
        await add_party(party, matter)
    await receive_draft(matter, submission.draft, by=by)
    for slot, examined in submission.materials:
        await receive_material(matter, examined, slot=slot, by=by)
    for one in submission.promises:
        await promise_material(matter, one.slot, one.name, one.day, one.reason, by=by)
    await record(Move.SUBMIT, matter.number, by=by, kind=matter.kind, reached=matter.state.value)
    await open_deadline(matter, Period.INTAKE, by=by)
    return matter


@transaction
async def submit_basket(basket: Basket, submission: Submission, *, by: Person) -> Matter:
    """Submit what is in `basket`; sent a second time it is still the same matter."""
    fresh = await Basket.select_for_update().get_or_none(id=basket.id)
    if fresh is None:
        raise NotFound("这份送审已经删除")
    if fresh.matter_id:
        return await Matter.get(id=fresh.matter_id)
    matter = await submit(submission, by=by)
    await Basket.filter(id=basket.id).update(matter_id=matter.id)
    return matter


@transaction
async def resubmit(
    matter: Matter, draft: Examined | None, materials: list[Examined], note: str, *, by: Person
) -> None:
    """Put a returned matter before the office again, with what was changed; the clock is new."""
    edition = await bind(await matter.office, matter.kind)
    await advance(matter, Move.RESUBMIT, by=by, note=note)
    await Matter.filter(id=matter.id).update(bylaw=edition.digest)
    matter.bylaw = edition.digest
    if draft:
        await receive_draft(matter, draft, by=by)
    for examined in materials:
        await receive_material(matter, examined, by=by)
    await close_deadline(matter, Period.INTAKE, by=by)
    await open_deadline(matter, Period.INTAKE, by=by)


async def office_of(organ: Organ) -> Organ:
    """The legal office that reviews what `organ` submits."""
    office = await Organ.get_or_none(id=organ.office_id) if organ.office_id else None
    if office is None:
        raise Refused(
            "“{organ}”还没有指定负责合法性审查的机构，不能送审；请联系系统管理员在“单位”中设置",
            organ=organ.name,
        )
    return office


async def _open(submission: Submission, office: Organ, by: Person) -> Matter:
    moment, year = now(), today().year
    edition = await bind(office, submission.kind.key)
    return await Matter.create(
        number=f"{year}-{await next_number(f'matter:{year}'):04}",
        title=submission.title, kind=edition.kind.key, bylaw=edition.digest,
        variant=submission.variant,
        state=State.SUBMITTED,
        organ=submission.organ, office=office, submitted_by=by,
        amount=submission.amount, urgent_reason=submission.urgent_reason,
        meeting_day=submission.meeting_day, note=submission.note, contact=submission.contact,
        submitted_at=moment, moved_at=moment,
    )  # fmt: skip


async def add_party(party: TypedParty, matter: Matter) -> None:
    """Write a party of the matter, with the key by which conflicts are found."""
    await Party.create(
        matter=matter, name=party.name, key=key_of(party.name),
        uscc=party.uscc, side=party.side, ours=party.ours,
    )  # fmt: skip
