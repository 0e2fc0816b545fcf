"""The office's appointments, the life of each, and an adviser's own."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.advisers import appointments
from portal.advisers.appointments import Candidate
from portal.advisers.ledgers import account_of
from portal.advisers.life import BY_HEAD, ends_soon, has_expired, in_force, steps_from
from portal.advisers.models import Appointment, Grade, Ground, Mode, Service, Sort
from portal.advisers.queries import appointment_of, appointments_of, life_of, own, public_list
from portal.clock import today
from portal.errors import Invalid, NotFound, PortalError
from portal.i18n import translate
from portal.people.models import Firm, Organ, Person, Role
from portal.people.sessions import holding, organs_of, signed_in
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render

READERS = (Role.DISPATCHER, Role.APPROVER, Role.SIGNER)


async def every(request: Request) -> Response:
    person = await holding(request, *READERS)
    return await list_page(request, person)


async def mine(request: Request) -> Response:
    person = await holding(request, Role.ADVISER, Role.LAWYER)
    return render(
        request, "advisers/mine.html", found=await own(person), in_force=in_force, day=today()
    )


async def public(request: Request) -> Response:
    running, announced = await public_list(today())
    return render(request, "advisers/public.html", running=running, announced=announced)


async def one(request: Request) -> Response:
    person = await signed_in(request)
    return await life_page(request, person, await asked_for(request, person))


async def recommend(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    office, form = (await organs_of(person, Role.DISPATCHER))[0], await answers(request)
    try:
        made = await appointments.recommend(office, await _candidate(form), by=person)
    except Invalid as wrong:
        return await list_page(request, person, form, wrong)
    return RedirectResponse(f"/appointments/{made.id}", status_code=303)


async def list_page(
    request: Request, person: Person, form: Answers | None = None, wrong: PortalError | None = None
) -> Response:
    """All appointments of the reader's offices, this year's money, and who may be recommended."""
    offices, day = await organs_of(person, *READERS), today()
    return render(
        request, "advisers/list.html", status=422 if wrong else 200, day=day, sorts=Sort,
        found=await appointments_of(offices), in_force=in_force, ends_soon=ends_soon,
        has_expired=has_expired, firms=await Firm.filter(active=True).order_by("name"),
        accounts=[(office, await account_of(office.id, day.year)) for office in offices],
        may_write=bool(await organs_of(person, Role.DISPATCHER)),
        form=form, errors=errors_of(wrong),
    )  # fmt: skip


async def asked_for(request: Request, person: Person, *roles: Role) -> Appointment:
    """The appointment of the address, of an office where `person` holds one of these roles.

    Without roles: where he may read. His own he may always read.
    """
    offices: list[Organ] = await organs_of(person, *(roles or READERS))
    found = await appointment_of(offices, person, request.path_params["id"])
    if roles and found.office_id not in {office.id for office in offices}:
        raise NotFound("没有这项聘任")
    return found


async def life_page(
    request: Request,
    person: Person,
    found: Appointment,
    form: Answers | None = None,
    wrong: PortalError | None = None,
) -> Response:
    """Everything of one appointment; with what was typed where a form came back."""
    posts = {role: await organs_of(person, role) for role in (Role.DISPATCHER, Role.SIGNER)}
    prepares, heads = (found.office in posts[role] for role in (Role.DISPATCHER, Role.SIGNER))
    steps = [step for step in steps_from(found.stage) if (heads if step in BY_HEAD else prepares)]
    return render(
        request, "advisers/one.html", status=422 if wrong else 200, one=found,
        life=await life_of(found), day=today(), in_force=in_force, has_expired=has_expired,
        is_own=found.person_id == person.id, prepares=prepares, heads=heads, steps=steps,
        grounds=Ground, services=Service, modes=Mode, grades=Grade,
        form=form or Answers({}), errors=errors_of(wrong),
    )  # fmt: skip


def errors_of(wrong: PortalError | None) -> Mapping[str, str]:
    """What to show above a form; what belongs to no field stands without one."""
    if isinstance(wrong, Invalid):
        return wrong.errors
    return {"": translate(wrong.text, **wrong.facts)} if wrong else {}


async def _candidate(form: Answers) -> Candidate:
    sort, name = form.choice("sort", Sort), form.text("name", missing="请填写姓名", most=120)
    firm_id = form.whole("firm")
    firm = await Firm.get_or_none(id=firm_id, active=True) if firm_id else None
    whole = form.tick("whole_firm")
    if whole and firm is None:
        form.fault("firm", "请选择律师事务所")
    since = form.day("practising_since")
    said = {
        name: form.text(name, most=most)
        for name, most in (("licence", 40), ("region", 60), ("languages", 60))
    }
    fields = form.text("specialities", most=300).replace("，", "、").split("、")
    recommended_by = form.text("recommended_by", missing="请填写推荐单位或者推荐人", most=120)
    form.settle()
    return Candidate(
        sort or Sort.ADVISER, name, firm, whole, practising_since=since,
        specialities=tuple(filter(None, fields)), recommended_by=recommended_by,
        chief=form.tick("chief"), **said,
    )  # fmt: skip


routes = [
    door("/appointments", every, name="appointments", needs=Need.POST),
    door(
        "/appointments", recommend, name="appointments.post", methods=["POST"], needs=Need.POST,
        records=[Act.APPOINTMENT_RECOMMENDED],
    ),
    door("/appointments/mine", mine, name="appointments.mine", needs=Need.POST),
    door("/appointments/{id:int}", one, name="appointment", needs=Need.SIGN_IN),
    door("/public/advisers", public, name="public.advisers", needs=Need.NOTHING),
]  # fmt: skip
