"""People as the administrator appoints them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import absences, administration
from portal.accounts.administration import Particulars
from portal.acts import Act
from portal.clock import today
from portal.errors import Invalid, Refused
from portal.people import queries
from portal.people.mailboxes import mailbox
from portal.people.models import Organ, Person, Role
from portal.people.sessions import holding
from portal.web.doors import Door, Need, door
from portal.web.forms import Answers, answers
from portal.web.guarding import Page
from portal.web.paging import address, sheet_number
from portal.web.rendering import label, render

FULLEST = 999


async def people(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    words = request.query_params.get("q", "").strip()[:60]
    found = await queries.found(words, sheet_number(request))
    return render(request, "people/people.html", sheet=found, words=words, address=address)


async def ask_new(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await asked_new(request, Answers({}))


async def asked_new(request: Request, form: Answers, status: int = 200) -> Response:
    options = (await queries.homes()).options()
    return render(request, "people/new.html", status=status, form=form, homes=options)


async def add(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    home, login = (await queries.homes()).chosen(form.text("home")), form.text("login").lower()
    if home is None:
        form.fault("home", "请选择所属单位")
    if not administration.is_login(login):
        form.fault("login", administration.LOGIN_RULE)
    try:
        said = particulars(form)
        if home is None:
            raise Invalid(form.errors)
        person, password = await administration.add_person(login, home, said, by=admin)
    except Invalid as fault:
        form.errors = fault.errors
        return await asked_new(request, form, status=422)
    return render(request, "people/told_once.html", one=person, password=password)


def particulars(form: Answers) -> Particulars:
    """What was typed of a person; raises Invalid."""
    capacity = form.whole("capacity")
    if capacity is not None and capacity > FULLEST:
        form.fault("capacity", "请填写不超过999的数字")
    said = Particulars(
        name=form.text("name", missing="请填写姓名", most=60),
        title=form.text("title", most=60),
        phone=form.text("phone", most=40),
        mail=mailbox(form),
        licence=form.text("licence", most=40),
        specialities=tuple(form.text("specialities", most=300).replace("，", "、").split("、"))
        if form.text("specialities")
        else (),
        capacity=8 if capacity is None else capacity,
    )
    form.settle()
    return said


async def one(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await shown(request, await asked_for(request))


async def asked_for(request: Request) -> Person:
    return await queries.person_of(request.path_params["person"])


async def shown(
    request: Request, person: Person, form: Answers | None = None, refused: Refused | None = None
) -> Response:
    """A person's page; `form` came back with faults, or an act was refused."""
    return render(
        request,
        "people/person.html",
        status=403 if refused else 422 if form else 200,
        one=person,
        posts=await queries.posts_of(person),
        organs=[(str(organ.id), organ.name) for organ in await Organ.all().order_by("id")],
        choices=[(role.value, label(role)) for role in Role],
        absences=await absences.absences_of(person, today()),
        form=form or Answers({}),
        refused=refused.text if refused else "",
    )


async def change(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person, form = await asked_for(request), await answers(request)
    try:
        await administration.change_person(person, particulars(form), by=admin)
    except Invalid:
        return await shown(request, person, form)
    return back_to(person)


async def grant(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person, form = await asked_for(request), await answers(request)
    role, organ_id = form.choice("role", Role), form.whole("organ")
    organ = await Organ.get_or_none(id=organ_id or 0)
    if role is None or organ is None:
        form.errors.setdefault("organ", "请选择角色和单位")
        return await shown(request, person, form)
    try:
        await administration.grant(person, role, organ, by=admin)
    except Refused as reason:
        return await shown(request, person, refused=reason)
    return back_to(person)


async def withdraw(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person = await asked_for(request)
    await administration.withdraw(person, request.path_params["post"], by=admin)
    return back_to(person)


async def reset_password(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person = await asked_for(request)
    password = await administration.reset_password(person, by=admin)
    return render(request, "people/told_once.html", one=person, password=password)


async def deactivate(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person = await asked_for(request)
    await administration.deactivate(person, by=admin)
    return back_to(person)


async def activate(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person = await asked_for(request)
    await administration.activate(person, by=admin)
    return back_to(person)


async def note_absence(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person, form = await asked_for(request), await answers(request)
    try:
        await absences.note_absence(person, *absences.absence_of(form), by=admin)
    except Invalid:
        return await shown(request, person, form)
    return back_to(person)


async def remove_absence(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    person = await asked_for(request)
    await absences.remove_absence(person, request.path_params["absence"], by=admin)
    return back_to(person)


def back_to(person: Person) -> Response:
    return RedirectResponse(f"/people/{person.id}", status_code=303)


def posting(path: str, page: Page, name: str, act: Act) -> Door:
    """A door that changes something about people and records it."""
    return door(path, page, name=name, methods=["POST"], needs=Need.POST, records=[act])


routes = [
    door("/people", people, name="people", needs=Need.POST),
    door("/people/new", ask_new, name="people.new", needs=Need.POST),
    door("/people/{person:int}", one, name="person", needs=Need.POST),
    posting("/people", add, "people.post", Act.PERSON_ADDED),
    posting("/people/{person:int}", change, "person.post", Act.PERSON_CHANGED),
    posting("/people/{person:int}/roles", grant, "person.roles", Act.ROLE_GRANTED),
    posting(
        "/people/{person:int}/roles/{post:int}/withdrawal",
        withdraw,
        "person.role.withdrawal",
        Act.ROLE_WITHDRAWN,
    ),
    posting(
        "/people/{person:int}/password",
        reset_password,
        "person.password",
        Act.PASSWORD_RESET,
    ),
    posting(
        "/people/{person:int}/deactivation",
        deactivate,
        "person.deactivation",
        Act.PERSON_DEACTIVATED,
    ),
    posting(
        "/people/{person:int}/activation",
        activate,
        "person.activation",
        Act.PERSON_ACTIVATED,
    ),
    posting("/people/{person:int}/absences", note_absence, "person.absences", Act.ABSENCE_ADDED),
    posting(
        "/people/{person:int}/absences/{absence:int}/removal",
        remove_absence,
        "person.absence.removal",
        Act.ABSENCE_REMOVED,
    ),
]
