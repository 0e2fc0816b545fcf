"""What somebody is typing and has not saved yet: kept on the server, seen by nobody else.

A sketch is an annotation of version 0 that was never submitted. Each person has at most one for
a new remark in a draft, and one for each remark that he is changing (`durable` names it).
"""

from __future__ import annotations

from portal.clock import now
from portal.database import transaction
from portal.documents.models import Draft
from portal.people.models import Person
from portal.reviews.models import Annotation, Origin, Placement, PlaceState
from portal.reviews.spots import Spot
from portal.reviews.wording import Said

SKETCH = 0  # the version of what was not saved yet


@transaction
async def sketch(
    draft: Draft, said: Said, spot: Spot | None, *, by: Person, of: Annotation | None = None
) -> None:
    """Keep what is being typed; an empty text forgets it. `of` is the remark being changed."""
    await drop_sketch(draft, by=by, of=of)
    if not (said.text or said.basis or said.proposal is not None):
        return
    moment = now()
    made = await Annotation.create(
        matter_id=draft.matter_id, draft=draft, author=by, severity=said.severity,
        text=said.text, basis=said.basis, proposal=said.proposal, origin=Origin.BROWSER,
        durable=_name(of), submitted=False, made_at=moment, changed_at=moment, version=SKETCH,
    )  # fmt: skip
    if spot:
        place = spot.place
        await Placement.create(
            annotation=made, draft=draft, state=PlaceState.PLACED, paragraph=place.paragraph,
            start=place.start, end_paragraph=place.end_paragraph, end=place.end,
            clause=spot.clause, quote=spot.quote,
        )  # fmt: skip


async def sketch_of(
    draft: Draft, *, by: Person, of: Annotation | None = None
) -> tuple[Annotation, Placement | None] | None:
    """What `by` was typing in this draft, and where; None when there is nothing."""
    mine = Annotation.filter(draft_id=draft.id, author_id=by.id, version=SKETCH, durable=_name(of))
    found = await mine.order_by("-id").first()
    if found is None:
        return None
    return found, await Placement.get_or_none(annotation_id=found.id, draft_id=draft.id)


@transaction
async def drop_sketch(draft: Draft, *, by: Person, of: Annotation | None = None) -> None:
    """Forget what `by` was typing."""
    await Annotation.filter(
        draft_id=draft.id, author_id=by.id, version=SKETCH, durable=_name(of)
    ).delete()


def _name(of: Annotation | None) -> str:
    return f"of:{of.id}" if of else ""
