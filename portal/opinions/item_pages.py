"""Taking remarks into the opinion, leaving them out, and items of the office's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.errors import Invalid, NotFound, Stale
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions import drafting
from portal.opinions.forms import choice_in, reason_in, wording_in
from portal.opinions.models import Choice
from portal.opinions.pages import again, stale
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers


async def decide(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    form = await answers(request)
    remark = remark_number(form)
    key = "new" if remark is None else f"r{remark}"
    try:
        await _decide(matter, remark, form, by=person)
    except Invalid as error:
        return await again(request, person, matter, key, form, error)
    return back_to(matter, key)


async def reword(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    form, item = await answers(request), item_number(request)
    key = f"i{item}"
    try:
        await drafting.reword(matter, item, wording_in(form), form.text("seen"), by=person)
    except Invalid as error:
        return await again(request, person, matter, key, form, error)
    except Stale as error:
        return await stale(request, person, matter, key, form, error)
    return back_to(matter, key)


async def remove(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    await drafting.remove(matter, item_number(request), by=person)
    return back_to(matter, "remarks")


async def _decide(matter: Matter, remark: int | None, form: Answers, *, by: Person) -> None:
    if remark is None:
        await drafting.add(matter, wording_in(form), by=by)
        return
    choice = choice_in(form)
    if choice is Choice.LEFT_OUT:
        await drafting.leave_out(matter, remark, reason_in(form), by=by)
        return
    wording = wording_in(form) if choice is Choice.REWORDED else None
    await drafting.take_in(matter, remark, wording, by=by)


def remark_number(form: Answers) -> int | None:
    """The number of the remark that is decided; None for an item of the office's own."""
    said = form.whole("remark")
    if said is not None and said >= 2**31:
        raise NotFound("没有这条批注，或者它还没有提交")
    return said


def item_number(request: Request) -> int:
    """The number of an item in the address; raises NotFound for anything else."""
    said = str(request.path_params["item"])
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise NotFound("没有这条意见，它可能已被删除")
    return int(said)


def back_to(matter: Matter, key: str) -> Response:
    return RedirectResponse(f"/matters/{matter.number}/opinion#{key}", 303)


routes = [
    door(
        "/matters/{number}/opinion/items", decide, methods=["POST"],
        name="matter.opinion.items", needs=Permit.CONSOLIDATE, records=[Act.ITEM_DECIDED],
    ),
    door(
        "/matters/{number}/opinion/items/{item}", reword, methods=["POST"],
        name="matter.opinion.item", needs=Permit.CONSOLIDATE, records=[Act.ITEM_DECIDED],
    ),
    door(
        "/matters/{number}/opinion/items/{item}/removal", remove, methods=["POST"],
        name="matter.opinion.item.removal", needs=Permit.CONSOLIDATE, records=[Act.ITEM_DECIDED],
    ),
]  # fmt: skip
