"""What is late, and who was to be told of it by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Subquery

from portal.deadlines.calendar import official
from portal.deadlines.ladders import Reached, reached_by
from portal.deadlines.models import Deadline
from portal.deadlines.telling import Sign, sign
from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.people.models import Person
from portal.web.paging import SIZE, Sheet


@dataclass(frozen=True)
class Late:
    """A deadline that has passed, and the rungs that it has reached."""

    deadline: Deadline
    sign: Sign
    reached: list[Reached]


async def late_for(person: Person, day: date, number: int) -> Sheet[Late]:
    """One sheet of what is late on `day` among the matters that `person` may see, oldest first."""
    seen = Matter.filter(await visible_to(person, ended=False))
    late = Deadline.filter(
        closed=None, due__lt=day, matter_id__in=Subquery(seen.values("id"))
    ).order_by("due", "id")  # fmt: skip
    first = (number - 1) * SIZE
    found = await late.offset(first).limit(SIZE + 1).select_related("matter", "matter__organ")
    rows = [
        Late(one, sign(one, day, official()), reached_by(one, day, official()))
        for one in found[:SIZE]
    ]
    return Sheet(rows, number, len(found) > SIZE)
