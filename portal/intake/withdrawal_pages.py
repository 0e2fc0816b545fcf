"""The department takes its matter back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.intake import withdrawal
from portal.matters.access import enter
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import answers
from portal.web.rendering import render
from portal.workflow import Move

TEMPLATE = "intake/withdrawal.html"


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.WITHDRAW)
    head = await head_of(person, matter)
    return render(request, TEMPLATE, head=head, here="", form=None, errors={})


async def withdraw(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.WITHDRAW)
    form = await answers(request)
    try:
        reason = form.text("reason", missing="请写明撤回的原因", most=2000)
        form.settle()
        await withdrawal.withdraw(matter, reason, by=person)
    except Invalid as wrong:
        head = await head_of(person, matter)
        return render(
            request, TEMPLATE, status=422, head=head, here="", form=form, errors=wrong.errors
        )
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


routes = [
    door("/matters/{number}/withdrawal", look, name="withdrawal", needs=Permit.WITHDRAW),
    door(
        "/matters/{number}/withdrawal",
        withdraw,
        name="withdrawal.post",
        methods=["POST"],
        needs=Permit.WITHDRAW,
        records=[Move.WITHDRAW],
    ),
]
