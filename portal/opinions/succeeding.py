"""An opinion that takes the place of an issued one: it begins with all that the older one said.

What was issued stays as it is. The new opinion gets a number of its own when it is signed, and the
older one is no longer used from then on.
"""

from __future__ import annotations

from portal.clock import now
from portal.database import transaction
from portal.matters.models import Matter
from portal.opinions.models import Item, Opinion, OpinionState
from portal.opinions.queries import items_of, latest_draft
from portal.reviews.models import Placement

COPIED = (
    "author_id", "conclusion", "conclusion_note", "bases", "modes", "other", "without_advice",
)  # fmt: skip
OF_ITEM = (
    "annotation_id", "choice", "reason", "position", "klass", "severity", "clause", "quote",
    "problem", "basis", "suggestion", "proposal", "paragraph", "start", "end_paragraph", "end",
)  # fmt: skip
PLACE = ("quote", "clause", "paragraph", "start", "end_paragraph", "end")


@transaction
async def succeed(matter: Matter, old: Opinion, number: str) -> Opinion:
    """Begin the opinion that is to replace `old`, which was issued under `number`.

    It is on the newest draft: what a remark was about is found there again, and an item whose
    words are not in that draft any more stands without a place, for the reviewer to decide.
    """
    draft = await latest_draft(matter)
    new = await Opinion.create(
        matter=matter, draft=draft, state=OpinionState.DRAFTED, begun_at=now(), replaces=number,
        **{name: getattr(old, name) for name in COPIED},
    )  # fmt: skip
    for item in await items_of(old):
        said = {name: getattr(item, name) for name in OF_ITEM}
        if draft.id != old.draft_id:
            said |= await _place(item, draft.id)
        await Item.create(opinion=new, **said)
    return new


async def _place(item: Item, draft_id: int) -> dict[str, object]:
    """Where the remark behind an item stands in another draft."""
    place = await Placement.get_or_none(annotation_id=item.annotation_id or 0, draft_id=draft_id)
    if place is None:
        return dict.fromkeys(("paragraph", "start", "end_paragraph", "end"))
    return {name: getattr(place, name) for name in PLACE}
