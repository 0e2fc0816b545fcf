"""The step that waits for advice: who was asked, who has answered, and going on."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.reviews import rounds
from portal.routing.queries import asked_on
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ARRANGE_ADVICE)
    return await page(request, person, matter, Answers({}))


async def step_on(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ARRANGE_ADVICE)
    form = await answers(request)
    reason = form.text("reason", most=500)
    try:
        form.settle()
        await rounds.step_on(matter, reason, by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def page(request: Request, person: Person, matter: Matter, form: Answers) -> Response:
    """The steps of the matter's type, where it stands, and who was asked here."""
    asked = await asked_on(matter)
    return render(
        request, "reviews/steps.html", status=422 if form.errors else 200,
        head=await head_of(person, matter), here="assignments", form=form,
        steps=matter.type.steps, is_advising=rounds.is_advising(matter),
        asked=[one for one in asked if one.step == matter.step and one.duty != "reviewer"],
    )  # fmt: skip


routes = [
    door("/matters/{number}/steps", look, name="steps", needs=Permit.ARRANGE_ADVICE),
    door(
        "/matters/{number}/steps", step_on, methods=["POST"], name="steps.post",
        needs=Permit.ARRANGE_ADVICE, records=[Move.STEP_ON],
    ),
]  # fmt: skip
