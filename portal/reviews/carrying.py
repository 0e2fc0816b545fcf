"""Remarks follow their words into the next draft: found, or honestly not found."""

from __future__ import annotations

from collections.abc import Sequence

from portal.database import transaction
from portal.documents.models import Draft
from portal.documents.workshop import document_of, run
from portal.matters.models import Matter
from portal.reviews.comparing import carried
from portal.reviews.models import Placement, PlaceState
from portal.reviews.outline import Clause, name_of, outline
from portal.reviews.queries import place_of
from portal.reviews.sketches import SKETCH
from portal.word.anchors import Carried


async def carry_over(matter: Matter, old: Draft, new: Draft) -> list[Placement]:
    """Give every remark of `old` a placement in `new`, sure or not; returns the new ones.

    Call it outside a transaction: it reads both files first. Remarks that have a placement in
    `new` already keep it, so it may be run twice.
    """
    standing = await _standing(old, new)
    placed = [(one, place) for one in standing if (place := place_of(one))]
    before, after = await document_of(old.sha256), await document_of(new.sha256)
    fates = await run(carried, before, after, [place for _, place in placed])
    known = {one.id: fate for (one, _), fate in zip(placed, fates, strict=True)}
    clauses = outline(after)
    made = [_placement(one, known.get(one.id), new, clauses) for one in standing]
    return await _written(new, made)


async def _standing(old: Draft, new: Draft) -> list[Placement]:
    there = await _placed_in(new)
    here = Placement.filter(draft_id=old.id, annotation__version__gt=SKETCH)
    return [one for one in await here.order_by("id") if one.annotation_id not in there]


async def _placed_in(draft: Draft) -> set[int]:
    return {one.annotation_id for one in await Placement.filter(draft_id=draft.id)}


def _placement(
    before: Placement, fate: Carried | None, draft: Draft, clauses: Sequence[Clause]
) -> Placement:
    """Where a remark stands now; doubt that was there before stays, and what was lost is lost."""
    now = Placement(annotation_id=before.annotation_id, draft=draft)
    now.state = PlaceState.ORPHANED if fate is None else PlaceState(fate.state.value)
    now.was = before.quote
    if fate is None:
        return now
    if before.state is PlaceState.UNCERTAIN and fate.place:
        now.state = PlaceState.UNCERTAIN
    if fate.place:
        place = fate.place
        now.paragraph, now.start = place.paragraph, place.start
        now.end_paragraph, now.end = place.end_paragraph, place.end
        now.clause = name_of(clauses, place.paragraph)
    now.quote = fate.new
    return now


@transaction
async def _written(draft: Draft, made: list[Placement]) -> list[Placement]:
    taken = await _placed_in(draft)
    fresh = [one for one in made if one.annotation_id not in taken]
    for one in fresh:
        await one.save()
    return fresh
