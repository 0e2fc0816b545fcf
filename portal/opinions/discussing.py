"""A collective discussion settles what both sides insist on; its conclusion stands on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now, today
from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.errors import Invalid
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.adopting import is_contested, is_deadlocked
from portal.opinions.contents import printed
from portal.opinions.models import Discussion, Item, ItemAnswer, Opinion, Ruling, Settlement
from portal.opinions.queries import answers_of, begun_opinion, items_of
from portal.opinions.replies import replies_to
from portal.people.models import Person
from portal.workflow import Move


@dataclass(frozen=True)
class Finding:
    """What was concluded of one item; `settlement` is None while nothing is chosen."""

    settlement: Settlement | None
    conclusion: str


@dataclass(frozen=True)
class Minutes:
    """When it was discussed, by whom, and what was concluded, by item."""

    day: date | None
    participants: str
    findings: Mapping[int, Finding]


async def on_the_table(matter: Matter, opinion: Opinion) -> list[Item]:
    """The items that wait for a discussion, in the order of the letter."""
    replies, rounds = await replies_to(opinion), matter.type.rounds
    items = printed(await items_of(opinion))
    return [item for item in items if is_deadlocked(replies[item.id], rounds)]


@transaction
async def settle(matter: Matter, minutes: Minutes, *, by: Person) -> Discussion:
    """Write down what the discussion concluded of every item on its table.

    An item that is held goes back to the department, which has to adopt it; one that is yielded
    is closed. Raises Invalid with what is missing, by the id of its field.
    """
    opinion = await begun_opinion(matter)
    items = await on_the_table(matter, opinion)
    if missing := dict(gaps(minutes, [item.id for item in items], today())):
        raise Invalid(missing)
    discussion = await Discussion.create(
        opinion=opinion, day=minutes.day, participants=minutes.participants, recorded_by=by,
        at=now(),
    )  # fmt: skip
    for item in items:
        await _rule(matter, discussion, item, minutes.findings[item.id], by)
    await _lead_on(matter, opinion, by)
    return discussion


def gaps(minutes: Minutes, items: Sequence[int], today: date) -> Iterator[tuple[str, str]]:
    """What the minutes still lack: the field, and the text that says so."""
    if minutes.day is None or minutes.day > today:
        yield "day", "请填写集体讨论的日期，不能晚于今天"
    if not minutes.participants:
        yield "participants", "请写明参加讨论的人员"
    for item in items:
        found = minutes.findings.get(item, Finding(None, ""))
        if found.settlement is None:
            yield f"a{item}-settlement", "请选择集体讨论的结论"
        if not found.conclusion:
            yield f"a{item}-conclusion", "请写明结论的理由"


async def _rule(
    matter: Matter, discussion: Discussion, item: Item, found: Finding, by: Person
) -> None:
    assert found.settlement is not None, "gaps tells"  # noqa: S101
    await Ruling.create(
        discussion=discussion, item=item, settlement=found.settlement,
        conclusion=found.conclusion,
    )  # fmt: skip
    if found.settlement is Settlement.YIELDED:
        last = (await answers_of(await begun_opinion(matter)))[item.id][-1]
        await ItemAnswer.filter(id=last.id).update(
            confirmed=True, confirm_note=found.conclusion[:500]
        )
    await record(
        Act.ITEM_SETTLED, matter.number, by=by, item=item.position,
        settlement=found.settlement.value,
    )  # fmt: skip


async def _lead_on(matter: Matter, opinion: Opinion, by: Person) -> None:
    """Back to the department where it has something to mend, else to the reviewer."""
    await close_deadline(matter, Period.DISCUSSION, by=by)
    if any(is_contested(one) for one in (await replies_to(opinion)).values()):
        await advance(matter, Move.HOLD, by=by)
        await open_deadline(matter, Period.FEEDBACK, by=by)
    else:
        await advance(matter, Move.YIELD, by=by)
        await open_deadline(matter, Period.CONFIRMATION, by=by)
