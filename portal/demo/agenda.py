"""A meeting of the demo: one item cleared, one under review, one exempt, the rest still open."""

from __future__ import annotations

from datetime import timedelta

from portal.clock import today
from portal.demo.executive_meeting import EXECUTIVE_MEETING
from portal.documents.examining import examine
from portal.documents.workshop import document_of
from portal.intake import meetings
from portal.intake.agendas import split
from portal.intake.meetings import Opening
from portal.intake.models import AgendaItem
from portal.matters.models import Matter
from portal.people.models import Organ, Person
from portal.workflow import State

EXEMPT = "学习传达，不作决定，不涉及权利义务。"


async def convene(clerk: Person) -> None:
    """Put the executive meeting up for next week and decide its first items."""
    examined = await examine("市人民政府第52次常务会议议题.docx", EXECUTIVE_MEETING.build())
    items = split(await document_of(examined.sha256))
    meeting = await meetings.open_meeting(
        Opening(
            title="市人民政府第52次常务会议", day=today() + timedelta(days=7),
            organ=await Organ.get(id=clerk.organ_id), agenda=examined, items=items,
        ),
        by=clerk,
    )  # fmt: skip
    first, second, third, *_ = await AgendaItem.filter(meeting_id=meeting.id).order_by("position")
    await meetings.link(first, await _some(State.CLEARED), by=clerk)
    await meetings.link(second, await _some(State.UNDER_REVIEW), by=clerk)
    await meetings.exempt(third, EXEMPT, by=clerk)


async def _some(state: State) -> Matter:
    return await Matter.filter(state=state).order_by("id").first()  # type: ignore[return-value]
