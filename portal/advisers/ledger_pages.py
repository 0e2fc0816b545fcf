"""Money, work log and assessments of an appointment."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.advisers import assessments, ledgers
from portal.advisers.models import Appointment, Grade, Mode, Service
from portal.advisers.pages import asked_for, life_page, list_page
from portal.advisers.step_pages import act
from portal.errors import Invalid, Refused, WrongMoment
from portal.people.models import Person, Role
from portal.people.sessions import holding, organs_of, signed_in
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers


async def budget(request: Request) -> Response:
    person = await holding(request, Role.SIGNER)
    office, form = (await organs_of(person, Role.SIGNER))[0], await answers(request)
    try:
        year, amount = form.whole("year"), form.money("amount")
        if year is None or not 2000 <= year <= 2100:
            form.fault("year", "请填写年度")
        if amount is None:
            form.fault("amount", form.errors.get("amount", "请填写金额"))
        form.settle()
        if year is not None and amount is not None:
            await ledgers.set_budget(office, year, amount, by=person)
    except Invalid as wrong:
        return await list_page(request, person, form, wrong)
    return RedirectResponse("/appointments", status_code=303)


async def pay(request: Request) -> Response:
    return await act(request, _pay, Role.DISPATCHER)


async def log(request: Request) -> Response:
    """The dispatcher writes for anybody, an adviser for himself."""
    person = await signed_in(request)
    found, form = await _own_or_office(request, person), await answers(request)
    try:
        await _log(found, form, person)
    except Invalid as wrong:
        return await life_page(request, person, found, form, wrong)
    return RedirectResponse(f"/appointments/{found.id}", status_code=303)


async def assess(request: Request) -> Response:
    return await act(request, _assess, Role.DISPATCHER)


async def appeal(request: Request) -> Response:
    person = await signed_in(request)
    found, form = await asked_for(request, person), await answers(request)
    if found.person_id != person.id:
        raise Refused("申诉由被考核人本人提出")
    try:
        text = form.text("appeal", missing="请写明申诉理由", most=1000)
        form.settle()
        await assessments.appeal(found, request.path_params["assessment"], text, by=person)
    except (Invalid, WrongMoment) as wrong:
        return await life_page(request, person, found, form, wrong)
    return RedirectResponse(f"/appointments/{found.id}", status_code=303)


async def decide(request: Request) -> Response:
    person = await holding(request, Role.SIGNER)
    found, form = await asked_for(request, person, Role.SIGNER), await answers(request)
    try:
        grade = form.choice("decided_grade", Grade)
        text = form.text("decision", missing="请写明复核意见", most=1000)
        form.settle()
        number = request.path_params["assessment"]
        await assessments.decide(found, number, grade or Grade.GOOD, text, by=person)
    except (Invalid, WrongMoment, Refused) as wrong:
        return await life_page(request, person, found, form, wrong)
    return RedirectResponse(f"/appointments/{found.id}", status_code=303)


async def _own_or_office(request: Request, person: Person) -> Appointment:
    found = await asked_for(request, person)
    if found.person_id == person.id:
        return found
    await holding(request, Role.DISPATCHER)
    return await asked_for(request, person, Role.DISPATCHER)


async def _pay(one: Appointment, form: Answers, by: Person) -> None:
    day, amount = form.day("paid_on", missing="请填写日期"), form.money("paid")
    purpose = form.text("purpose", missing="请写明费用事由", most=200)
    voucher = form.text("voucher", most=60)
    if not amount:
        form.fault("paid", form.errors.get("paid", "请填写金额"))
    form.settle()
    if day is not None and amount is not None:
        await ledgers.pay(one, day, amount, purpose, voucher, by=by)


async def _log(one: Appointment, form: Answers, by: Person) -> None:
    day, hours = form.day("work_day", missing="请填写日期"), form.money("hours")
    service, mode = form.choice("service", Service), form.choice("mode", Mode)
    text = form.text("work", missing="请写明做了什么", most=500)
    if hours is None:
        form.fault("hours", "请填写0至24之间的小时数")
    form.settle()
    if day and service and mode and hours is not None:
        await ledgers.log(one, day, service, mode, hours, text, by=by)


async def _assess(one: Appointment, form: Answers, by: Person) -> None:
    year, grade = form.whole("year"), form.choice("grade", Grade)
    text = form.text("grounds", missing="请写明考核依据", most=1000)
    if year is None:
        form.fault("year", "请填写年度")
    form.settle()
    if year is not None and grade is not None:
        await assessments.assess(one, year, grade, text, by=by)


routes = [
    door(
        "/appointments/budgets", budget, name="appointments.budgets", methods=["POST"],
        needs=Need.POST, records=[Act.BUDGET_SET],
    ),
    door(
        "/appointments/{id:int}/payments", pay, name="appointment.payments", methods=["POST"],
        needs=Need.POST, records=[Act.ADVISER_PAID],
    ),
    door(
        "/appointments/{id:int}/works", log, name="appointment.works", methods=["POST"],
        needs=Need.SIGN_IN, records=[Act.WORK_LOGGED],
    ),
    door(
        "/appointments/{id:int}/assessments", assess, name="appointment.assessments",
        methods=["POST"], needs=Need.POST, records=[Act.ADVISER_ASSESSED],
    ),
    door(
        "/appointments/{id:int}/assessments/{assessment:int}/appeal", appeal,
        name="appointment.appeal", methods=["POST"], needs=Need.SIGN_IN,
        records=[Act.ASSESSMENT_APPEALED],
    ),
    door(
        "/appointments/{id:int}/assessments/{assessment:int}/decision", decide,
        name="appointment.decision", methods=["POST"], needs=Need.POST,
        records=[Act.APPEAL_DECIDED],
    ),
]  # fmt: skip
