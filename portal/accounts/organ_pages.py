"""Organs and law firms as the administrator enters them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import organs
from portal.accounts.admin_pages import posting
from portal.accounts.organs import Register
from portal.acts import Act
from portal.credit_codes import tidy_uscc
from portal.errors import Invalid
from portal.people.models import Firm, Level, Organ, OrganKind, Role
from portal.people.sessions import holding
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import label, render


async def listed(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    firms = await Firm.all().order_by("-active", "id")
    return render(request, "people/organs.html", lines=await organs.tree(), firms=firms)


async def ask_new(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await organ_page(request, None, Answers({}))


async def one(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await organ_page(request, await _asked_for(request), Answers({}))


async def add(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    try:
        await organs.add_organ(registered(form), by=admin)
    except Invalid as fault:
        form.errors = fault.errors
        return await organ_page(request, None, form, 422)
    return _to_list()


async def change(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    organ, form = await _asked_for(request), await answers(request)
    try:
        await organs.change_organ(organ, registered(form), by=admin)
    except Invalid as fault:
        form.errors = fault.errors
        return await organ_page(request, organ, form, 422)
    return _to_list()


async def organ_page(
    request: Request, organ: Organ | None, form: Answers, status: int = 200
) -> Response:
    """The form of one organ, or of a new one."""
    others = [one for one in await Organ.all().order_by("id") if not organ or one.id != organ.id]
    return render(
        request,
        "people/organ.html",
        status=status,
        one=organ,
        form=form,
        kinds=[(kind.value, label(kind)) for kind in OrganKind],
        levels=[(level.value, label(level)) for level in Level],
        parents=[(str(one.id), one.name) for one in others],
        offices=[(str(o.id), o.name) for o in others if o.kind is OrganKind.LEGAL_OFFICE],
    )


def registered(form: Answers) -> Register:
    """What was typed of an organ; raises Invalid."""
    name = form.text("name", missing="请填写单位全称", most=120)
    short = form.text("short", most=20)
    kind, level = form.choice("kind", OrganKind), form.choice("level", Level)
    parent, office = form.whole("parent"), form.whole("office")
    form.settle()
    if kind is None or level is None:
        raise Invalid(form.errors)
    return Register(name, short, kind, level, parent, office)


async def ask_new_firm(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return firm_page(request, None, Answers({}))


async def firm(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return firm_page(request, await organs.firm_of(request.path_params["firm"]), Answers({}))


async def add_firm(request: Request) -> Response:
    return await _save(request, None)


async def change_firm(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await _save(request, await organs.firm_of(request.path_params["firm"]))


async def _save(request: Request, firm: Firm | None) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    try:
        name = form.text("name", missing="请填写律师事务所名称", most=120)
        form.settle()
        active = form.tick("active") if firm else True
        await organs.save_firm(firm, name, tidy_uscc(form.text("uscc")), active, by=admin)
    except Invalid as fault:
        form.errors = fault.errors
        return firm_page(request, firm, form, 422)
    return _to_list()


def firm_page(request: Request, firm: Firm | None, form: Answers, status: int = 200) -> Response:
    """The form of one law firm, or of a new one."""
    return render(request, "people/firm.html", status=status, one=firm, form=form)


async def _asked_for(request: Request) -> Organ:
    return await organs.organ_of(request.path_params["organ"])


def _to_list() -> Response:
    return RedirectResponse("/organs", status_code=303)


routes = [
    door("/organs", listed, name="organs", needs=Need.POST),
    door("/organs/new", ask_new, name="organs.new", needs=Need.POST),
    door("/organs/{organ:int}", one, name="organ", needs=Need.POST),
    posting("/organs", add, "organs.post", Act.ORGAN_ADDED),
    posting("/organs/{organ:int}", change, "organ.post", Act.ORGAN_CHANGED),
    door("/firms/new", ask_new_firm, name="firms.new", needs=Need.POST),
    door("/firms/{firm:int}", firm, name="firm", needs=Need.POST),
    posting("/firms", add_firm, "firms.post", Act.FIRM_ADDED),
    posting("/firms/{firm:int}", change_firm, "firm.post", Act.FIRM_CHANGED),
]
