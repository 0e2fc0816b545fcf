"""Whose meetings a person deals with: his organ's, and those that his legal office serves."""

from __future__ import annotations

from tortoise.expressions import Q

from portal.errors import NotFound
from portal.intake.models import AgendaItem, Handling, Meeting
from portal.matters.models import Matter
from portal.people.models import Organ, Person, Post, Role
from portal.permits import Relation
from portal.workflow import State

HOSTS = (Role.SUBMITTER, Role.HEAD)
OFFICE = (Role.REGISTRAR, Role.DISPATCHER, Role.REVIEWER, Role.APPROVER, Role.SIGNER)
READERS = (*HOSTS, *OFFICE)
DROPPED = (State.WITHDRAWN, State.REFUSED)  # a matter that will never clear its item


async def organs_within(person: Person) -> list[Organ]:
    """The organs whose meetings `person` prepares or guards, by name."""
    posts = await Post.filter(person_id=person.id, role__in=(*HOSTS, *OFFICE)).select_related(
        "organ"
    )
    own = [post.organ_id for post in posts if post.role in HOSTS]
    offices = [post.organ for post in posts if post.role in OFFICE]
    above = [office.parent_id for office in offices if office.parent_id]
    mine = Q(id__in=[*own, *above]) | Q(office_id__in=[office.id for office in offices])
    return await Organ.filter(mine).order_by("name")


async def meetings_of(person: Person, most: int = 100) -> list[Meeting]:
    """The meetings that `person` may see, the latest day first."""
    organs = [organ.id for organ in await organs_within(person)]
    found = Meeting.filter(organ_id__in=organs).order_by("-day", "-id").limit(most)
    return await found.select_related("organ").prefetch_related("items")


async def meeting_for(person: Person, meeting_id: int) -> Meeting:
    """The meeting, if `person` deals with it; raises NotFound for everybody else."""
    organs = [organ.id for organ in await organs_within(person)]
    found = await Meeting.get_or_none(id=meeting_id, organ_id__in=organs).select_related("organ")
    if found is None:
        raise NotFound("没有这次会议，或者您无权查看")
    return found


async def items_for(person: Person, meeting: Meeting) -> list[AgendaItem]:
    """The items in their order, without those of matters from which `person` is barred."""
    barred = Matter.filter(
        parts__person_id=person.id, parts__relation=Relation.BARRED, parts__until=None
    )
    hidden = {row["id"] for row in await barred.values("id")}
    items = AgendaItem.filter(meeting_id=meeting.id).order_by("position")
    found = await items.select_related("matter", "matter__organ", "matter__office")
    return [item for item in found if item.matter_id not in hidden]


async def item_for(person: Person, meeting: Meeting, item_id: int) -> AgendaItem:
    """One item of the meeting; raises NotFound where there is none that `person` may see."""
    for item in await items_for(person, meeting):
        if item.id == item_id:
            return item
    raise NotFound("没有这项议题，或者您无权查看")


def is_open(item: AgendaItem) -> bool:
    """Whether its handling may still be decided: a matter on its way is not taken back here."""
    on_its_way = item.matter is not None and item.matter.state not in DROPPED
    return not (item.handling is Handling.REVIEW and on_its_way)


async def submitters_for(meeting: Meeting) -> list[Post]:
    """Who can submit an item: the clerks and heads of the meeting's organ and of those below it."""
    organs = Q(organ_id=meeting.organ_id) | Q(organ__parent_id=meeting.organ_id)
    found = Post.filter(organs, role__in=HOSTS, organ__office_id__isnull=False)
    posts = await found.filter(person__active=True).select_related("person", "organ").order_by("id")
    return list({(post.organ_id, post.person_id): post for post in posts}.values())
