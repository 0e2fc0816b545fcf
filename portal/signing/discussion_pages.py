"""Collective discussion of items on which both sides insist: what is on its table, its minutes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions.discussing import Finding, Minutes, on_the_table, settle
from portal.opinions.models import Item, Settlement
from portal.opinions.queries import begun_opinion
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.signing.adoption_viewing import Typed, adoptions_of
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return await page(request, person, matter, Typed())


async def conclude(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.SETTLE)
    form = await answers(request)
    try:
        items = await on_the_table(matter, await begun_opinion(matter))
        await settle(matter, minutes_in(form, items), by=person)
    except Invalid as error:
        return await page(request, person, matter, Typed(form, error.errors), status=422)
    return RedirectResponse(f"/matters/{matter.number}/adoptions", 303)


async def page(
    request: Request, person: Person, matter: Matter, typed: Typed, *, status: int = 200
) -> HTMLResponse:
    head = await head_of(person, matter)
    return render(
        request, "signing/discussion.html", status=status, head=head, here="discussion",
        shown=await adoptions_of(matter, head, typed), settlements=Settlement, today=today(),
        may_settle=head.may(Permit.SETTLE),
    )  # fmt: skip


def minutes_in(form: Answers, items: list[Item]) -> Minutes:
    """The minutes as they were typed; what is missing the act tells."""
    known = {one.value: one for one in Settlement}
    findings = {
        item.id: Finding(
            known.get(form.text(f"settlement-{item.id}")),
            form.text(f"conclusion-{item.id}", most=2000),
        )
        for item in items
    }
    said = Minutes(form.day("day"), form.text("participants", most=2000), findings)
    form.settle()
    return said


routes = [
    door(
        "/matters/{number}/discussion", show,
        name="matter.discussion", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/discussion", conclude, methods=["POST"],
        name="matter.discussion.post", needs=Permit.SETTLE,
        records=[Act.ITEM_SETTLED, Move.HOLD, Move.YIELD],
    ),
]  # fmt: skip
