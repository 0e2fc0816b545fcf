"""Handing an opinion on to its checker: from then on its content stands still."""

from __future__ import annotations

from portal.database import transaction
from portal.deadlines.models import Period
from portal.deadlines.pauses import resume
from portal.errors import Invalid
from portal.matters.models import Matter
from portal.matters.progress import advance
from portal.opinions.conclusions import Stock, obstacles
from portal.opinions.contents import printed
from portal.opinions.models import Opinion, OpinionState
from portal.opinions.ordering import renumber
from portal.opinions.queries import advised, begun_opinion, content_of, items_of
from portal.opinions.remarks import undecided
from portal.people.models import Person
from portal.workflow import Move


@transaction
async def submit(matter: Matter, *, by: Person) -> Opinion:
    """Hand the saved opinion to the checker; raises Invalid with all that is still missing."""
    opinion = await begun_opinion(matter)
    await renumber(opinion)  # a remark taken back since then has taken its item with it
    stock = await stock_of(matter, opinion)
    if found := obstacles(matter.type, stock):
        raise Invalid(found, undecided=stock.undecided)
    said = await content_of(matter, opinion)
    opinion.author, opinion.state, opinion.content_hash = by, OpinionState.CHECKING, said.digest
    await opinion.save()
    await advance(
        matter, Move.CONCLUDE, by=by, content=said.digest, conclusion=opinion.conclusion,
        items=len(said.points), without_advice=opinion.without_advice,
    )  # fmt: skip
    await resume(matter, Period.REVIEW, by=by)  # what was waited for is no longer
    return opinion


async def stock_of(matter: Matter, opinion: Opinion) -> Stock:
    """What the opinion has so far."""
    return Stock(
        conclusion=opinion.conclusion,
        note=opinion.conclusion_note,
        severities=tuple(item.severity for item in printed(await items_of(opinion))),
        undecided=await undecided(matter, opinion),
        advices=sum(1 for row in await advised(matter) if row.advice),
        without_advice=opinion.without_advice,
    )
