"""A version beside the one before it, clause by clause."""

from __future__ import annotations

from collections import OrderedDict

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from portal.deadlines.heading import head_of
from portal.documents.models import Draft
from portal.documents.workshop import document_of, run
from portal.permits import Permit
from portal.reviews.comparing import RowKind, Sides, compared
from portal.reviews.queries import draft_of
from portal.reviews.seats import number_in, seat_at
from portal.web.doors import door
from portal.web.rendering import render

KEPT = 16  # comparisons that stay at hand

_compared: OrderedDict[tuple[str, str], Sides] = OrderedDict()


async def comparison(request: Request) -> Response:
    """What changed from the draft before, or that which `from` names; `all` shows all of it."""
    seat = await seat_at(request, Permit.READ_DRAFT)
    draft = await draft_of(seat.matter, number_in(request, "version"))
    before = await _earlier(draft, request.query_params.get("from", ""))
    sides = await sides_of(before, draft) if before else None
    whole = "all" in request.query_params
    rows = [row for row in sides.rows if whole or row.kind is not RowKind.SAME] if sides else []
    return render(
        request, "reviews/comparison.html",
        head=await head_of(seat.person, seat.matter), here="review",
        draft=draft, before=before, sides=sides, rows=rows, whole=whole, quiet=seat.is_outside,
    )  # fmt: skip


async def _earlier(draft: Draft, said: str) -> Draft | None:
    named = int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0
    version = named if 0 < named < draft.version else draft.version - 1
    return await Draft.get_or_none(matter_id=draft.matter_id, version=version)


async def sides_of(before: Draft, draft: Draft) -> Sides:
    """The comparison of two drafts; lately made ones are at hand."""
    key = (before.sha256, draft.sha256)
    if key not in _compared:
        old, new = await document_of(before.sha256), await document_of(draft.sha256)
        _compared[key] = await run(compared, old, new)
        while len(_compared) > KEPT:
            _compared.popitem(last=False)
    _compared.move_to_end(key)
    return _compared[key]


routes: list[BaseRoute] = [
    door(
        "/matters/{number}/drafts/{version}/comparison", comparison,
        name="draft.comparison", needs=Permit.READ_DRAFT,
    ),
]  # fmt: skip
