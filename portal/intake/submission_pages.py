"""送审, first half: files are dropped, recognised, and what was recognised is corrected."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.intake import submission_basket as baskets
from portal.intake.models import Basket
from portal.intake.submission_office import organs
from portal.intake.submission_reading import read, rows_of, typed
from portal.intake.submission_screens import (
    address,
    edit_screen,
    new_screen,
    own_basket,
    sender,
    to_confirmation,
)
from portal.intake.submission_uploads import Arrived, arrive, is_script, told
from portal.people.models import Person
from portal.web.doors import Need, door
from portal.web.forms import answers


async def begin(request: Request) -> Response:
    """Where files are dropped."""
    return await new_screen(request, await sender(request))


async def open_basket(request: Request) -> Response:
    """Take the first files in; the good ones make a basket, the others are named."""
    person = await sender(request)
    form = await answers(request)
    arrived = await arrive(form.files("files"))
    if not arrived.taken:
        return await _nothing_taken(request, person, arrived, form.again("kind"))
    basket = await baskets.begin(person, form.again("kind"))
    basket = await baskets.add(basket, arrived.taken)
    return await _after_upload(request, person, basket, arrived)


async def show(request: Request) -> Response:
    """已自动识别，请核对."""
    person, basket = await own_basket(request)
    return to_confirmation(basket) or await edit_screen(request, person, basket, {})


async def keep(request: Request) -> Response:
    """Keep what was typed and what was chosen; go on to the check where nothing is wrong."""
    person, basket = await own_basket(request)
    if sent := to_confirmation(basket):
        return sent
    form = await answers(request)
    basket = await baskets.save(basket, typed(form.form))
    basket, arrived = await _take(request, basket)
    if arrived.turned:
        return await edit_screen(request, person, basket, arrived.faults_at("files"))
    if form.again("then") == "party":
        basket = await baskets.save(basket, {"rows": str(rows_of(basket.answers) + 1)})
    if form.again("then") != "check":
        return RedirectResponse(address(basket), 303)
    files, kind = baskets.files_of(basket), await baskets.kind_in(basket)
    try:
        read(basket.answers, files, kind, await organs(person))
    except Invalid as error:
        return await edit_screen(request, person, basket, error.errors)
    return RedirectResponse(f"{address(basket)}/check", 303)


async def add_files(request: Request) -> Response:
    """Take more files in."""
    person, basket = await own_basket(request)
    if sent := to_confirmation(basket):
        return sent
    basket, arrived = await _take(request, basket)
    return await _after_upload(request, person, basket, arrived)


async def remove_file(request: Request) -> Response:
    """Take a file out, keeping what was typed."""
    _person, basket = await own_basket(request)
    if sent := to_confirmation(basket):
        return sent
    form = await answers(request)
    basket = await baskets.save(basket, typed(form.form))
    await baskets.remove(basket, request.path_params["file"])
    return RedirectResponse(address(basket), 303)


async def drop_basket(request: Request) -> Response:
    """Forget a submission that was not sent."""
    _person, basket = await own_basket(request)
    await baskets.drop(basket)
    return RedirectResponse("/submissions/new", 303)


async def _take(request: Request, basket: Basket) -> tuple[Basket, Arrived]:
    """Take in whatever files the request brought, each into the slot beside which it was chosen."""
    form = await answers(request)
    arrived = await arrive(form.files("files"), there=len(basket.files))
    basket = await baskets.add(basket, arrived.taken)
    taken, turned = list(arrived.taken), list(arrived.turned)
    for slot in (await baskets.kind_in(basket)).slots:
        more = await arrive(form.files(f"file-{slot.key}"), there=len(basket.files))
        basket = await baskets.add(basket, more.taken, slot=slot.key)
        taken, turned = [*taken, *more.taken], [*turned, *more.turned]
    return basket, Arrived(tuple(taken), tuple(turned))


async def _after_upload(
    request: Request, person: Person, basket: Basket, arrived: Arrived
) -> Response:
    if is_script(request):
        return told(arrived, address(basket))
    if arrived.turned:
        return await edit_screen(request, person, basket, arrived.faults_at("files"))
    return RedirectResponse(address(basket), 303)


async def _nothing_taken(request: Request, person: Person, arrived: Arrived, kind: str) -> Response:
    if is_script(request):
        return told(arrived, "")
    faults = arrived.faults_at("files") or {"files": _("请先选择要送审的文件")}
    return await new_screen(request, person, faults=faults, kind=kind)


KEEPS = "what was typed is kept in the basket; the act is recorded when it is sent"
routes = [
    door("/submissions/new", begin, name="submission.new", needs=Need.POST),
    door(
        "/submissions",
        open_basket,
        name="submission.open",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.BASKET_FILLED],
    ),
    door("/submissions/{key}", show, name="submission", needs=Need.POST),
    door(
        "/submissions/{key}",
        keep,
        name="submission.keep",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/files",
        add_files,
        name="submission.files",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/files/{file}/removal",
        remove_file,
        name="submission.file.removal",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/removal",
        drop_basket,
        name="submission.removal",
        methods=["POST"],
        needs=Need.POST,
        records_nothing="what was never sent is nobody's record",
    ),
]
