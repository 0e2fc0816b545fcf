"""The dispatcher's desk: everybody who could be asked, with reasons, and the choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.heading import head_of
from portal.errors import Invalid, PortalError, Refused
from portal.i18n import translate
from portal.matters.access import enter
from portal.matters.models import Matter, Party
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.routing import assignments, invitations
from portal.routing.assignments import Invitation, Plan, lacks_adviser
from portal.routing.models import Assignment, Duty
from portal.routing.panel import candidates, review_due
from portal.routing.queries import asked_on
from portal.routing.substitutes import Substitute, replaceable, stand_ins, substitute
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move, State

ASKABLE = (Duty.ADVISER, Duty.LAWYER)


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ENGAGE)
    return await assignment_page(request, person, matter)


async def assign(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ASSIGN)
    form = await answers(request)
    try:
        await assignments.route(matter, await _plan(form, matter), by=person)
    except (Invalid, Refused) as wrong:
        return await assignment_page(request, person, matter, form, wrong)
    return RedirectResponse(_back(matter), status_code=303)


async def engage(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ENGAGE)
    form = await answers(request)
    try:
        asked = await _invitations(form, matter)
        if not asked:
            form.fault("invite", "请选择要委派的法律顾问或公职律师")
        form.settle()
        await assignments.invite(matter, asked, by=person)
    except (Invalid, Refused) as wrong:
        return await assignment_page(request, person, matter, form, wrong)
    return RedirectResponse(_back(matter), status_code=303)


async def withdraw(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ENGAGE)
    form = await answers(request)
    name = f"reason-{request.path_params['id']}"
    try:
        reason = form.text(name, missing="请写明撤回委派的原因", most=500)
        form.settle()
        await assignments.withdraw(matter, request.path_params["id"], reason, by=person)
    except Invalid as wrong:
        return await assignment_page(request, person, matter, form, wrong)
    return RedirectResponse(_back(matter), status_code=303)


async def replace(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ENGAGE)
    form, number = await answers(request), request.path_params["id"]
    old = await replaceable(matter, number)
    try:
        chosen = await _substitute(form, matter, old)
        await substitute(matter, number, chosen, by=person)
    except (Invalid, Refused) as wrong:
        return await assignment_page(request, person, matter, form, wrong)
    return RedirectResponse(_back(matter), status_code=303)


async def assignment_page(
    request: Request,
    person: Person,
    matter: Matter,
    form: Answers | None = None,
    wrong: PortalError | None = None,
) -> Response:
    """Everybody who could be asked; with what was typed where the form came back."""
    main, asked = await review_due(matter), await asked_on(matter)
    askable = {duty: await candidates(matter, duty) for duty in ASKABLE}
    return render(
        request,
        "routing/assignments.html",
        status=422 if isinstance(wrong, Invalid) else 403 if wrong else 200,
        head=await head_of(person, matter),
        here="assignments",
        matter=matter,
        parties=await Party.filter(matter_id=matter.id).order_by("id"),
        asked=asked,
        instead={one.id: stand_ins(one, askable.get(one.duty, ())) for one in asked},
        reviewers=await candidates(matter, Duty.REVIEWER),
        askable=list(askable.items()),
        lacks_adviser=await lacks_adviser(matter),
        is_new=matter.state is State.REGISTERED,
        due=invitations.proposed(today(), main, official()),
        main=main,
        form=form,
        errors=_errors(wrong),
    )


def _errors(wrong: PortalError | None) -> Mapping[str, str]:
    """What to show above the form, in words; a refused choice belongs to no field."""
    if isinstance(wrong, Invalid):
        return {name: translate(text, **wrong.facts) for name, text in wrong.errors.items()}
    return {"": translate(wrong.text, **wrong.facts)} if wrong else {}


async def _plan(form: Answers, matter: Matter) -> Plan:
    chosen = form.text("reviewer", missing="请选择承办人")
    if chosen and not chosen.isdecimal():
        form.fault("reviewer", "请选择承办人")
    asked = await _invitations(form, matter)
    override = form.text("override", most=300)
    spared = form.text("without_adviser", most=300)
    form.settle()
    return Plan(int(chosen), override, asked, spared)


async def _invitations(form: Answers, matter: Matter) -> tuple[Invitation, ...]:
    """Who is to be asked, from ticks like adviser-12, with one question and one day for all."""
    ticked = form.every("invite")
    if not ticked:
        return ()
    question = form.text("question", missing="请写明需要研究的问题", most=2000)
    due, override = await _due(form, matter), form.text("override", most=300)
    return tuple(
        Invitation(duty, int(number), question, due, override)
        for duty in ASKABLE
        for one in ticked
        for kind, _, number in [one.partition("-")]
        if kind == duty.value and number.isdecimal()
    )


async def _substitute(form: Answers, matter: Matter, old: Assignment) -> Substitute:
    """Who steps in for `old`; the fields bear its number, as there is a form for each."""
    who = form.whole(f"substitute-{old.id}")
    if who is None:
        form.fault(f"substitute-{old.id}", "请选择接替的人")
    why = form.text(f"why-{old.id}", missing="请写明更换的原因", most=500)
    due = form.day(f"until-{old.id}") or old.due
    if wrong := invitations.fault(due, today(), await review_due(matter)):
        form.fault(f"until-{old.id}", wrong)
    override = form.text(f"override-{old.id}", most=300)
    form.settle()
    return Substitute(who or 0, why, due, override)


async def _due(form: Answers, matter: Matter) -> date | None:
    due = form.day("due")
    if "due" not in form.errors:
        wrong = invitations.fault(due, today(), await review_due(matter))
        if wrong:
            form.fault("due", wrong)
    return due


def _back(matter: Matter) -> str:
    return f"/matters/{matter.number}/assignments"


routes = [
    door("/matters/{number}/assignments", look, name="assignments", needs=Permit.ENGAGE),
    door(
        "/matters/{number}/assignments",
        assign,
        name="assignments.post",
        methods=["POST"],
        needs=Permit.ASSIGN,
        records=[Act.REVIEWER_ASSIGNED, Act.ADVISER_OFFERED, Act.ADVISER_SPARED, Move.ASSIGN],
    ),
    door(
        "/matters/{number}/engagements",
        engage,
        name="engagements.post",
        methods=["POST"],
        needs=Permit.ENGAGE,
        records=[Act.ADVISER_OFFERED],
    ),
    door(
        "/matters/{number}/engagements/{id:int}/withdrawal",
        withdraw,
        name="engagement.withdrawal",
        methods=["POST"],
        needs=Permit.ENGAGE,
        records=[Act.ENGAGEMENT_WITHDRAWN],
    ),
    door(
        "/matters/{number}/engagements/{id:int}/substitute",
        replace,
        name="engagement.substitute",
        methods=["POST"],
        needs=Permit.ENGAGE,
        records=[Act.ENGAGEMENT_WITHDRAWN, Act.ADVISER_OFFERED],
    ),
]
