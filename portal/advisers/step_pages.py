"""The steps of an appointment, and objections to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.advisers import appointments
from portal.advisers.appointments import ACTS, Said
from portal.advisers.life import BY_HEAD, Step
from portal.advisers.models import Appointment, Ground
from portal.advisers.pages import asked_for, life_page
from portal.errors import Invalid, WrongMoment
from portal.people.models import Person, Role
from portal.people.sessions import holding
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers

Work = Callable[[Appointment, Answers, Person], Awaitable[None]]


async def act(request: Request, work: Work, *roles: Role) -> Response:
    """Let `work` be done by whoever holds one of these roles at the appointment's office."""
    person = await holding(request, *roles)
    found, form = await asked_for(request, person, *roles), await answers(request)
    return await _done(request, person, found, form, work)


async def step(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER, Role.SIGNER)
    form = await answers(request)
    wanted = form.choice("step", Step)
    role = Role.SIGNER if wanted in BY_HEAD else Role.DISPATCHER
    await holding(request, role)
    found = await asked_for(request, person, role)
    return await _done(request, person, found, form, _take)


async def object_to(request: Request) -> Response:
    return await act(request, _object, Role.DISPATCHER)


async def answer(request: Request) -> Response:
    async def work(one: Appointment, form: Answers, by: Person) -> None:
        said = form.text("answer", missing="请写明核查结果", most=1000)
        form.settle()
        number = request.path_params["objection"]
        await appointments.answer_objection(
            one, number, said, sustained=form.tick("sustained"), by=by
        )

    return await act(request, work, Role.DISPATCHER)


async def _done(
    request: Request, person: Person, found: Appointment, form: Answers, work: Work
) -> Response:
    try:
        await work(found, form, person)
    except (Invalid, WrongMoment) as wrong:
        return await life_page(request, person, found, form, wrong)
    return RedirectResponse(f"/appointments/{found.id}", status_code=303)


async def _take(one: Appointment, form: Answers, by: Person) -> None:
    wanted = form.choice("step", Step)
    ground = form.choice("ground", Ground) if form.text("ground") else None
    said = Said(
        note=form.text("note", most=500),
        clean=form.tick("clean"),
        since=form.day("since"),
        until=form.day("until"),
        fee=form.money("fee"),
        ground=ground,
    )
    form.settle()
    if wanted is not None:
        await appointments.take(one, wanted, said, by=by)


async def _object(one: Appointment, form: Answers, by: Person) -> None:
    name = form.text("objector", missing="请填写提出异议的人", most=60)
    text = form.text("objection", missing="请写明异议内容", most=1000)
    form.settle()
    await appointments.object_to(one, name, text, by=by)


routes = [
    door(
        "/appointments/{id:int}/steps", step, name="appointment.steps", methods=["POST"],
        needs=Need.POST, records=list(ACTS.values()),
    ),
    door(
        "/appointments/{id:int}/objections", object_to, name="appointment.objections",
        methods=["POST"], needs=Need.POST, records=[Act.APPOINTMENT_OBJECTED],
    ),
    door(
        "/appointments/{id:int}/objections/{objection:int}/answer", answer,
        name="appointment.objection.answer", methods=["POST"], needs=Need.POST,
        records=[Act.APPOINTMENT_OBJECTION_ANSWERED],
    ),
]  # fmt: skip
