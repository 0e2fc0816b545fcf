"""Open engagements whose last day falls into days on which their person is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.people.models import Absence, Degree, Person
from portal.routing.histories import WORKING
from portal.routing.models import Assignment


async def due_while_away(
    member: Person, absences: Sequence[Absence], reader: Person
) -> list[Assignment]:
    """What `member` cannot finish in time, of the matters that `reader` may see; by last day.

    Who can finish what is open is not away in this sense.
    """
    away = [one for one in absences if one.degree is Degree.AWAY]
    if not away:
        return []
    seen = await Matter.filter(await visible_to(reader), ended=False).values_list("id", flat=True)
    running = Assignment.filter(
        person_id=member.id, answer__in=WORKING, due__not_isnull=True,
        matter_id__in=[int(str(one)) for one in seen],
    ).order_by("due", "id")  # fmt: skip
    found = await running.select_related("matter")
    return [one for one in found if one.due and any(_covers(days, one.due) for days in away)]


def _covers(days: Absence, due: date) -> bool:
    return days.since <= due <= days.until
