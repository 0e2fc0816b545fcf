"""The remarks of a review side by side, each with what became of it in the opinion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tortoise.expressions import Q

from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.opinions.models import Item, Opinion
from portal.people.models import Person
from portal.permits import Standing
from portal.reviews.models import Annotation
from portal.reviews.queries import Remark, remarks_in
from portal.reviews.seeing import Reader
from portal.reviews.sketches import SKETCH


@dataclass(frozen=True)
class Card:
    """A remark, and the item that was made of it; None while it is undecided."""

    remark: Remark
    item: Item | None


@dataclass(frozen=True)
class Row:
    """The remarks on one clause, side by side; `clause` is "" where the draft numbers none."""

    clause: str
    cards: tuple[Card, ...]


def rows(cards: Iterable[Card]) -> list[Row]:
    """Cards by clause in the order of the document; without a number by paragraph."""
    found: dict[object, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda one: one.remark.order):
        found[_key(card.remark)].append(card)
    return [Row(group[0].remark.placement.clause, tuple(group)) for group in found.values()]


async def cards_for(
    person: Person, standing: Standing, draft: Draft, opinion: Opinion | None
) -> list[Card]:
    """What `person` may see of the remarks on `draft`, with the items made of them."""
    remarks = await remarks_in(draft, Reader(person.id, standing.relations))
    ids = [one.annotation.id for one in remarks]
    items = await Item.filter(opinion_id=opinion.id, annotation_id__in=ids) if opinion else []
    used = {item.annotation_id: item for item in items}
    return [Card(one, used.get(one.annotation.id)) for one in remarks]


def pool(matter: Matter) -> Q:
    """The remarks that the matter's opinion must decide on."""
    return Q(matter_id=matter.id, submitted=True, version__gt=SKETCH)


async def undecided(matter: Matter, opinion: Opinion) -> int:
    """How many remarks were neither taken in nor left out."""
    ids = [one.id for one in await Annotation.filter(pool(matter)).only("id")]
    return len(ids) - await Item.filter(opinion_id=opinion.id, annotation_id__in=ids).count()


def _key(remark: Remark) -> object:
    place = remark.place
    if place is None:
        return None
    return remark.placement.clause or place.paragraph
