"""The workbench: the draft with its clauses, its remarks and what is to be done with them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from portal.deadlines.heading import head_of
from portal.errors import NotFound
from portal.permits import Permit, Refusal
from portal.reviews import (
    advice_pages,
    annotation_pages,
    comparison_pages,
    import_pages,
    place_pages,
    word_pages,
)
from portal.reviews.papers import picture
from portal.reviews.queries import draft_of, latest_draft
from portal.reviews.seats import number_in, seat_at
from portal.reviews.showing import shown
from portal.web.doors import door
from portal.web.rendering import render

YEAR = 31_536_000  # seconds: a picture of a draft never changes


async def review(request: Request) -> Response:
    """The newest draft of the matter at the workbench."""
    seat = await seat_at(request, Permit.READ_DRAFT)
    draft = await latest_draft(seat.matter)
    if draft is None:
        head = await head_of(seat.person, seat.matter)
        return render(request, "reviews/no_draft.html", head=head, here="review")
    return await shown(request, seat, draft)


async def review_of_draft(request: Request) -> Response:
    """A certain version at the workbench."""
    seat = await seat_at(request, Permit.READ_DRAFT)
    return await shown(request, seat, await draft_of(seat.matter, number_in(request, "version")))


async def draft_picture(request: Request) -> Response:
    """A picture that stands in a draft."""
    seat = await seat_at(request, Permit.READ_DRAFT)
    draft = await draft_of(seat.matter, number_in(request, "version"))
    found = await picture(draft, str(request.path_params["name"]))
    if found is None:
        raise NotFound(Refusal.STRANGER.zh)
    data, media_type = found
    kept = {"cache-control": f"private, max-age={YEAR}"}
    return Response(data, media_type=media_type, headers=kept)


routes: list[BaseRoute] = [
    door("/matters/{number}/review", review, name="matter.review", needs=Permit.READ_DRAFT),
    door(
        "/matters/{number}/drafts/{version}/review", review_of_draft,
        name="draft.review", needs=Permit.READ_DRAFT,
    ),
    door(
        "/matters/{number}/drafts/{version}/pictures/{name}", draft_picture,
        name="draft.picture", needs=Permit.READ_DRAFT,
    ),
    *annotation_pages.routes,
    *place_pages.routes,
    *advice_pages.routes,
    *word_pages.routes,
    *import_pages.routes,
    *comparison_pages.routes,
]  # fmt: skip
