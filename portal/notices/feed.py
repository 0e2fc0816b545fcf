"""What stands in a personal calendar: number, what is due, and the link; no title, no party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from portal.bylaws.library import recall
from portal.clock import now, today
from portal.consultation.waiting import ANSWER, letters_waiting
from portal.deadlines.models import Deadline
from portal.i18n import speaking
from portal.i18n import translate as _
from portal.intake.meeting_reach import meetings_of
from portal.matters.models import Matter
from portal.matters.turn import turn_of
from portal.matters.waiting import mine
from portal.people.models import Person, Post
from portal.routing.waiting import address_of, engagements_of, verb_of
from portal.web.site import site

ONE_DAY = timedelta(days=1)
KEPT = timedelta(days=30)  # meetings that were held before are gone from the calendar


@dataclass(frozen=True)
class Event:
    """Something on one day; `name` stays the same as long as it is the same thing."""

    name: str
    day: date
    words: str
    place: str


async def feed_of(person: Person) -> bytes:
    """The calendar of `person` now, in his language."""
    with speaking(person.language):
        events = await _matters(person) + await _engagements(person) + await _meetings(person)
        events += await _letters(person)
        return calendar(_("合法性审查：我的期限"), events, now())


def calendar(name: str, events: Iterable[Event], at: datetime) -> bytes:
    """The events as a calendar program reads them (RFC 5545), as of `at`."""
    made = icalendar.Calendar()
    made.add("prodid", "-//legality-review-portal//calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for event in events:
        made.add_component(_event(event, at))
    return bytes(made.to_ical())


def _event(event: Event, at: datetime) -> icalendar.Event:
    made, link = icalendar.Event(), f"{site()}{event.place}"
    made.add("uid", f"{event.name}@{urlsplit(site()).hostname or 'portal'}")
    made.add("dtstamp", at)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + ONE_DAY)
    made.add("summary", event.words)
    made.add("url", link)
    made.add("description", link)
    made.add("transp", "TRANSPARENT")
    return made


async def _matters(person: Person) -> list[Event]:
    """The last day of every running period of a matter that waits for this person."""
    posts = await Post.filter(person_id=person.id)
    by_id = {matter.id: matter for matter in await Matter.filter(mine(person, posts))}
    await recall(matter.bylaw for matter in by_id.values())
    running = Deadline.filter(matter_id__in=list(by_id), closed=None, due__isnull=False)
    return [
        event
        for deadline in await running.order_by("due", "id")
        for event in _period(deadline, by_id[deadline.matter_id])
    ]


def _period(deadline: Deadline, matter: Matter) -> Iterator[Event]:
    turn = turn_of(matter)
    if turn is None or deadline.due is None:
        return
    words = _(
        "{number} {verb}（{period}）", number=matter.number, verb=turn.verb, period=deadline.period
    )
    yield Event(f"deadline-{deadline.id}", deadline.due, words, turn.address(matter.number))


async def _engagements(person: Person) -> list[Event]:
    return [
        Event(
            f"engagement-{one.id}", one.due,
            _("{number} {verb}", number=one.matter.number, verb=verb_of(one)), address_of(one),
        )
        for one in await engagements_of(person)
        if one.due
    ]  # fmt: skip


async def _letters(person: Person) -> list[Event]:
    """Letters that ask his organ for its views: no number, for he knows of no matter."""
    return [
        Event(f"letter-{one.id}", one.consultation.due, _(ANSWER), f"/letters/{one.id}")
        for one in await letters_waiting(person)
    ]


async def _meetings(person: Person) -> list[Event]:
    return [
        Event(f"meeting-{one.id}", one.day, _("会议议程"), f"/meetings/{one.id}")
        for one in await meetings_of(person)
        if one.day >= today() - KEPT
    ]
