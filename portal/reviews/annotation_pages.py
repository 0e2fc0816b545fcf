"""Doors of remarks: making, changing, answering, settling them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from portal.acts import Act
from portal.documents.models import Draft
from portal.documents.workshop import document_of
from portal.errors import Invalid, Stale
from portal.permits import Permit
from portal.reviews import remarks, sketches
from portal.reviews.addresses import bench_of
from portal.reviews.advice import require_still_advising
from portal.reviews.forms import LONGEST, said_in, spot_said, typed_in, version_in
from portal.reviews.models import Annotation
from portal.reviews.queries import annotation_of, draft_of
from portal.reviews.remark_form import RemarkForm, for_change, for_new, resumed
from portal.reviews.seats import Seat, advises_only, number_in, seat_at
from portal.reviews.spots import Spot
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render

EMPTY_REPLY = "请填写回复内容"


async def new_annotation(request: Request) -> Response:
    """The plain form for a remark; takes up again what was being typed."""
    seat, draft = await _at_draft(request)
    return await _form(request, await resumed(seat, draft))


async def add_annotation(request: Request) -> Response:
    seat, draft = await _at_draft(request)
    form = await answers(request)
    try:
        said, spot = said_in(form), await _spot(form, draft)
        form.settle()
    except Invalid as fault:
        form.errors.update(fault.errors)
        return await _form(request, await for_new(seat, draft, form), 422)
    made = await remarks.annotate(draft, said, spot, by=seat.person, submitted=seat.is_reviewer)
    return RedirectResponse(await bench_of(draft, made.id), status_code=303)


async def keep_sketch(request: Request) -> Response:
    """What is being typed, every few seconds; `of` names the remark that is being changed."""
    seat, draft = await _at_draft(request)
    form = await answers(request)
    of = await _own(seat, form.text("of"))
    try:
        spot = None if of else await _spot(form, draft)
    except Invalid:
        spot = None
    await sketches.sketch(draft, typed_in(form), spot, by=seat.person, of=of)
    return Response(status_code=204)


async def drop_sketch(request: Request) -> Response:
    seat, draft = await _at_draft(request)
    of = await _own(seat, (await answers(request)).text("of"))
    await sketches.drop_sketch(draft, by=seat.person, of=of)
    return RedirectResponse(await bench_of(draft, of.id if of else None), status_code=303)


async def annotation(request: Request) -> Response:
    """The plain form for changing a remark of one's own."""
    seat, found = await _at_annotation(request)
    return await _form(request, await for_change(seat, found))


async def change_annotation(request: Request) -> Response:
    seat, found = await _at_annotation(request)
    form = await answers(request)
    said = said_in(form)
    try:
        form.settle()
        await remarks.revise(
            found, said, version_in(form), by=seat.person, is_reviewer=seat.is_reviewer
        )
    except Invalid:
        return await _form(request, await for_change(seat, found, form), 422)
    except Stale as fault:
        form.fault("", fault.text)
        return await _form(request, await for_change(seat, found, form, stale=True), 409)
    return await _back(found)


async def remove_annotation(request: Request) -> Response:
    seat, found = await _at_annotation(request)
    back = await bench_of(found.draft)
    await remarks.remove(found, by=seat.person, is_reviewer=seat.is_reviewer)
    return RedirectResponse(back, status_code=303)


async def reply_to_annotation(request: Request) -> Response:
    seat, found = await _at_annotation(request)
    form = await answers(request)
    text = form.text("text", missing=EMPTY_REPLY, most=LONGEST)
    form.settle()
    await remarks.reply(found, text, by=seat.person)
    return await _back(found)


async def resolve_annotation(request: Request) -> Response:
    seat, found = await _at_annotation(request)
    await remarks.resolve(found, by=seat.person, is_reviewer=seat.is_reviewer)
    return await _back(found)


async def reopen_annotation(request: Request) -> Response:
    seat, found = await _at_annotation(request)
    await remarks.reopen(found, by=seat.person, is_reviewer=seat.is_reviewer)
    return await _back(found)


async def _at_draft(request: Request) -> tuple[Seat, Draft]:
    seat = await seat_at(request, Permit.ANNOTATE)
    if seat.is_outside:
        await require_still_advising(seat.matter, seat.person)
    return seat, await draft_of(seat.matter, number_in(request, "version"))


async def _at_annotation(request: Request) -> tuple[Seat, Annotation]:
    seat = await seat_at(request, Permit.ANNOTATE)
    return seat, await annotation_of(seat.matter, number_in(request, "annotation"), seat.reader)


async def _own(seat: Seat, said: str) -> Annotation | None:
    if not said.isdecimal() or len(said) > 9:
        return None
    return await annotation_of(seat.matter, int(said), seat.reader)


async def _spot(form: Answers, draft: Draft) -> Spot:
    return spot_said(form, await document_of(draft.sha256))


async def _form(request: Request, shown: RemarkForm, status: int = 200) -> Response:
    return render(
        request, "reviews/remark.html",
        status=status, shown=shown, head=shown.head, quiet=advises_only(shown.head.standing),
    )  # fmt: skip


async def _back(annotation: Annotation) -> Response:
    return RedirectResponse(await bench_of(annotation.draft, annotation.id), status_code=303)


ONE = "/matters/{number}/annotations/{annotation}"
DRAFT = "/matters/{number}/drafts/{version}/annotations"
routes: list[BaseRoute] = [
    door(f"{DRAFT}/new", new_annotation, name="annotation.new", needs=Permit.ANNOTATE),
    door(
        DRAFT, add_annotation,
        name="annotations", needs=Permit.ANNOTATE, methods=["POST"], records=[Act.ANNOTATED],
    ),
    door(
        f"{DRAFT}/sketch", keep_sketch,
        name="annotation.sketch", needs=Permit.ANNOTATE, methods=["POST"],
        records_nothing="what is being typed is nobody's act until it is saved",
    ),
    door(
        f"{DRAFT}/sketch/removal", drop_sketch,
        name="annotation.sketch.removal", needs=Permit.ANNOTATE, methods=["POST"],
        records_nothing="what was being typed was never saved",
    ),
    door(ONE, annotation, name="annotation", needs=Permit.ANNOTATE),
    door(
        ONE, change_annotation,
        name="annotation.change", needs=Permit.ANNOTATE, methods=["POST"],
        records=[Act.ANNOTATION_CHANGED],
    ),
    door(
        f"{ONE}/removal", remove_annotation,
        name="annotation.removal", needs=Permit.ANNOTATE, methods=["POST"],
        records=[Act.ANNOTATION_REMOVED],
    ),
    door(
        f"{ONE}/replies", reply_to_annotation,
        name="annotation.replies", needs=Permit.ANNOTATE, methods=["POST"], records=[Act.REPLIED],
    ),
    door(
        f"{ONE}/resolution", resolve_annotation,
        name="annotation.resolution", needs=Permit.ANNOTATE, methods=["POST"],
        records=[Act.ANNOTATION_RESOLVED],
    ),
    door(
        f"{ONE}/reopening", reopen_annotation,
        name="annotation.reopening", needs=Permit.ANNOTATE, methods=["POST"],
        records=[Act.ANNOTATION_REOPENED],
    ),
]  # fmt: skip
