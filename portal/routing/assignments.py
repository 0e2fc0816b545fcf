"""Giving a matter to its reviewer, and asking advisers and government lawyers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, NotFound, Refused, Stale
from portal.i18n import translate
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join, leave
from portal.matters.progress import advance
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.candidates import Candidate
from portal.routing.draws import Contest, written
from portal.routing.histories import WORKING
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.panel import contested
from portal.workflow import Move, State, Task

RELATION = {
    Duty.REVIEWER: Relation.REVIEWER,
    Duty.LAWYER: Relation.LAWYER,
    Duty.ADVISER: Relation.ADVISER,
}


@dataclass(frozen=True)
class Invitation:
    """Whom to ask for what, by when, and why against a warning."""

    duty: Duty
    person_id: int
    question: str = ""
    due: date | None = None
    override: str = ""


@dataclass(frozen=True)
class Plan:
    """One decision of the dispatcher: the reviewer, and who else is asked."""

    reviewer_id: int
    override: str = ""
    invitations: Sequence[Invitation] = field(default_factory=tuple)
    without_adviser: str = ""  # why nobody is asked although the type demands it
    note: str = ""  # what the journal says besides


@transaction
async def route(matter: Matter, plan: Plan, *, by: Person) -> None:
    """Assign the reviewer and send the invitations, all or nothing."""
    await _hold(matter)
    if not plan.invitations and not plan.without_adviser and await lacks_adviser(matter):
        raise Invalid(
            {"without_adviser": "本类事项必须听取法律顾问或公职律师意见：请委派，或者写明理由"}
        )
    await assign(matter, plan.reviewer_id, override=plan.override, note=plan.note, by=by)
    if plan.without_adviser and not plan.invitations:
        await record(Act.ADVISER_SPARED, matter.number, by=by, reason=plan.without_adviser)
    await invite(matter, plan.invitations, by=by)


@transaction
async def assign(
    matter: Matter, person_id: int, *, override: str = "", note: str = "", by: Person
) -> Assignment:
    """Make this person the reviewer; an earlier reviewer's part ends."""
    await _hold(matter)
    chosen, among = await _chosen(matter, Duty.REVIEWER, person_id, override)
    await end_review(matter, "重新分办", by=by)
    made = await _write(matter, Invitation(Duty.REVIEWER, person_id, override=override), chosen, by)
    await join(matter, made.person, Relation.REVIEWER)
    await record(
        Act.REVIEWER_ASSIGNED, matter.number, by=by,
        person=chosen.person.name, whom=chosen.person.id, override=override, note=note,
        **_kept(among),
    )  # fmt: skip
    if matter.state is State.REGISTERED:
        await advance(matter, Move.ASSIGN, by=by, person=chosen.person.name)
    return made


@transaction
async def invite(matter: Matter, invitations: Sequence[Invitation], *, by: Person) -> None:
    """Send these invitations, all or none."""
    for invitation in invitations:
        await offer(matter, invitation, by=by)


@transaction
async def offer(matter: Matter, invitation: Invitation, *, by: Person) -> Assignment:
    """Ask somebody from outside the review; he sees the summary only until he accepts."""
    await _hold(matter)
    _require_asked_for(matter, invitation.duty)
    chosen, among = await _chosen(
        matter, invitation.duty, invitation.person_id, invitation.override
    )
    made = await _write(matter, invitation, chosen, by)
    await join(matter, made.person, Relation.INVITED)
    await record(
        Act.ADVISER_OFFERED, matter.number, by=by,
        person=chosen.person.name, whom=chosen.person.id,
        duty=invitation.duty.value, due=invitation.due or "", override=invitation.override,
        **_kept(among),
    )  # fmt: skip
    return made


