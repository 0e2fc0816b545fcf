"""Objecting to an opinion, answering the objection, and having a matter reviewed anew."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal.acts import Act
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions.contents import printed
from portal.opinions.queries import items_of
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.signing.models import Finding
from portal.signing.objecting import chance_of, object_to, objections_of, rehear
from portal.signing.queries import issued_of
from portal.signing.reopening import reopen
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move

LONG = 4000  # characters of grounds or reasons


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return await page(request, person, matter)


async def raise_it(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.OBJECT)
    form = await answers(request)
    try:
        grounds = form.text("grounds", most=LONG)
        form.settle()
        items = [int(one) for one in form.every("item") if one.isdecimal()]
        await object_to(matter, grounds, items, by=person)
    except Invalid as error:
        return await page(request, person, matter, form, error.errors)
    return RedirectResponse(f"/matters/{matter.number}/objection", 303)


async def answer(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.REHEAR)
    form = await answers(request)
    try:
        finding = form.choice("finding", Finding, missing="请选择复审结论")
        said = form.text("answer", missing="请写明复审的理由", most=LONG)
        form.settle()
        await rehear(matter, finding, said, by=person)
    except Invalid as error:
        return await page(request, person, matter, form, error.errors)
    return RedirectResponse(f"/matters/{matter.number}/objection", 303)


async def page(
    request: Request, person: Person, matter: Matter, form: Answers | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    head, issued = await head_of(person, matter), await issued_of(matter)
    return render(
        request, "signing/objection.html", status=422 if errors else 200, head=head,
        here="objection", issued=issued, chance=await chance_of(matter, issued),
        objections=await objections_of(matter), items=printed(await items_of(issued.opinion)),
        findings=[(one.value, _(one.zh)) for one in Finding],
        chosen=form.every("item") if form else [], form=form,
        errors=errors or {}, permit=Permit,
    )  # fmt: skip


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.REOPEN)
    return await reopening_page(request, person, matter)


async def review_anew(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.REOPEN)
    form = await answers(request)
    try:
        reason = form.text("reason", most=LONG)
        form.settle()
        await reopen(matter, reason, by=person)
    except Invalid as error:
        return await reopening_page(request, person, matter, form, error.errors)
    return RedirectResponse(f"/matters/{matter.number}", 303)


async def reopening_page(
    request: Request, person: Person, matter: Matter, form: Answers | None = None,
    errors: Mapping[str, str] | None = None,
) -> HTMLResponse:  # fmt: skip
    return render(
        request, "signing/reopening.html", status=422 if errors else 200,
        head=await head_of(person, matter), here="matter", issued=await issued_of(matter),
        form=form, errors=errors or {},
    )  # fmt: skip


routes = [
    door(
        "/matters/{number}/objection", show,
        name="matter.objection", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/objection", raise_it, methods=["POST"],
        name="matter.objection.post", needs=Permit.OBJECT,
        records=[Act.OBJECTION_RAISED, Move.OBJECT],
    ),
    door(
        "/matters/{number}/objection/answer", answer, methods=["POST"],
        name="matter.objection.answer", needs=Permit.REHEAR,
        records=[Act.OBJECTION_ANSWERED, Move.UPHOLD, Move.RECONSIDER],
    ),
    door(
        "/matters/{number}/reopening", look,
        name="matter.reopening", needs=Permit.REOPEN,
    ),
    door(
        "/matters/{number}/reopening", review_anew, methods=["POST"],
        name="matter.reopening.post", needs=Permit.REOPEN,
        records=[Move.REOPEN, Act.CLEARANCE_VOIDED],
    ),
]  # fmt: skip
