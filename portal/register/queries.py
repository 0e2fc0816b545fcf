"""Which obligations and decisions wait for the holders of certain posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tortoise.expressions import Q, Subquery

from portal.matters.access import IN_DEPARTMENT, visible_to
from portal.matters.models import Matter
from portal.people.models import Person, Post
from portal.register.models import Obligation
from portal.workflow import State

MOST = 50  # matters that are counted, and late obligations that one page shows
AHEAD = timedelta(days=30)  # what is due later stands on the matter's own page only


async def obligations_for(posts: Sequence[Post], day: date) -> list[Obligation]:
    """What the departments of these posts are late with, have to do soon, or may do already."""
    own = Obligation.filter(organ_id__in=_departments(posts), open=True)
    near = own.filter(Q(due__lte=day + AHEAD) | Q(ahead=True, opened__lte=day))
    return await near.select_related("matter", "matter__organ")


async def undecided_for(posts: Sequence[Post]) -> int:
    """How many cleared matters of these departments have no decision written down, up to MOST."""
    departments = _departments(posts)
    if not departments:
        return 0
    waiting = Matter.filter(organ_id__in=departments, state=State.CLEARED, step="")
    return len(await waiting.limit(MOST).values_list("id", flat=True))


async def late_for(person: Person, day: date) -> list[Obligation]:
    """What is late on `day` of the matters that `person` may see, the oldest first."""
    seen = Matter.filter(await visible_to(person))
    late = Obligation.filter(open=True, due__lt=day, matter_id__in=Subquery(seen.values("id")))
    return await late.order_by("due", "id").limit(MOST).select_related("matter", "matter__organ")


def _departments(posts: Sequence[Post]) -> list[int]:
    return sorted({post.organ_id for post in posts if post.role in IN_DEPARTMENT})
