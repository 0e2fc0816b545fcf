"""Doors of returned Word files: upload, check, confirm."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from portal.acts import Act
from portal.documents.models import Draft, Format
from portal.errors import Invalid, PortalError, Unacceptable
from portal.permits import Permit
from portal.reviews import imports
from portal.reviews.addresses import bench_of
from portal.reviews.advice import require_still_advising
from portal.reviews.queries import draft_of
from portal.reviews.seats import Seat, number_in, seat_at
from portal.reviews.word_pages import NO_WORD
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render

NO_FILE = "请选择要上传的 .docx 文件"


async def new_import(request: Request) -> Response:
    """Where a file that was worked on in Word comes back."""
    seat, draft = await _at_draft(request)
    return await _form(request, seat, draft, Answers({}))


async def add_import(request: Request) -> Response:
    seat, draft = await _at_draft(request)
    form = await answers(request)
    files = form.files("file")
    if not files:
        form.fault("file", NO_FILE)
        return await _form(request, seat, draft, form)
    try:
        data = await files[0].read()
        brought = await imports.look_at(seat, draft, files[0].filename or "", data)
    except (Invalid, Unacceptable) as fault:
        return await _form(request, seat, draft, form, fault)
    address = f"/matters/{seat.matter.number}/imports/{brought.id}"
    return RedirectResponse(address, status_code=303)


async def word_import(request: Request) -> Response:
    """What the file brings, to be checked."""
    seat = await _at_matter(request)
    brought = await imports.import_of(seat, number_in(request, "import"))
    return render(
        request, "reviews/import.html",
        seat=seat, brought=brought, rows=await imports.rows_of(seat, brought),
        back=await bench_of(brought.draft), quiet=seat.is_outside,
    )  # fmt: skip


async def confirm_import(request: Request) -> Response:
    seat = await _at_matter(request)
    brought = await imports.import_of(seat, number_in(request, "import"))
    form = await answers(request)
    ticked = {int(one) for one in form.every("take") if one.isdecimal() and len(one) < 7}
    await imports.confirm(seat, brought, ticked)
    return RedirectResponse(await bench_of(brought.draft), status_code=303)


async def _at_matter(request: Request) -> Seat:
    seat = await seat_at(request, Permit.ANNOTATE)
    if seat.is_outside:
        await require_still_advising(seat.matter, seat.person)
    return seat


async def _at_draft(request: Request) -> tuple[Seat, Draft]:
    seat = await _at_matter(request)
    draft = await draft_of(seat.matter, number_in(request, "version"))
    if draft.format is not Format.WORD:
        raise Unacceptable(NO_WORD)
    return seat, draft


async def _form(
    request: Request, seat: Seat, draft: Draft, form: Answers, fault: PortalError | None = None
) -> Response:
    """The upload form, with what was wrong with the file."""
    if isinstance(fault, Invalid):
        form.errors.update(fault.errors)
    elif fault:
        form.fault("file", fault.text)
    return render(
        request, "reviews/upload.html", status=422 if form.errors else 200,
        seat=seat, draft=draft, form=form, facts=fault.facts if fault else {},
        back=await bench_of(draft), quiet=seat.is_outside,
    )  # fmt: skip


routes: list[BaseRoute] = [
    door(
        "/matters/{number}/drafts/{version}/imports/new", new_import,
        name="import.new", needs=Permit.ANNOTATE,
    ),
    door(
        "/matters/{number}/drafts/{version}/imports", add_import,
        name="imports", needs=Permit.ANNOTATE, methods=["POST"],
        records_nothing="the file is looked at; nothing is taken in before it is confirmed",
    ),
    door(
        "/matters/{number}/imports/{import}", word_import,
        name="import", needs=Permit.ANNOTATE,
    ),
    door(
        "/matters/{number}/imports/{import}/confirmation", confirm_import,
        name="import.confirmation", needs=Permit.ANNOTATE, methods=["POST"],
        records=[Act.WORD_IMPORTED],
    ),
]  # fmt: skip
