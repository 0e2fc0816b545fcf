"""The matters that a person may see, as a list: filtered, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q
from tortoise.functions import Count, Min
from tortoise.queryset import QuerySet

from portal.bylaws.library import recall
from portal.clock import today
from portal.deadlines.telling import Sign
from portal.desk.clocks import is_late
from portal.desk.timeline import Line
from portal.desk.todo import clocks_of, for_others, last_of
from portal.kinds import kinds
from portal.matters.access import IN_OFFICE, visible_to
from portal.matters.models import Matter, Part
from portal.matters.turn import turn_of
from portal.matters.waiting import mine
from portal.names import Named
from portal.people.models import Organ, Person, Post
from portal.permits import Relation
from portal.routing.waiting import engagements_of
from portal.web.paging import SIZE, Sheet
from portal.workflow import State


class Sort(Named):
    NEWEST = "newest", "最新送审"
    DUE = "due", "按到期日"
    MOVED = "moved", "最近有进展"


class Phase(Named):
    """Several states at once."""

    OPEN = "open", "办理中"
    ENDED = "ended", "已办结"


@dataclass(frozen=True)
class Wish:
    """Which matters are asked for, as it stands in the address of the page."""

    words: str = ""
    state: State | Phase | None = None
    kind: str = ""
    organ: int = 0
    late: bool = False
    others: bool = False  # only what waits for somebody else
    sort: Sort = Sort.NEWEST


@dataclass(frozen=True)
class Row:
    """A matter in the list."""

    matter: Matter
    sign: Sign | None
    last: Line | None
    who: str  # message id of the relation whose turn it is; "" when it has ended
    by: str = ""  # the reviewer whose turn it is, by name; told to his office only


def wish_of(asked: Mapping[str, str]) -> Wish:
    """The wish in an address; whatever is not understood is not wished."""
    said = asked.get("state", "")
    state = next((one for one in [*State, *Phase] if one.value == said), None)
    organ = asked.get("organ", "")
    sort = next((one for one in Sort if one.value == asked.get("sort")), Sort.NEWEST)
    return Wish(
        words=asked.get("q", "").strip()[:100],
        state=state,
        kind=asked.get("kind", "") if asked.get("kind") in kinds() else "",
        organ=int(organ) if organ.isdecimal() and len(organ) < 10 else 0,
        late=bool(asked.get("late")),
        others=asked.get("whose") == "others",
        sort=sort,
    )


async def list_of(person: Person, wish: Wish, number: int) -> Sheet[Row]:
    """One sheet of what `person` may see of what is wished."""
    posts = await Post.filter(person_id=person.id)
    seen = await _seen(person, posts, wish)
    first = (number - 1) * SIZE
    wanted = _sorted(Matter.filter(seen & _filter(wish)), wish.sort)
    ids = await wanted.offset(first).limit(SIZE + 1).values_list("id", flat=True)
    return Sheet(await _rows([int(str(one)) for one in ids[:SIZE]], posts), number, len(ids) > SIZE)


async def organs_for(person: Person) -> list[Organ]:
    """The organs that the filter offers: one's own, and those that one's office serves."""
    posts = await Post.filter(person_id=person.id)
    own = [post.organ_id for post in posts]
    offices = [post.organ_id for post in posts if post.role in IN_OFFICE]
    return await Organ.filter(Q(id__in=own) | Q(office_id__in=offices)).order_by("id")


async def _seen(person: Person, posts: list[Post], wish: Wish) -> Q:
    if not wish.others:
        return await visible_to(person)
    asked = await engagements_of(person)
    return await for_others(person, mine(person, posts), asked)


def _filter(wish: Wish) -> Q:
    wanted = Q()
    if isinstance(wish.state, State):
        wanted &= Q(state=wish.state)
    elif wish.state is not None:
        wanted &= Q(ended=wish.state is Phase.ENDED)
    if wish.kind:
        wanted &= Q(kind=wish.kind)
    if wish.organ:
        wanted &= Q(organ_id=wish.organ)
    if wish.late:
        wanted &= is_late(today())
    if wish.words:
        wanted &= Q(title__icontains=wish.words) | Q(number__icontains=wish.words)
    return wanted


def _sorted(wanted: QuerySet[Matter], sort: Sort) -> QuerySet[Matter]:
    if sort is Sort.NEWEST:
        return wanted.order_by("-id")
    if sort is Sort.MOVED:
        return wanted.order_by("-moved_at", "-id")
    running = Q(deadlines__closed=None)
    clocks = Count("deadlines__due", _filter=running)  # 0 where all are stopped: these come last
    ends = Min("deadlines__due", _filter=running)
    timed = wanted.annotate(clocks=clocks, ends=ends).group_by("id")
    return timed.order_by("-clocks", "ends", "id")


async def _rows(ids: list[int], posts: list[Post]) -> list[Row]:
    found = await Matter.filter(id__in=ids).select_related("organ")
    await recall(matter.bylaw for matter in found)
    matters = {matter.id: matter for matter in found}
    clocks, last = await clocks_of(ids), await last_of(found, posts)
    names = await _reviewers(found, posts)
    return [
        _row(matters[one], clocks.get(one), last.get(matters[one].number), names.get(one, ""))
        for one in ids
        if one in matters
    ]


def _row(matter: Matter, sign: Sign | None, last: Line | None, reviewer: str) -> Row:
    turn = turn_of(matter)
    by = reviewer if turn and turn.who is Relation.REVIEWER else ""
    return Row(matter, sign, last, turn.who.zh if turn else "", by)


async def _reviewers(found: Sequence[Matter], posts: Sequence[Post]) -> dict[int, str]:
    """By matter who reviews it, of those matters whose office the reader belongs to."""
    offices = {post.organ_id for post in posts if post.role in IN_OFFICE}
    own = [matter.id for matter in found if matter.office_id in offices]
    if not own:
        return {}
    parts = Part.filter(matter_id__in=own, relation=Relation.REVIEWER, until=None)
    return {part.matter_id: part.person.name for part in await parts.select_related("person")}
