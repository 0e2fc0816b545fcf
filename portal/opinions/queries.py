"""Reading the opinion of a matter, and who advised on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from portal.documents.models import Draft
from portal.errors import NotFound
from portal.matters.models import Matter
from portal.opinions.contents import Content, content
from portal.opinions.models import (
    Approval,
    ApprovalStep,
    Item,
    ItemAnswer,
    Opinion,
    OpinionState,
    Ruling,
)
from portal.reviews import queries
from portal.reviews.advice import ADVISING
from portal.reviews.models import Advice
from portal.routing.models import Answer, Assignment

EXPECTED = (Answer.OFFERED, Answer.ACCEPTED)


async def latest_draft(matter: Matter) -> Draft:
    """The newest draft of the matter; raises NotFound where none came yet."""
    found = await queries.latest_draft(matter)
    if found is None:
        raise NotFound("还没有送审稿")
    return found


async def opinion_of(matter: Matter) -> Opinion | None:
    """The matter's opinion with its draft and author; None before anybody began it."""
    found = Opinion.filter(matter_id=matter.id).order_by("-id")
    return await found.select_related("draft", "author").first()


async def issued_one(matter: Matter) -> Opinion | None:
    """The newest opinion that was issued; None before one was. Another may be in the making."""
    found = Opinion.filter(matter_id=matter.id, state=OpinionState.ISSUED).order_by("-id")
    return await found.select_related("draft", "author").first()


async def begun_opinion(matter: Matter) -> Opinion:
    """The matter's opinion; raises NotFound before anybody began it."""
    found = await opinion_of(matter)
    if found is None:
        raise NotFound("意见书尚未起草")
    return found


async def items_of(opinion: Opinion) -> list[Item]:
    """All its items, those left out included, in the order of the letter."""
    return await Item.filter(opinion_id=opinion.id).order_by("position", "id")


async def content_of(matter: Matter, opinion: Opinion) -> Content:
    """What the opinion says now, as it is approved and printed."""
    return content(matter, opinion.draft, opinion, await items_of(opinion))


async def approvals_of(opinion: Opinion) -> list[Approval]:
    """Every word of checkers and signers on the opinion, the oldest first."""
    return (
        await Approval.filter(opinion_id=opinion.id).order_by("at", "id").select_related("person")
    )


async def check_of(opinion: Opinion) -> Approval | None:
    """The check that the present content passed; None when nobody checked just this."""
    found = Approval.filter(
        opinion_id=opinion.id, step__not=ApprovalStep.SIGN, passed=True,
        content_hash=opinion.content_hash,
    )  # fmt: skip
    return await found.order_by("-at", "-id").select_related("person").first()


async def answers_of(opinion: Opinion) -> dict[int, list[ItemAnswer]]:
    """By item, what the department answered to it round by round, the newest last."""
    found: dict[int, list[ItemAnswer]] = defaultdict(list)
    answers = ItemAnswer.filter(item__opinion_id=opinion.id).order_by("id")
    for answer in await answers.select_related("person", "draft"):
        found[answer.item_id].append(answer)
    return found


async def rulings_of(opinion: Opinion) -> dict[int, Ruling]:
    """By item, what a collective discussion concluded of it."""
    found = Ruling.filter(item__opinion_id=opinion.id).select_related("discussion")
    return {one.item_id: one for one in await found}


@dataclass(frozen=True)
class Advised:
    """One who was asked for advice; `advice` is None until he submits it."""

    assignment: Assignment
    advice: Advice | None


async def advised(matter: Matter) -> list[Advised]:
    """Everybody whose advice is there or still expected."""
    asked = await Assignment.filter(matter_id=matter.id, duty__in=ADVISING).select_related(
        "person", "person__firm"
    )
    given = {
        one.assignment_id: one
        for one in await Advice.filter(assignment__matter_id=matter.id)
        if one.submitted_at is not None
    }
    rows = [Advised(one, given.get(one.id)) for one in asked]
    return [row for row in rows if row.advice or row.assignment.answer in EXPECTED]
