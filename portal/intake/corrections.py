"""Correcting what was registered wrongly: each value as it was and as it is, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.acts import Act
from portal.bylaws.enacting import bind
from portal.database import transaction
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import lengthen
from portal.errors import Stale, WrongMoment
from portal.intake.submission import TypedParty
from portal.intake.submitting import add_party
from portal.journal.writing import record
from portal.matters.models import Matter, Party
from portal.names import Named
from portal.people.models import Person

FOLLOW_THE_TYPE = (Period.INTAKE, Period.REVIEW)


class Corrigible(Named):
    """What of a registration can be corrected."""

    TITLE = "title", "事项名称"
    KIND = "kind", "事项类型"
    VARIANT = "variant", "类别"
    AMOUNT = "amount", "金额（元）"
    MEETING_DAY = "meeting_day", "拟上会日期"
    PARTIES = "parties", "当事人"


@dataclass(frozen=True)
class Facts:
    """A registration as it should read."""

    title: str
    kind: str
    variant: str
    amount: Decimal | None
    meeting_day: date | None
    parties: tuple[TypedParty, ...]


@dataclass(frozen=True)
class Changed:
    """One value, as the journal keeps it."""

    what: Corrigible
    before: str
    after: str


async def facts_of(matter: Matter) -> Facts:
    """The registration of `matter` as it reads now."""
    parties = await Party.filter(matter_id=matter.id).order_by("id")
    return Facts(
        matter.title, matter.kind, matter.variant, matter.amount, matter.meeting_day,
        tuple(TypedParty(one.name, one.side, one.uscc, one.ours) for one in parties),
    )  # fmt: skip


def is_routed(matter: Matter) -> bool:
    """Whether people were chosen for it: by its type, and free of conflicts with its parties."""
    return bool(matter.step)


@transaction
async def correct(matter: Matter, said: Facts, reason: str, *, by: Person) -> list[Changed]:
    """Let the registration read as `said`; what changed is returned and kept in the journal.

    A new type brings its own rules: the clocks that run are reckoned anew from the day on which
    they began. Raises WrongMoment where people were chosen by the type or the parties that
    would change, Stale where the matter moved meanwhile.
    """
    before = await facts_of(matter)
    changed = list(_changes(before, said))
    if is_routed(matter) and (said.kind != before.kind or said.parties != before.parties):
        raise WrongMoment("已经分办，不能再更正类型和当事人；请退回送审单位重新送审")
    await _write(matter, said)
    for one in changed:
        await record(
            Act.REGISTRATION_CORRECTED, matter.number, by=by, what=one.what.value,
            was=one.before, now=one.after, reason=reason,
        )  # fmt: skip
    if said.kind != before.kind:
        await _go_by(matter, said.kind, by)
    if said.parties != before.parties:
        await Party.filter(matter_id=matter.id).delete()
        for party in said.parties:
            await add_party(party, matter)
    return changed


def _changes(before: Facts, after: Facts) -> Iterator[Changed]:
    for what in Corrigible:
        old, new = getattr(before, what.value), getattr(after, what.value)
        if old != new:
            yield Changed(what, _in_words(old), _in_words(new))


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(" ".join(filter(None, (p.side, p.name, p.uscc))) for p in value)
    return "" if value is None else str(value)


async def _write(matter: Matter, said: Facts) -> None:
    here = Matter.filter(id=matter.id, state=matter.state, step=matter.step)
    columns = {
        "title": said.title, "variant": said.variant, "amount": said.amount,
        "meeting_day": said.meeting_day,
    }  # fmt: skip
    if not await here.update(**columns):
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")


async def _go_by(matter: Matter, kind: str, by: Person) -> None:
    """Let the matter go by the rules of another type, as they are in force now."""
    edition = await bind(await matter.office, kind)
    await Matter.filter(id=matter.id).update(kind=kind, bylaw=edition.digest)
    matter.kind, matter.bylaw = kind, edition.digest
    for deadline in await _running(matter):
        await lengthen(matter, deadline, matter.type.clocks[deadline.period.value], by=by)


async def _running(matter: Matter) -> Sequence[Deadline]:
    return await Deadline.filter(matter_id=matter.id, closed=None, period__in=FOLLOW_THE_TYPE)
