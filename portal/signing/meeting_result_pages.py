"""The department writes down what the meetings decided."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.signing.meeting_results import Result, settle
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECORD_MEETING)
    return await page(request, person, matter, Answers({}))


async def post(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECORD_MEETING)
    form = await answers(request)
    try:
        await settle(matter, result_in(form), by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


def result_in(form: Answers) -> Result:
    """What was typed; raises Invalid."""
    held = form.day("held", missing="请填写会议日期")
    if held and held > today():
        form.fault("held", "会议日期还没有到，请在会后登记")
    if form.text("passed") not in ("yes", "no"):
        form.fault("passed", "请选择审议结果")
    note = form.text("note", most=2000)
    form.settle()
    return Result(form.text("passed") == "yes", held or today(), note)


async def page(request: Request, person: Person, matter: Matter, form: Answers) -> Response:
    return render(
        request, "signing/meeting_results.html", status=422 if form.errors else 200,
        head=await head_of(person, matter), here="", form=form,
        step=matter.type.step(matter.step),
    )  # fmt: skip


routes = [
    door(
        "/matters/{number}/meeting-results", look,
        name="meeting_results", needs=Permit.RECORD_MEETING,
    ),
    door(
        "/matters/{number}/meeting-results", post, methods=["POST"],
        name="meeting_results.post", needs=Permit.RECORD_MEETING,
        records=[Move.PASS_MEETING, Act.MEETING_NOT_PASSED],
    ),
]  # fmt: skip
