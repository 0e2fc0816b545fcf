"""Doors at which the reviewer says where a remark stands in the next draft."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from portal.acts import Act
from portal.deadlines.heading import Head, head_of
from portal.documents.models import Draft
from portal.documents.workshop import document_of
from portal.errors import Invalid
from portal.names import Named
from portal.permits import Permit
from portal.reviews.addresses import bench_of
from portal.reviews.models import Annotation, Placement
from portal.reviews.queries import annotation_of, draft_of, place_of
from portal.reviews.remark_form import listed
from portal.reviews.seats import Seat, number_in, seat_at
from portal.reviews.settling import placement_of, settle
from portal.reviews.spots import Spot, at, spot_in
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import label, render
from portal.word.document import Document


class Where(Named):
    HERE = "here", "就在这里"
    ELSEWHERE = "elsewhere", "在另一处"
    NOWHERE = "nowhere", "新稿中已没有对应的文字"


@dataclass(frozen=True)
class Doubt:
    """A remark whose place in a draft somebody has to say."""

    seat: Seat
    draft: Draft
    annotation: Annotation
    placement: Placement


async def ask_place(request: Request) -> Response:
    return await _form(request, await _doubt(request), Answers({}))


async def say_place(request: Request) -> Response:
    doubt, form = await _doubt(request), await answers(request)
    document = await document_of(doubt.draft.sha256)
    try:
        spot = _said(form, doubt.placement, document)
    except Invalid as fault:
        form.errors.update(fault.errors)
        return await _form(request, doubt, form, 422)
    await settle(doubt.placement, spot, matter=doubt.seat.matter, by=doubt.seat.person)
    return RedirectResponse(await bench_of(doubt.draft, doubt.annotation.id), status_code=303)


def _said(form: Answers, placement: Placement, document: Document) -> Spot | None:
    """Where the remark stands; None for nowhere. Raises Invalid."""
    where, place = form.choice("where", Where), place_of(placement)
    paragraph = form.whole("paragraph")
    if where is Where.HERE and place is None:
        form.fault("where", "请选择一项")
    form.settle()
    if where is Where.HERE and place is not None:
        return at(document, place)
    if where is Where.NOWHERE:
        return None
    return spot_in(document, -1 if paragraph is None else paragraph, form.text("quote"))


async def _doubt(request: Request) -> Doubt:
    seat = await seat_at(request, Permit.CONFIRM)
    annotation = await annotation_of(seat.matter, number_in(request, "annotation"), seat.reader)
    draft = await draft_of(seat.matter, number_in(request, "version"))
    return Doubt(seat, draft, annotation, await placement_of(annotation, draft.id))


async def _form(request: Request, doubt: Doubt, form: Answers, status: int = 200) -> Response:
    head: Head = await head_of(doubt.seat.person, doubt.seat.matter)
    document, place = await document_of(doubt.draft.sha256), place_of(doubt.placement)
    choices = [(one.value, label(one)) for one in Where if place or one is not Where.HERE]
    return render(
        request, "reviews/place.html", status=status, head=head, doubt=doubt, form=form,
        around=document.paragraphs[place.paragraph].text if place else "", choices=choices,
        paragraphs=listed(document), back=await bench_of(doubt.draft, doubt.annotation.id),
        here="review",
    )  # fmt: skip


PLACE = "/matters/{number}/drafts/{version}/annotations/{annotation}/place"
routes: list[BaseRoute] = [
    door(PLACE, ask_place, name="annotation.place", needs=Permit.CONFIRM),
    door(
        PLACE, say_place,
        name="annotation.place.post", needs=Permit.CONFIRM, methods=["POST"],
        records=[Act.PLACE_SETTLED],
    ),
]  # fmt: skip
