"""Numbers without gaps or twins: taken inside the act that uses them, given back when it fails."""

from __future__ import annotations

from portal.database import transaction
from portal.matters.models import Counter


@transaction
async def next_number(series: str) -> int:
    """The next number of `series`, from 1; call it inside the act's transaction.

    The row is locked by the update, so that a second act waits until the first one stands.
    """
    if not await Counter.filter(series=series).exists():
        await Counter.get_or_create(series=series)
    counter = await Counter.select_for_update().get(series=series)
    counter.reached += 1
    await counter.save(update_fields=["reached"])
    return counter.reached
