"""The office's advisers and government lawyers: firm, fields, load, absences, mandates."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import absences
from portal.acts import Act
from portal.credit_codes import tidy_uscc, uscc_holds
from portal.errors import Invalid, NotFound
from portal.people.models import Person, Role
from portal.people.sessions import holding, organs_of
from portal.routing import records
from portal.routing.overlaps import due_while_away
from portal.routing.queries import Listed, panel_member, panel_of
from portal.routing.records import Acting
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render

READERS = (Role.DISPATCHER, Role.REVIEWER, Role.APPROVER, Role.SIGNER)


async def every(request: Request) -> Response:
    person = await holding(request, *READERS)
    panel = await panel_of(await organs_of(person, *READERS))
    return render(request, "routing/advisers.html", panel=panel)


async def one(request: Request) -> Response:
    person = await holding(request, *READERS)
    return await adviser_page(request, person, await _member(request, person, *READERS))


async def add_mandate(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    member = await _member(request, person, Role.DISPATCHER)
    form = await answers(request)
    try:
        await records.add_mandate(member.person, _acting(form), by=person)
    except Invalid as wrong:
        return await adviser_page(request, person, member, form, wrong)
    return RedirectResponse(f"/advisers/{member.person.id}", status_code=303)


async def add_absence(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    member = await _member(request, person, Role.DISPATCHER)
    form = await answers(request)
    try:
        await absences.note_absence(member.person, *absences.absence_of(form), by=person)
    except Invalid as wrong:
        return await adviser_page(request, person, member, form, wrong)
    return RedirectResponse(f"/advisers/{member.person.id}", status_code=303)


async def adviser_page(
    request: Request,
    person: Person,
    member: Listed,
    form: Answers | None = None,
    wrong: Invalid | None = None,
) -> Response:
    """What the office knows of one of its advisers, and what the dispatcher may add."""
    return render(
        request,
        "routing/adviser.html",
        status=422 if wrong else 200,
        one=member,
        overlaps=await due_while_away(member.person, member.absences, person),
        may_write=bool(await organs_of(person, Role.DISPATCHER)),
        form=form,
        errors=wrong.errors if wrong else {},
    )


async def _member(request: Request, person: Person, *roles: Role) -> Listed:
    """The adviser of the address, who is on the panel of an office where `person` has a role."""
    offices = await organs_of(person, *roles)
    if not offices:
        raise NotFound("没有这位顾问")
    return await panel_member(offices, request.path_params["id"])


def _acting(form: Answers) -> Acting:
    name = form.text("client", missing="请填写委托人名称", most=200)
    uscc = tidy_uscc(form.text("uscc"))
    if uscc and not uscc_holds(uscc):
        form.fault("uscc", "统一社会信用代码的校验位不对，请核对")
    since, until = form.day("acting_since"), form.day("acting_until")
    if since and until and until < since:
        form.fault("acting_until", "结束日期不能早于开始日期")
    evidence = form.text("evidence", missing="请写明依据，例如委托合同或者公开的裁判文书", most=300)
    form.settle()
    return Acting(name, uscc, since, until, evidence, whole_firm=form.tick("whole_firm"))


routes = [
    door("/advisers", every, name="advisers", needs=Need.POST),
    door("/advisers/{id:int}", one, name="adviser", needs=Need.POST),
    door(
        "/advisers/{id:int}/mandates",
        add_mandate,
        name="adviser.mandates",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.CONFLICT_ADDED],
    ),
    door(
        "/advisers/{id:int}/absences",
        add_absence,
        name="adviser.absences",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.ABSENCE_ADDED],
    ),
]
