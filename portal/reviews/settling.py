"""Saying where a remark stands in the next draft, where the comparison was not sure of it."""

from __future__ import annotations

from portal.acts import Act
from portal.database import transaction
from portal.errors import NotFound, Stale
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person
from portal.permits import Refusal
from portal.reviews.models import Annotation, Placement, PlaceState
from portal.reviews.spots import Spot

DOUBTFUL = (PlaceState.UNCERTAIN, PlaceState.ORPHANED, PlaceState.SPLIT)
NO_PLACE = {"paragraph": None, "start": None, "end_paragraph": None, "end": None}


async def placement_of(annotation: Annotation, draft_id: int) -> Placement:
    """Where the remark stands in that draft; raises NotFound where it was never carried there."""
    found = await Placement.get_or_none(annotation_id=annotation.id, draft_id=draft_id)
    if found is None:
        raise NotFound(Refusal.STRANGER.zh)
    return found


@transaction
async def settle(
    placement: Placement, spot: Spot | None, *, matter: Matter, by: Person
) -> PlaceState:
    """Let the remark stand at `spot`, or nowhere in this draft; returns what is said of it now.

    Raises Stale where somebody else settled it in the meantime.
    """
    state, columns = _told(placement, spot)
    still = Placement.filter(id=placement.id, state=placement.state, quote=placement.quote)
    if not await still.update(state=state, **columns):
        raise Stale("这条批注的位置刚被别人确认过，请刷新后查看")
    await record(
        Act.PLACE_SETTLED, matter.number, by=by, annotation=placement.annotation_id, state=state
    )
    return state


def _told(placement: Placement, spot: Spot | None) -> tuple[PlaceState, dict[str, object]]:
    if spot is None:
        return PlaceState.DELETED, {**NO_PLACE, "quote": "", "clause": ""}
    state = PlaceState.MOVED if spot.quote == placement.was else PlaceState.CHANGED
    place = spot.place
    return state, {
        "paragraph": place.paragraph, "start": place.start, "end_paragraph": place.end_paragraph,
        "end": place.end, "quote": spot.quote, "clause": spot.clause,
    }  # fmt: skip


def is_doubtful(placement: Placement) -> bool:
    """Whether a person has to say where the remark stands."""
    return placement.state in DOUBTFUL
