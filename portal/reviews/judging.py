"""What may be taken in of a returned file, given what the platform already has and who uploads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.reviews.models import Annotation, AnnotationReply
from portal.reviews.news import Fate, Found, News
from portal.reviews.queries import written
from portal.reviews.remarks import may_change
from portal.reviews.seats import Seat
from portal.reviews.seeing import sees
from portal.reviews.sketches import SKETCH
from portal.reviews.wording import from_word


@dataclass(frozen=True)
class Shelf:
    """The remarks of a matter that the uploader may see, and what he has imported before."""

    remarks: dict[int, Annotation]
    replies: dict[int, AnnotationReply]
    imported: frozenset[str]  # identities of remarks and replies that came out of Word


async def shelf_of(seat: Seat) -> Shelf:
    """What stands on the platform now, as far as the person at `seat` may know."""
    every = await Annotation.filter(matter_id=seat.matter.id, version__gt=SKETCH)
    remarks = {one.id: one for one in every if sees(seat.reader, written(one))}
    answers = await AnnotationReply.filter(annotation_id__in=list(remarks))
    me = seat.person.id
    known = {one.durable for one in remarks.values() if one.author_id == me}
    known |= {one.durable for one in answers if one.author_id == me}
    return Shelf(remarks, {one.id: one for one in answers}, frozenset(known - {""}))


def judged(found: Sequence[Found], shelf: Shelf, seat: Seat) -> list[Found]:
    """The rows with the fate that they have; what the uploader may not know of is left out."""
    return [_fated(one, shelf, seat) for one in found if _may_know(one, shelf)]


def _may_know(found: Found, shelf: Shelf) -> bool:
    if found.ours.startswith("reply:"):
        return found.number in shelf.replies
    return not found.ours or found.number in shelf.remarks


def _fated(found: Found, shelf: Shelf, seat: Seat) -> Found:
    if found.fate is not Fate.PLACED:
        return found
    if found.durable in shelf.imported and found.news in (News.NEW, News.PROPOSAL, News.REPLY):
        return replace(found, fate=Fate.TWICE)
    if found.ours.startswith("reply:"):
        return replace(found, fate=Fate.LISTED)
    ours = shelf.remarks.get(found.number)
    return replace(found, fate=_on(ours, found, seat)) if ours else found


def _on(ours: Annotation, found: Found, seat: Seat) -> Fate:
    """What becomes of a row that concerns a remark of the platform."""
    is_own = ours.author_id == seat.person.id
    if found.news in (News.RESOLVED, News.REOPENED):
        if not (is_own or seat.is_reviewer):
            return Fate.NOT_YOURS
        done = (ours.resolved_at is not None) == (found.news is News.RESOLVED)
        return Fate.TWICE if done else Fate.PLACED
    if found.news is News.CHANGED:
        if not may_change(ours, seat.person, is_reviewer=seat.is_reviewer):
            return Fate.NOT_YOURS
        said = from_word(found.text)
        same = (said.severity, said.text, said.basis) == (ours.severity, ours.text, ours.basis)
        return Fate.TWICE if same else Fate.PLACED
    return Fate.PLACED
