"""A city that has been at work for years: many matters, their people and deadlines.

`python -m tests.benchmarks.crowd URL COUNT` fills the database at that URL.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

import anyio

from portal.clock import now
from portal.database.opening import close_database, migrate, open_database
from portal.deadlines.models import Deadline, Period
from portal.demo import government
from portal.documents.models import Draft, Format
from portal.journal.models import Chain, Entry
from portal.matters.models import Matter, Part
from portal.people.models import Organ, Person
from portal.people.passwords import hashed
from portal.permits import Relation
from portal.workflow import State
from tests.scenes import stands

OPEN = 400  # of them still under way; the rest have ended
RUNNING = (
    State.SUBMITTED, State.REGISTERED, State.UNDER_REVIEW, State.CHECKING, State.SIGNING,
    State.ISSUED, State.ANSWERED, State.SUPPLEMENTING,
)  # fmt: skip


async def crowd(url: str, count: int) -> None:
    """Fill the database at `url` with so many matters."""
    await migrate(url)
    await open_database(url)
    try:
        await government.found(await hashed(government.PASSWORD))
        await _matters(count)
    finally:
        await close_database()


async def _matters(count: int) -> None:
    people = {person.login: person for person in await Person.all()}
    office = await Organ.get(name=government.CITY_OFFICE)
    home = await Organ.get(name="云川市交通运输局")
    made = [_matter(serial, home, office, people["linxiao"]) for serial in range(1, count + 1)]
    await Matter.bulk_create(made, batch_size=500)
    matters = await Matter.all().order_by("id")
    parts = [
        Part(matter_id=one.id, person_id=person.id, relation=relation, since=now(), ended=one.ended)
        for one in matters
        for person, relation in (
            (people["linxiao"], Relation.SUBMITTER),
            (people["wumin" if one.id % 3 else "jiangbo"], Relation.REVIEWER),
        )
    ]
    await Part.bulk_create(parts, batch_size=500)
    await Deadline.bulk_create([_deadline(one) for one in matters], batch_size=500)
    await Draft.bulk_create([_draft(one, people["linxiao"]) for one in matters], batch_size=500)
    await Chain.bulk_create([Chain(subject=one.number) for one in matters], batch_size=500)
    entries = [_entry(one, seq) for one in matters for seq in range(1, 9)]
    await Entry.bulk_create(entries, batch_size=500)


def _matter(serial: int, organ: Organ, office: Organ, clerk: Person) -> Matter:
    state = RUNNING[serial % len(RUNNING)] if serial <= OPEN else State.CLEARED
    moment = now() - timedelta(hours=serial)
    return Matter(
        number=f"2026-{serial:04}", title=f"第{serial}号道路养护委托合同", kind="contract",
        **stands(state, "contract"), organ=organ, office=office, submitted_by=clerk,
        submitted_at=moment, moved_at=moment, receipt=f"云司收〔2026〕{serial}号",
    )  # fmt: skip


def _deadline(matter: Matter) -> Deadline:
    opened = date(2026, 11, 2) + timedelta(days=matter.id % 20)
    return Deadline(
        matter_id=matter.id, period=Period.REVIEW, opened=opened, days=5, source="…",
        due=opened + timedelta(days=7),
        closed=None if matter.id <= OPEN else opened,
    )  # fmt: skip


def _draft(matter: Matter, clerk: Person) -> Draft:
    return Draft(
        matter_id=matter.id, version=1, name="合同.docx", format=Format.WORD, sha256="0" * 64,
        original="0" * 64, text_hash="0" * 64, paragraphs=10, characters=1000,
        uploaded_by=clerk, uploaded_at=now(),
    )  # fmt: skip


def _entry(matter: Matter, seq: int) -> Entry:
    return Entry(
        subject=matter.number, seq=seq, act="matter:registered", by_id=matter.submitted_by_id,
        at=now(), facts={}, previous="0" * 64, digest="0" * 64,
    )  # fmt: skip


if __name__ == "__main__":
    anyio.run(crowd, sys.argv[1], int(sys.argv[2]))
