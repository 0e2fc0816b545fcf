"""The page on which one undoes what one did a moment ago."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.deadlines.heading import head_of
from portal.desk import undoing
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.UNDO)
    return await page(request, person, matter, Answers({}))


async def undo(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.UNDO)
    form = await answers(request)
    try:
        reason = form.text("reason", missing="请写明撤销的原因", most=300)
        form.settle()
        await undoing.undo(matter, reason, by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def page(request: Request, person: Person, matter: Matter, form: Answers) -> Response:
    """The form, or the sentence that there is nothing to undo any more."""
    head = await head_of(person, matter)
    status = 422 if form.errors else 200
    return render(request, "desk/undo.html", status=status, head=head, here="undo", form=form)


routes = [
    door("/matters/{number}/undo", look, name="undo", needs=Permit.UNDO),
    door(
        "/matters/{number}/undo", undo, methods=["POST"],
        name="undo.post", needs=Permit.UNDO,
        records=[
            Move.UNDO, Act.DEADLINE_RESTORED, Act.DEADLINE_CANCELLED, Act.ASSIGNMENT_ENDED,
            Act.ENGAGEMENT_WITHDRAWN,
        ],
    ),
]  # fmt: skip
