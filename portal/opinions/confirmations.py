"""The office looks at the reply item by item: what it accepts, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.acts import Act
from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_all, close_deadline, open_deadline
from portal.errors import Invalid, Refused
from portal.journal.writing import record
from portal.kinds import Effect
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.adopting import Reply, gap_in_confirmation, is_deadlocked
from portal.opinions.contents import printed
from portal.opinions.models import ItemAnswer, Opinion, Settlement
from portal.opinions.queries import answers_of, begun_opinion, items_of, rulings_of
from portal.opinions.replies import effect_of, reply
from portal.people.models import Person
from portal.workflow import Move


@dataclass(frozen=True)
class Verdict:
    """What the office says of one answer; `confirmed` is None while nothing is chosen."""

    confirmed: bool | None
    note: str


@transaction
async def contest(
    matter: Matter, verdicts: Mapping[int, Verdict], whole: str = "", *, by: Person
) -> None:
    """Give the reply back to the department with notes; a new period to answer begins.

    An item on which both sides insist goes to a collective discussion instead.

    With a reason for the `whole` of it, such as a wrong file, no item need be judged. Raises
    Invalid where nothing is contested, or something is contested without a reason.
    """
    opinion = await begun_opinion(matter)
    contested = sum(one.confirmed is False for one in verdicts.values())
    told: list[Reply] = []
    if not whole and not contested:
        raise Invalid(
            {"": "退回反馈的，请至少对一条意见选择“退回”并写明理由，或者写明整体退回的理由"}
        )
    if not whole:
        told = await write(matter, opinion, verdicts, by=by)
    await Opinion.filter(id=opinion.id).update(returned=whole)
    await close_deadline(matter, Period.CONFIRMATION, by=by)
    if any(is_deadlocked(one, matter.type.rounds) for one in told):
        await advance(matter, Move.DEADLOCK, by=by, items=contested)
        await open_deadline(matter, Period.DISCUSSION, by=by)
        return
    await advance(matter, Move.CONTEST, by=by, items=contested, note=whole)
    await open_deadline(matter, Period.FEEDBACK, by=by)


@transaction
async def close(matter: Matter, *, by: Person) -> None:
    """End a matter whose opinion does not let it go on; raises Refused for any other."""
    opinion = await begun_opinion(matter)
    if effect_of(matter, opinion) is not Effect.BLOCK:
        raise Refused("审查结论允许修改后继续办理，本件不能终止")
    await advance(matter, Move.CLOSE, by=by, conclusion=opinion.conclusion)
    await close_all(matter, by=by)


async def write(
    matter: Matter, opinion: Opinion, verdicts: Mapping[int, Verdict], *, by: Person
) -> list[Reply]:
    """Write the verdicts to the newest answers and return them; call it inside the act.

    Raises Invalid with what is missing, by the id of its field.
    """
    answers, rulings = await answers_of(opinion), await rulings_of(opinion)
    missing, replies = {}, []
    for item in printed(await items_of(opinion)):
        verdict = verdicts.get(item.id, Verdict(None, ""))
        told = reply(item, answers.get(item.id), rulings.get(item.id))
        if told.ruling is Settlement.YIELDED:
            verdict = Verdict(True, rulings[item.id].conclusion[:500])
        told = replace(told, confirmed=verdict.confirmed, note=verdict.note)
        replies.append(told)
        if gap := gap_in_confirmation(told):
            missing[f"a{item.id}-{gap.field}"] = gap.text
        elif answers.get(item.id):
            await _write_one(matter, item.position, answers[item.id][-1], verdict, by)
    if missing:
        raise Invalid(missing)
    return replies


async def _write_one(
    matter: Matter, position: int, answer: ItemAnswer, verdict: Verdict, by: Person
) -> None:
    confirmed = bool(verdict.confirmed)
    await ItemAnswer.filter(id=answer.id).update(confirmed=confirmed, confirm_note=verdict.note)
    await record(
        Act.ITEM_CONFIRMED, matter.number, by=by, item=position,
        confirmed="yes" if confirmed else "no",
    )  # fmt: skip
