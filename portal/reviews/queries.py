"""What the pages of a review read: drafts, remarks with their places, advice."""

from __future__ import annotations

from dataclasses import dataclass

from portal.documents.models import Draft
from portal.errors import NotFound
from portal.matters.models import Matter
from portal.permits import Refusal
from portal.reviews.models import Advice, Annotation, AnnotationReply, Placement
from portal.reviews.seeing import Reader, Written, sees
from portal.reviews.sketches import SKETCH
from portal.word.document import Place


@dataclass(frozen=True)
class Remark:
    """A remark as it stands in one draft, with its thread."""

    annotation: Annotation
    placement: Placement
    replies: tuple[AnnotationReply, ...]

    @property
    def place(self) -> Place | None:
        """Where it stands; None where it has no place in this draft."""
        return place_of(self.placement)

    @property
    def order(self) -> tuple[int, int, int]:
        """By place, those without one at the end."""
        place = self.place
        if place is None:
            return (10**9, 0, self.annotation.id)
        return (place.paragraph, place.start, self.annotation.id)


def place_of(placement: Placement) -> Place | None:
    """The place of a placement; None where it has none."""
    start, end = placement.paragraph, placement.end_paragraph
    if start is None or end is None or placement.start is None or placement.end is None:
        return None
    return Place(start, placement.start, end, placement.end)


async def latest_draft(matter: Matter) -> Draft | None:
    """The newest version of the matter's draft; None before one was handed in."""
    return await Draft.filter(matter_id=matter.id).order_by("-version").first()


async def draft_of(matter: Matter, version: int) -> Draft:
    """That version of the matter's draft; raises NotFound."""
    found = await Draft.get_or_none(matter_id=matter.id, version=version)
    if found is None:
        raise NotFound(Refusal.STRANGER.zh)
    return found


async def remarks_in(draft: Draft, reader: Reader) -> list[Remark]:
    """The remarks that have a placement in `draft` and that `reader` may see, in text order."""
    placements = await Placement.filter(
        draft_id=draft.id, annotation__version__gt=SKETCH
    ).select_related("annotation", "annotation__author", "annotation__author__firm")
    seen = [one for one in placements if sees(reader, written(one.annotation))]
    threads = await _threads([one.annotation_id for one in seen])
    found = [Remark(one.annotation, one, tuple(threads.get(one.annotation_id, ()))) for one in seen]
    return sorted(found, key=lambda remark: remark.order)


async def annotation_of(matter: Matter, number: int, reader: Reader) -> Annotation:
    """A saved remark of the matter that `reader` may see; raises NotFound."""
    found = await Annotation.get_or_none(
        id=number, matter_id=matter.id, version__gt=SKETCH
    ).select_related("author", "draft", "matter")
    if found is None or not sees(reader, written(found)):
        raise NotFound(Refusal.STRANGER.zh)
    return found


async def advice_in(matter: Matter, reader: Reader) -> list[Advice]:
    """The written advice on the matter that `reader` may see, his own drafts included."""
    every = Advice.filter(assignment__matter_id=matter.id).order_by("submitted_at", "id")
    rows = await every.select_related(
        "assignment", "assignment__person", "assignment__person__firm"
    )
    return [
        one
        for one in rows
        if sees(reader, Written(one.assignment.person_id, one.submitted_at is not None))
    ]


def written(annotation: Annotation) -> Written:
    """A remark as the law of sight asks for it."""
    return Written(annotation.author_id, annotation.submitted)


async def _threads(annotations: list[int]) -> dict[int, list[AnnotationReply]]:
    rows = AnnotationReply.filter(annotation_id__in=annotations).order_by("id")
    found: dict[int, list[AnnotationReply]] = {}
    for row in await rows.select_related("author"):
        found.setdefault(row.annotation_id, []).append(row)
    return found
