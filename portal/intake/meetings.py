"""Putting up a meeting's agenda, and deciding what becomes of each of its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.database import transaction
from portal.documents.examining import Examined
from portal.documents.models import StoredFile
from portal.errors import WrongMoment
from portal.intake.agendas import Item
from portal.intake.meeting_reach import is_open
from portal.intake.models import AgendaItem, Handling, Meeting
from portal.intake.submission import Submission
from portal.intake.submitting import submit
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join, leave
from portal.people.models import Organ, Person
from portal.permits import Relation


@dataclass(frozen=True)
class Opening:
    """A meeting as it is put up."""

    title: str
    day: date
    organ: Organ
    agenda: Examined
    items: Sequence[Item]


@transaction
async def open_meeting(opening: Opening, *, by: Person) -> Meeting:
    """Keep the meeting with its items, each still to be decided."""
    agenda = opening.agenda
    await StoredFile.get_or_create(
        sha256=agenda.original, defaults={"size": agenda.original_size, "kept": now()}
    )
    meeting = await Meeting.create(
        title=opening.title, day=opening.day, organ=opening.organ, agenda=agenda.original,
        agenda_name=agenda.name, opened_by=by, opened_at=now(),
    )  # fmt: skip
    for position, item in enumerate(opening.items, start=1):
        await AgendaItem.create(
            meeting=meeting, position=position, title=item.title[:300], text=item.text,
            department=item.department[:120],
        )  # fmt: skip
    await record(
        Act.MEETING_OPENED, subject(meeting), by=by,
        title=meeting.title, day=meeting.day, items=len(opening.items),
    )  # fmt: skip
    return meeting


@transaction
async def exempt(item: AgendaItem, reason: str, *, by: Person) -> None:
    """Note that the item needs no review, and why."""
    await _decide(item, Handling.EXEMPT, None, by, reason=reason)


@transaction
async def link(item: AgendaItem, matter: Matter, *, by: Person) -> None:
    """Let the item stand or fall with a matter that exists."""
    await _decide(item, Handling.LINKED, matter, by)


@transaction
async def send(
    item: AgendaItem, submission: Submission, submitter: Person, *, by: Person
) -> Matter:
    """Submit the item as a matter of its own, which `submitter` then answers for."""
    matter = await submit(submission, by=by)
    if submitter.id != by.id:
        await leave(matter, by.id, Relation.SUBMITTER)
        await join(matter, submitter, Relation.SUBMITTER)
        await Matter.filter(id=matter.id).update(submitted_by_id=submitter.id)
    await _decide(item, Handling.REVIEW, matter, by)
    return matter


def subject(meeting: Meeting) -> str:
    """The chain of the journal that the meeting's acts are written to."""
    return f"meeting:{meeting.id}"


async def _decide(
    item: AgendaItem, handling: Handling, matter: Matter | None, by: Person, *, reason: str = ""
) -> None:
    held = await AgendaItem.select_for_update().get(id=item.id)
    await held.fetch_related("meeting", "matter")
    if not is_open(held):
        raise WrongMoment("这项议题已经送审，不能再改变处理方式")
    held.handling, held.matter_id, held.reason = handling, matter.id if matter else None, reason
    await held.save(update_fields=["handling", "matter_id", "reason"])
    await record(
        Act.AGENDA_DECIDED, subject(held.meeting), by=by,
        item=held.title, handling=handling.value, matter=matter.number if matter else "",
        reason=reason,
    )  # fmt: skip
