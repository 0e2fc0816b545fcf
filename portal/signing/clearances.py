"""Clearing a text: the word that it may go on, bound to the hash of just this text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.acts import Act
from portal.clock import now, today
from portal.database import transaction
from portal.deadlines.opening import close_all
from portal.documents.models import Draft
from portal.errors import Invalid
from portal.intake.registration_package import Entry, package_of
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.adopting import clearing_fault
from portal.opinions.confirmations import Verdict, write
from portal.opinions.queries import begun_opinion, latest_draft
from portal.opinions.replies import effect_of
from portal.people.models import Person
from portal.signing.models import Clearance
from portal.web.codes import new_code
from portal.workflow import Move


@transaction
async def clear(
    matter: Matter, verdicts: Mapping[int, Verdict], *,
    unasked: int = 0, without: str = "", by: Person,
) -> Clearance:  # fmt: skip
    """Accept the reply and clear the newest text, so many changes in it that nobody asked for.

    `without` says why it goes on without material that was promised. Raises Invalid where an item
    is not settled or was given back, where the opinion lets nothing go on, and where material is
    owed for which no reason is given, or none can be.
    """
    opinion = await begun_opinion(matter)
    replies = await write(matter, opinion, verdicts, by=by)
    if fault := clearing_fault(effect_of(matter, opinion), replies):
        raise Invalid({"": fault})
    owed = (await package_of(matter, today())).owed
    if what := owing_fault(owed, without):
        raise Invalid({"without": what}, names="、".join(one.slot.name for one in owed))
    draft = await latest_draft(matter)
    clearance = await Clearance.create(
        matter=matter, draft=draft, text_hash=draft.text_hash, code=new_code(), given_by=by,
        at=now(),
    )  # fmt: skip
    await record(
        Act.CLEARANCE_GIVEN, matter.number, by=by,
        code=clearance.code, draft=draft.version, text=draft.text_hash, unasked=unasked or "",
        reason=without if owed else "",
    )  # fmt: skip
    await advance(matter, Move.CLEAR, by=by, code=clearance.code)
    await close_all(matter, by=by)
    return clearance


def owing_fault(owed: Sequence[Entry], reason: str) -> str:
    """Why what is still owed keeps the text from being cleared; "" where nothing does."""
    if any(one.slot.before_clearance for one in owed):
        return "按办理规则须补齐后才能通过：{names}"
    return "还没有补交：{names}。先行通过的，请写明理由" if owed and not reason else ""


@transaction
async def void(clearance: Clearance, reason: str, *, by: Person) -> None:
    """Take a clearance back; what it said stays readable, with the reason."""
    live = Clearance.filter(id=clearance.id, voided_at=None)
    if await live.update(voided_at=now(), void_reason=reason):
        await clearance.fetch_related("matter")
        await record(
            Act.CLEARANCE_VOIDED, clearance.matter.number, by=by,
            code=clearance.code, reason=reason,
        )  # fmt: skip


async def is_valid(clearance: Clearance) -> bool:
    """Whether it still holds: it was not voided, and no draft with other words came after it."""
    if clearance.voided_at is not None:
        return False
    later = Draft.filter(matter_id=clearance.matter_id, id__gt=clearance.draft_id)
    return not await later.exclude(text_hash=clearance.text_hash).exists()
