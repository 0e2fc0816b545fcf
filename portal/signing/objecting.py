"""A department objects to an opinion; the office upholds what it said, or reviews anew.

The department has some working days from the day of issue (clock `objection` of its type), the
office some to answer (clock `rehearing`). One opinion is objected to once; where both sides still
insist afterwards, the items go to a collective discussion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import day_of, now, today
from portal.database import transaction
from portal.deadlines.almanacs import renew
from portal.deadlines.models import Period
from portal.deadlines.opening import close_deadline, open_deadline
from portal.deadlines.reckoning import due_after
from portal.errors import Invalid, Refused, WrongMoment
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.contents import printed
from portal.opinions.queries import items_of
from portal.opinions.succeeding import succeed
from portal.people.models import Person
from portal.signing.models import Finding, IssuedOpinion, OpinionObjection
from portal.signing.queries import issued_of
from portal.workflow import Move, State


@dataclass(frozen=True)
class Chance:
    """Whether an opinion may still be objected to, and until which day."""

    last: date
    days: int  # working days from the day of issue, or whatever the clock counts in
    was_used: bool

    @property
    def is_open(self) -> bool:
        return not self.was_used and today() <= self.last


async def chance_of(matter: Matter, issued: IssuedOpinion) -> Chance:
    """Until when the department may object to `issued`; the day of issue does not count."""
    clock = matter.type.clocks["objection"]
    due = due_after(day_of(issued.at), clock.length, (), await renew())
    assert due is not None, "nothing pauses it"  # noqa: S101
    return Chance(due.day, clock.days, await OpinionObjection.filter(issued_id=issued.id).exists())


async def objections_of(matter: Matter) -> list[OpinionObjection]:
    """All objections to opinions on the matter, the newest first."""
    found = OpinionObjection.filter(issued__opinion__matter_id=matter.id).order_by("-id")
    return await found.select_related("issued", "raised_by", "answered_by")


@transaction
async def object_to(
    matter: Matter, grounds: str, items: Sequence[int], *, by: Person
) -> OpinionObjection:
    """Object to the matter's opinion, to `items` (numbers in the letter) or to the whole of it.

    Raises Invalid without grounds, WrongMoment once the days are over, Refused the second time.
    The time to reply begins anew when the office has answered.
    """
    issued = await issued_of(matter)
    chance = await chance_of(matter, issued)
    if chance.was_used:
        raise Refused("对同一份意见书只能提出一次异议；仍不同意的，请在反馈时逐条写明理由")
    if today() > chance.last:
        raise WrongMoment(
            "异议应当在{day}前提出，现已超过；请在反馈时逐条写明理由，或者请审查机构负责人重新审查",
            day=chance.last.isoformat(),
        )
    known = {item.position for item in printed(await items_of(issued.opinion))}
    if not grounds:
        raise Invalid({"grounds": "请写明异议的理由和依据"})
    objection = await OpinionObjection.create(
        issued=issued, grounds=grounds, items=sorted(known & set(items)), raised_by=by,
        raised_at=now(),
    )  # fmt: skip
    await record(Act.OBJECTION_RAISED, matter.number, by=by, number=issued.number, reason=grounds)
    await close_deadline(matter, Period.FEEDBACK, by=by)
    await advance(matter, Move.OBJECT, by=by, number=issued.number)
    await open_deadline(matter, Period.REHEARING, by=by)
    return objection


@transaction
async def rehear(matter: Matter, finding: Finding | None, answer: str, *, by: Person) -> None:
    """Answer the objection: what was said stands, or the matter is reviewed anew.

    Then a new opinion is written, which takes the place of the older one under its own number.
    Raises Invalid where the finding or its reasons are missing.
    """
    if finding is None:
        raise Invalid({"finding": "请选择复审结论"})
    if not answer:
        raise Invalid({"answer": "请写明复审的理由"})
    issued = await issued_of(matter)
    waiting = OpinionObjection.filter(issued_id=issued.id, answered_at=None)
    await waiting.update(finding=finding, answer=answer, answered_by_id=by.id, answered_at=now())
    await record(
        Act.OBJECTION_ANSWERED, matter.number, by=by, number=issued.number,
        finding=finding.value, reason=answer,
    )  # fmt: skip
    await close_deadline(matter, Period.REHEARING, by=by)
    if finding is Finding.UPHELD:
        await advance(matter, Move.UPHOLD, by=by)
        await open_deadline(matter, Period.FEEDBACK, by=by)
    else:
        await advance(matter, Move.RECONSIDER, by=by)
        await review_anew(matter, issued, by=by)


async def review_anew(matter: Matter, issued: IssuedOpinion, *, by: Person) -> None:
    """Begin the opinion that will replace `issued`, and its time; call it inside the act."""
    assert matter.state is State.UNDER_REVIEW, "a move led there"  # noqa: S101
    await succeed(matter, issued.opinion, issued.number)
    await open_deadline(matter, Period.REVIEW, by=by)
