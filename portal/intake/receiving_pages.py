"""The registrar's desk: register a submission, send it back, or refuse it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.clock import today
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.intake import registration
from portal.intake.registration import RefusalGround
from portal.intake.registration_package import package_of
from portal.intake.supplements import answered_supplements, open_supplement
from portal.matters.access import enter
from portal.matters.models import Matter, Party
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move, State


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECEIVE)
    return await registration_page(request, person, matter)


async def register(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECEIVE)
    await registration.register(matter, by=person)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def send_back(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECEIVE)
    form = await answers(request)
    try:
        reason = form.text("return_reason", missing="请写明退回的原因和需要修改的内容", most=2000)
        form.settle()
        await registration.send_back(matter, reason, by=person)
    except Invalid as wrong:
        return await registration_page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def refuse(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECEIVE)
    form = await answers(request)
    try:
        ground = form.choice("ground", RefusalGround)
        text = form.text("refusal_reason", missing="请写明不予受理的具体理由和依据", most=2000)
        form.settle()
        if ground is not None:
            await registration.refuse(matter, ground, text, by=person)
    except Invalid as wrong:
        return await registration_page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def registration_page(
    request: Request,
    person: Person,
    matter: Matter,
    form: Answers | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """The registrar's page, with what was typed where it came back with faults."""
    return render(
        request,
        "intake/registration.html",
        status=422 if errors else 200,
        head=await head_of(person, matter),
        here="registration",
        matter=matter,
        package=await package_of(matter, today()),
        parties=await Party.filter(matter_id=matter.id).order_by("id"),
        submitter=await matter.submitted_by,
        waiting=await open_supplement(matter),
        answered=await answered_supplements(matter),
        can_register=matter.state is State.SUBMITTED,
        grounds=RefusalGround,
        form=form,
        errors=errors or {},
    )


routes = [
    door("/matters/{number}/registration", look, name="registration", needs=Permit.RECEIVE),
    door(
        "/matters/{number}/registration",
        register,
        name="registration.post",
        methods=["POST"],
        needs=Permit.RECEIVE,
        records=[Move.REGISTER],
    ),
    door(
        "/matters/{number}/return",
        send_back,
        name="return",
        methods=["POST"],
        needs=Permit.RECEIVE,
        records=[Move.RETURN],
    ),
    door(
        "/matters/{number}/refusal",
        refuse,
        name="refusal",
        methods=["POST"],
        needs=Permit.RECEIVE,
        records=[Move.REFUSE],
    ),
]
