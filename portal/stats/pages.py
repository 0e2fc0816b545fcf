"""How work is shared out among the advisers, drawn and in tables, for the head of the office."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import today
from portal.people.models import Role
from portal.people.sessions import holding, organs_of
from portal.stats import engagements
from portal.stats.engagements import Asked, Wish
from portal.stats.measures import gini, jain
from portal.web.doors import Need, door
from portal.web.rendering import render

HEADS = (Role.SIGNER, Role.DISPATCHER)


async def look(request: Request) -> Response:
    person, day = await holding(request, *HEADS), today()
    offices = await organs_of(person, *HEADS)
    asked = await engagements.asked_in(person, offices, day)
    names = await engagements.panel(offices, asked)
    load, matrix = engagements.by_month(asked), engagements.by_organ(asked)
    totals = {one: sum(n for (who, _), n in load.items() if who == one) for one in names}
    return render(
        request, "stats/advisers.html", names=names, months=engagements.months_until(day)[::-1],
        load=load, totals=totals, matrix=matrix, captured=set(engagements.captured(matrix)),
        organs=_organs(asked), jain=jain(list(totals.values())), gini=gini(list(totals.values())),
        turned=engagements.by_reason(asked), overridden=engagements.overridden(asked),
    )  # fmt: skip


async def matters(request: Request) -> Response:
    """The engagements behind one mark."""
    person, asked_for = await holding(request, *HEADS), request.query_params
    asked = await engagements.asked_in(person, await organs_of(person, *HEADS), today())
    wish = Wish(
        person=_number(asked_for.get("person", "")), organ=_number(asked_for.get("organ", "")),
        month=asked_for.get("month", ""), answer=asked_for.get("answer", ""),
        override=bool(asked_for.get("override")),
    )  # fmt: skip
    found = [one for one in asked if wish.fits(one)]
    if reason := asked_for.get("reason"):
        found = [one for one in found if reason in (one.reason, one.override)]
    names = await engagements.panel([], found)
    return render(request, "stats/matters.html", found=found, names=names)


def _organs(asked: list[Asked]) -> dict[int, str]:
    """By id the departments that had advisers asked, by name."""
    found = {one.organ: one.organ_name for one in asked if one.answer in engagements.TAKEN}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


routes = [
    door("/statistics/advisers", look, name="statistics.advisers", needs=Need.POST),
    door("/statistics/advisers/matters", matters, name="statistics.matters", needs=Need.POST),
]
