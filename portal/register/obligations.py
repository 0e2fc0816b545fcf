"""What follows from a decision: filing, publication, evaluation, and dates of performance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.deadlines.almanacs import renew
from portal.deadlines.reckoning import ahead_of, due_after
from portal.documents.examining import Examined
from portal.documents.receiving import know
from portal.errors import NotFound, Stale
from portal.journal.writing import record
from portal.kinds import Sequel, Start
from portal.matters.models import Matter
from portal.people.models import Person
from portal.register.models import Decision, Obligation

STALE = "这件后续事项刚被别人办理过，请刷新后查看"


@dataclass(frozen=True)
class Proof:
    """That an obligation was met: on which day, by what number or where, and a file."""

    done_on: date
    evidence: str
    file: Examined | None = None


async def derive(matter: Matter, decision: Decision) -> None:
    """Let the obligations of the matter's type begin; those not settled follow the days."""
    held = {one.key: one for one in await Obligation.filter(matter_id=matter.id).exclude(key="")}
    for rule in matter.type.sequels:
        found = held.get(rule.key) or _begun(matter, rule)
        if found.open:
            found.opened, found.due = await _days(rule, _start(rule, decision))
            await found.save()


def _begun(matter: Matter, rule: Sequel) -> Obligation:
    return Obligation(
        matter=matter, organ_id=matter.organ_id, key=rule.key, name=rule.name, todo=rule.todo,
        source=rule.source.text, required=rule.required, count=rule.length.count,
        unit=rule.length.unit, ahead=rule.ahead,
    )  # fmt: skip


def _start(rule: Sequel, decision: Decision) -> date | None:
    return {
        Start.DECIDED: decision.decided_on,
        Start.PUBLISHED: decision.published_on,
        Start.EXPIRES: decision.expires_on,
    }[rule.start]


async def _days(rule: Sequel, start: date | None) -> tuple[date | None, date | None]:
    """From which day it may be done, and the last day; None while their start is not known."""
    if start is None:
        return None, None
    if rule.ahead:
        return ahead_of(start, rule.length), start
    found = due_after(start, rule.length, (), await renew())
    return start, found.day if found else None


@transaction
async def add(matter: Matter, name: str, due: date, *, by: Person) -> Obligation:
    """Something that the contract or the decision itself asks for by a certain day."""
    made = await Obligation.create(matter=matter, organ_id=matter.organ_id, name=name, due=due)
    await record(Act.OBLIGATION_ADDED, matter.number, by=by, due=due, obligation=made.id)
    return made


@transaction
async def fulfil(one: Obligation, proof: Proof, *, by: Person) -> None:
    """Note that it was done; raises Stale where somebody else settled it before."""
    file = proof.file
    if file:
        await know(file)
    await _settle(
        one, by, done_on=proof.done_on, evidence=proof.evidence,
        file=file.original if file else "", file_name=file.name if file else "",
    )  # fmt: skip
    await record(
        Act.OBLIGATION_DONE, one.matter.number, by=by,
        done_on=proof.done_on, obligation=one.id, **({"sha256": file.original} if file else {}),
    )  # fmt: skip
    await _begin_others(one, proof)


async def _begin_others(one: Obligation, proof: Proof) -> None:
    """What is counted from the day on which this was done begins, where it was not known before."""
    rule = next((rule for rule in one.matter.type.sequels if rule.key == one.key), None)
    if rule is None or rule.gives is not Start.PUBLISHED:
        return
    waiting = Decision.filter(matter_id=one.matter_id, published_on=None)
    if await waiting.update(published_on=proof.done_on, published_in=proof.evidence[:200]):
        await derive(one.matter, await Decision.get(matter_id=one.matter_id))


@transaction
async def waive(one: Obligation, reason: str, *, by: Person) -> None:
    """Note why it does not apply; raises Stale where somebody else settled it before."""
    await _settle(one, by, evidence=reason)
    await record(Act.OBLIGATION_WAIVED, one.matter.number, by=by, obligation=one.id, reason=reason)


async def _settle(one: Obligation, by: Person, **columns: object) -> None:
    still = Obligation.filter(id=one.id, open=True)
    if not await still.update(open=False, settled_by_id=by.id, settled_at=now(), **columns):
        raise Stale(STALE)


async def obligation_of(matter: Matter, number: int) -> Obligation:
    """The obligation of this matter; raises NotFound."""
    found = await Obligation.get_or_none(id=number, matter_id=matter.id).select_related("matter")
    if found is None:
        raise NotFound("没有这件后续事项")
    return found
