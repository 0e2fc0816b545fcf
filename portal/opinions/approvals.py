"""A second and a third person's word on an opinion, bound to the content that they saw."""

from __future__ import annotations

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.errors import Invalid, Refused, Stale
from portal.journal.writing import record
from portal.matters.models import Matter, Part
from portal.matters.parts import join
from portal.matters.progress import advance
from portal.opinions.models import Approval, ApprovalStep, Opinion, OpinionState
from portal.opinions.queries import begun_opinion, content_of
from portal.people.models import Person
from portal.permits import OUTSIDE, Permit, Refusal, Relation
from portal.workflow import Move, State, Task


@transaction
async def pass_check(matter: Matter, seen: str, note: str, *, by: Person) -> None:
    """Let the opinion go on to the next step; `seen` is the hash of the content that was read.

    Raises Stale where the content is another one, Refused to one who reviewed it himself, Invalid
    where a discussion has no minutes.
    """
    word = word_of(matter)
    if word is ApprovalStep.DISCUSS and not note:
        raise Invalid({"note": "请写明集体讨论的时间、参加人员和讨论意见"})
    opinion = await begun_opinion(matter)
    await check_uninvolved(matter, opinion, Permit.CHECK, by)
    await check_unchanged(matter, opinion, seen)
    await approve(opinion, word, note, by=by)
    await join(matter, by, Relation.CHECKER)
    await record(Act.OPINION_APPROVED, matter.number, by=by, step=word.value, content=seen)
    await advance(matter, Move.CHECK, by=by, content=seen, note=note)
    if matter.state is State.SIGNING:
        await Opinion.filter(id=opinion.id).update(state=OpinionState.APPROVED)


def word_of(matter: Matter) -> ApprovalStep:
    """What a word on the opinion is at the step where the matter stands."""
    step = matter.type.step(matter.step)
    discussed = step is not None and step.task is Task.DISCUSS
    return ApprovalStep.DISCUSS if discussed else ApprovalStep.CHECK


@transaction
async def send_back(matter: Matter, note: str, *, by: Person) -> None:
    """The checker gives the opinion back to the reviewer with what is to be mended."""
    await _return(matter, word_of(matter), Move.SEND_BACK, note, by)


@transaction
async def decline(matter: Matter, note: str, *, by: Person) -> None:
    """The signer gives the opinion back to the reviewer; it will be checked anew."""
    await _return(matter, ApprovalStep.SIGN, Move.DECLINE_SIGNATURE, note, by)


async def approve(
    opinion: Opinion, step: ApprovalStep, note: str, *, by: Person, passed: bool = True
) -> None:
    """Write down the word of `by`; call it inside the act's transaction."""
    await Approval.create(
        opinion=opinion, step=step, person=by, passed=passed, note=note,
        content_hash=opinion.content_hash, at=now(),
    )  # fmt: skip


async def check_unchanged(matter: Matter, opinion: Opinion, seen: str) -> None:
    """Raise Stale unless the content is the one that was submitted, and the one that was read."""
    if not seen == opinion.content_hash == (await content_of(matter, opinion)).digest:
        raise Stale("意见书的内容与您看到的不一致，请刷新后重新核对")


async def check_uninvolved(matter: Matter, opinion: Opinion, permit: Permit, by: Person) -> None:
    """Raise Refused for one who wrote the opinion, or ever reviewed or advised on the matter."""
    parts = Part.filter(
        matter_id=matter.id, person_id=by.id, relation__in=[Relation.REVIEWER, *OUTSIDE]
    )
    if opinion.author_id == by.id or await parts.exists():
        raise Refused(Refusal.SAME_PERSON.zh, permit=permit.zh)


async def _return(matter: Matter, step: ApprovalStep, move: Move, note: str, by: Person) -> None:
    if not note:
        raise Invalid({"note": "请写明需要修改的内容"})
    opinion = await begun_opinion(matter)
    await approve(opinion, step, note, by=by, passed=False)
    await Opinion.filter(id=opinion.id).update(state=OpinionState.DRAFTED)
    await advance(matter, move, by=by, note=note)
