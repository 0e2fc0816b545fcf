"""Telling people what an act means for them: a follower of the journal, in the act's transaction.

Telling the same entries twice writes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from portal.bylaws.library import recall
from portal.clock import now
from portal.journal.following import follower
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.matters.turn import turn_of
from portal.notices.hearers import Hearer, hearers_of, told
from portal.notices.models import Notice
from portal.notices.posting import post_at_once
from portal.notices.settling import SETTLING, settle
from portal.notices.table import Called, Row, table
from portal.people.models import Person
from portal.permits import Permit


@dataclass(frozen=True)
class Message:
    """What is to be told to one person; `key` makes it the same message.

    A reminder has no entry: nobody's act has caused it.
    """

    key: str
    person: Person
    words: str
    permit: Permit | None
    address: str
    mail: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    together: bool = False  # not while an equal one is unread


@follower
async def tell(entries: Sequence[Entry]) -> None:
    """Write the notices that these entries ask for, and end those that they make idle."""
    for number, about in groupby(sorted(entries, key=_subject), key=_subject):
        await _tell_of(number, list(about))


async def _tell_of(number: str, entries: Sequence[Entry]) -> None:
    """The entries of one act on one matter; its own subject may be no matter at all."""
    acts = {entry.act for entry in entries}
    rows = table().after(acts)
    if not rows and acts.isdisjoint(SETTLING):
        return
    matter = await Matter.get_or_none(number=number)
    if matter is None:
        return
    await recall([matter.bylaw])
    hearers = await hearers_of(matter, _named(entries))
    await settle(matter, hearers, entries)
    await write(matter, list(_messages(matter, rows, hearers, entries)))


def _subject(entry: Entry) -> str:
    return entry.subject


def _named(entries: Sequence[Entry]) -> set[int]:
    return {int(entry.facts["whom"]) for entry in entries if entry.facts.get("whom")}


def _messages(
    matter: Matter, rows: Sequence[Row], hearers: Sequence[Hearer], entries: Sequence[Entry]
) -> Iterator[Message]:
    turn = turn_of(matter)
    for hearer, row, entry in told(rows, hearers, entries):
        key = f"entry:{entry.id}:{hearer.person.id}"
        if turn and Called.TURN in row.to:
            yield Message(
                key, hearer.person, row.words, turn.permit, turn.address(matter.number), row.mail,
                {"verb": turn.verb}, entry, row.together,
            )  # fmt: skip
        else:
            address = f"/matters/{matter.number}{row.place}" if row.permit else row.place
            yield Message(
                key, hearer.person, row.words, row.permit, address, row.mail,
                entry=entry, together=row.together,
            )  # fmt: skip


async def write(matter: Matter, messages: Sequence[Message]) -> None:
    """Write these messages, and the mails of those who want each at once."""
    made = [await _write_one(matter, message) for message in messages]
    await post_at_once([one for one in made if one])


async def _write_one(matter: Matter, message: Message) -> Notice | None:
    """The new notice; None where it was written before, or an equal one is still to be read."""
    if message.together and await _is_unread(matter, message):
        return None
    notice, new = await Notice.get_or_create(
        key=message.key,
        defaults={
            "person": message.person, "matter": matter, "entry": message.entry,
            "words": message.words, "facts": message.facts, "permit": message.permit,
            "address": message.address, "mail": message.mail, "at": now(),
        },
    )  # fmt: skip
    return notice if new else None


async def _is_unread(matter: Matter, message: Message) -> bool:
    equal = Notice.filter(
        matter_id=matter.id, read_at=None, person_id=message.person.id, words=message.words
    )
    return await equal.exists()