@transaction
async def withdraw(matter: Matter, assignment_id: int, reason: str, *, by: Person) -> None:
    """Take back an offer or end an engagement; the person sees no more of the matter."""
    await _hold(matter)
    found = await Assignment.get_or_none(
        id=assignment_id, matter_id=matter.id, answer__in=WORKING
    ).select_related("person")
    if found is None or found.duty is Duty.REVIEWER:
        raise NotFound("没有这项委派，或者它已经结束")
    await _end(matter, found, reason)
    await record(
        Act.ENGAGEMENT_WITHDRAWN, matter.number, by=by,
        person=found.person.name, whom=found.person_id, reason=reason,
    )  # fmt: skip


async def lacks_adviser(matter: Matter) -> bool:
    """Whether the type demands an adviser's or government lawyer's opinion and nobody is asked."""
    asked = Assignment.filter(
        matter_id=matter.id, duty__not=Duty.REVIEWER, answer__in=[*WORKING, Answer.COMPLETED]
    )
    return matter.type.needs_adviser and not await asked.exists()


def _require_asked_for(matter: Matter, duty: Duty) -> None:
    """Raise Refused where the step is one for others, government lawyers say."""
    step = matter.type.step(matter.step)
    if step and step.task is Task.ADVISE and RELATION[duty] not in step.who:
        raise Refused(
            "“{step}”由{who}办理，不能委派{duty}", step=step.name, who=step.who, duty=duty.zh
        )


async def _hold(matter: Matter) -> None:
    """Let nobody else route the same matter until this stands; raises Stale when it moved on."""
    fresh = await Matter.select_for_update().get(id=matter.id)
    if fresh.state is not matter.state:
        raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")


def _kept(among: Contest) -> dict[str, str]:
    """All that is needed to draw the choice again, for the journal."""
    return {"choice": written(among), "suggested": str(among.entrants[0].id)}


async def _chosen(
    matter: Matter, duty: Duty, person_id: int, override: str
) -> tuple[Candidate, Contest]:
    """The candidate, who may be chosen, and among whom; raises Refused with the reason why not."""
    among, found = await contested(matter, duty, person_id)
    if found is None:
        raise NotFound("此人没有被聘任或指定为{duty}", duty=duty.zh)
    against = "；".join(translate(reason.text, **reason.facts) for _, reason in found.bars)
    if found.is_forbidden:
        raise Refused("不能选择{name}：{against}", name=found.person.name, against=against)
    if found.bars and not override:
        raise Invalid(
            {"override": "{name}：{against}。仍要选择的，请写明理由"},
            name=found.person.name, against=against,
        )  # fmt: skip
    return found, among


async def _write(
    matter: Matter, invitation: Invitation, chosen: Candidate, by: Person
) -> Assignment:
    at_once = invitation.duty is Duty.REVIEWER
    made = await Assignment.create(
        matter=matter,
        person=await Person.get(id=chosen.person.id),
        duty=invitation.duty,
        answer=Answer.ACCEPTED if at_once else Answer.OFFERED,
        asked_by=by,
        asked_at=now(),
        step=matter.step,
        answered_at=now() if at_once else None,
        due=invitation.due,
        question=invitation.question,
        why=[reason.zh for reason in chosen.reasons],
        override=invitation.override if chosen.bars else "",
    )
    return made


@transaction
async def end_review(matter: Matter, reason: str, *, by: Person) -> None:
    """End the part of the reviewer so far, if there is one."""
    held = Assignment.filter(matter_id=matter.id, duty=Duty.REVIEWER, answer=Answer.ACCEPTED)
    for found in await held.select_related("person"):
        await _end(matter, found, reason)
        await record(
            Act.ASSIGNMENT_ENDED, matter.number, by=by,
            person=found.person.name, whom=found.person_id,
        )  # fmt: skip
    parts = matter.parts.filter(relation=Relation.REVIEWER, until=None)
    await parts.update(until=now())


async def _end(matter: Matter, found: Assignment, reason: str) -> None:
    await leave(matter, found.person_id, Relation.INVITED)
    await leave(matter, found.person_id, RELATION[found.duty])
    found.answer, found.reason, found.answered_at = Answer.WITHDRAWN, reason, now()
    await found.save(update_fields=["answer", "reason", "answered_at"])
