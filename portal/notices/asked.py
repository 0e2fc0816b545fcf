"""Telling the organs that are asked for views: they hear of a letter, never of its matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from portal.acts import Act
from portal.clock import now
from portal.consultation.models import Letter
from portal.consultation.reach import answering, barred_from
from portal.consultation.waiting import open_letters
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.journal.following import follower
from portal.journal.models import Entry
from portal.notices.due_steps import steps_on
from portal.notices.models import LETTERS, Notice
from portal.notices.table import Called, Row, Step, Term, table
from portal.notices.telling import Message, write
from portal.people.models import Person
from portal.workflow import Move

ASKING = frozenset({Act.VIEWS_ASKED.value, Act.VIEWS_URGED.value})
ENDING = frozenset(
    one.value for one in (Act.VIEWS_GIVEN, Act.VIEWS_CLOSED, Move.WITHDRAW, Move.CLEAR, Move.CLOSE)
)


@follower
async def tell_asked(entries: Sequence[Entry]) -> None:
    """Tell of new letters and of reminders by hand, and end what is answered or over."""
    for entry in entries:
        if entry.act in ASKING:
            await _tell(entry)
        elif entry.act in ENDING:
            await _end(entry)


async def remind_asked(day: date) -> None:
    """Remind, once a step, whoever has not answered a letter whose last day comes or has passed.

    Where silence means no objection, nobody is reminded once the day is over.
    """
    for letter in await open_letters().select_related("consultation__matter"):
        asked = letter.consultation
        steps = steps_on(Term.CONSULTATION, asked.due, day, table().steps, official())
        wanted = [one for one in steps if one.days <= 0 or not asked.silence]
        if wanted:
            await _remind(letter, wanted)


@transaction
async def _remind(letter: Letter, steps: Sequence[Step]) -> None:
    people = await _people(letter)
    await write(letter.consultation.matter, list(_reminders(letter, steps, people)))


def _reminders(
    letter: Letter, steps: Sequence[Step], people: Sequence[Person]
) -> Iterator[Message]:
    due = letter.consultation.due.isoformat()
    facts = {"period": Term.CONSULTATION.value, "due": due}
    for step in steps:
        for person in people:
            key = f"reminder:letter:{letter.id}:{due}:{step.days:+d}:{person.id}"
            yield Message(key, person, step.words, None, _place(letter), step.mail, dict(facts))


async def _tell(entry: Entry) -> None:
    asked = int(entry.facts.get("consultation", 0))
    rows = [row for row in table().after([entry.act]) if Called.ASKED in row.to]
    for letter in (
        await open_letters().filter(consultation_id=asked).select_related("consultation__matter")
    ):
        people = await _people(letter)
        messages = list(_messages(entry, letter, rows, people))
        await write(letter.consultation.matter, messages)


def _messages(
    entry: Entry, letter: Letter, rows: Sequence[Row], people: Sequence[Person]
) -> Iterator[Message]:
    for row in rows:
        for person in people:
            if person.id != entry.by_id:
                key = f"entry:{entry.id}:{person.id}:{letter.id}"
                yield Message(key, person, row.words, None, _place(letter), row.mail, entry=entry)


async def _people(letter: Letter) -> list[Person]:
    """Whoever answers for the organ asked, but for those barred from the matter."""
    posts = await answering([letter.organ_id])
    barred = await barred_from(letter.consultation.matter_id)
    people = {post.person_id: post.person for post in posts if post.person_id not in barred}
    return list(people.values())


async def _end(entry: Entry) -> None:
    """End every notice of a letter of this matter that waits no more."""
    letters = await Letter.filter(consultation__matter__number=entry.subject)
    waiting = {one.id for one in await open_letters().filter(id__in=[one.id for one in letters])}
    over = [_place(one) for one in letters if one.id not in waiting]
    if over:
        idle = Notice.filter(address__in=over, read_at=None, over_at=None)
        await idle.update(over_at=now())


def _place(letter: Letter) -> str:
    return f"{LETTERS}{letter.id}"
