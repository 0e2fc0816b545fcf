"""The order of the items in the letter: by class, and within a class as the document goes."""

from __future__ import annotations

from portal.opinions.contents import left_out
from portal.opinions.models import Choice, Item, ItemClass, Opinion

CLASSES = list(ItemClass)


async def renumber(opinion: Opinion) -> None:
    """Give the items of the letter their numbers from 1, and 0 to those left out."""
    items = await Item.filter(opinion_id=opinion.id)
    taken = [item for item in items if item.choice is not Choice.LEFT_OUT]
    ranked = enumerate(sorted(taken, key=rank), start=1)
    wanted = [*ranked, *((0, item) for item in left_out(items))]
    for position, item in wanted:
        if item.position != position:
            await Item.filter(id=item.id).update(position=position)


def rank(item: Item) -> tuple[int, int, int, int, int]:
    """Where an item belongs; one about no passage goes before those about passages."""
    has_place = item.paragraph is not None
    return (
        CLASSES.index(item.klass), int(has_place), item.paragraph or 0, item.start or 0, item.id,
    )  # fmt: skip
