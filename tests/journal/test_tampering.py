"""Whoever changes the journal's rows is found out, whatever column he changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.acts import Act
from portal.journal.models import Chain, Entry
from portal.journal.verifying import Break, verify
from portal.journal.writing import record
from portal.workflow import Move

pytestmark = pytest.mark.anyio


@pytest.fixture
async def written(cast):
    """Three chains: five entries each of two matters, and two of the house."""
    for number in range(5):
        for subject in ("2026-0001", "2026-0002"):
            await record(Act.DRAFT_RECEIVED, subject, by=cast.lin, version=number, name="合同.docx")
    for person in (cast.wu, None):
        await record(Act.SIGNED_IN, "people", by=person)
    return cast


async def test_an_honest_journal_holds(written):
    assert await verify() == (12, [])
    assert await verify("2026-0001") == (5, [])


async def test_each_entry_follows_the_one_before_it(written):
    entries = await Entry.filter(subject="2026-0002").order_by("seq")

    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in entries] == ["", *(one.digest for one in entries[:-1])]


CHANGES = {
    "act": lambda entry: {"act": Move.WITHDRAW.value},
    "by": lambda entry: {"by_id": None},
    "at": lambda entry: {"at": entry.at + timedelta(seconds=1)},
    "facts": lambda entry: {"facts": {**entry.facts, "name": "别的.docx"}},
    "facts dropped": lambda entry: {"facts": {}},
    "previous": lambda entry: {"previous": "0" * 64},
    "digest": lambda entry: {"digest": "0" * 64},
    "seq": lambda entry: {"seq": 99},
    "subject": lambda entry: {"subject": "2026-0003"},
}


@pytest.mark.parametrize("seq", [1, 3, 5])
@pytest.mark.parametrize("column", CHANGES)
async def test_every_changed_column_is_found(written, column, seq):
    entry = await Entry.get(subject="2026-0001", seq=seq)
    await Entry.filter(id=entry.id).update(**CHANGES[column](entry))

    _, breaks = await verify()

    assert ("2026-0001", seq) in [(one.subject, one.seq) for one in breaks]


def test_every_column_is_tried():
    columns = set(Entry._meta.db_fields) - {"id"}

    assert columns == {column.split()[0] for column in CHANGES} - {"by"} | {"by_id"}


@pytest.mark.parametrize("seq", [1, 3, 5])
async def test_a_missing_entry_is_found(written, seq):
    await Entry.filter(subject="2026-0001", seq=seq).delete()

    assert [one.seq for one in (await verify())[1]] == [seq]


async def test_a_tail_cut_off_is_found(written):
    await Entry.filter(subject="2026-0001", seq__gt=2).delete()

    assert (await verify())[1] == [Break("2026-0001", 3, "the end was cut or added to")]


async def test_a_tail_cut_off_with_a_shortened_head_is_found(written):
    """Whoever also sets the head's length must still forge its digest."""
    await Entry.filter(subject="2026-0001", seq__gt=2).delete()
    await Chain.filter(subject="2026-0001").update(length=2)

    assert len((await verify())[1]) == 1


async def test_a_chain_without_its_head_is_found(written):
    await Chain.filter(subject="2026-0001").delete()

    assert [one.subject for one in (await verify())[1]] == ["2026-0001"]


async def test_an_entry_added_behind_is_found(written):
    last = await Entry.get(subject="2026-0001", seq=5)
    await Entry.create(
        subject="2026-0001", seq=6, act=last.act, by_id=last.by_id, at=last.at, facts=last.facts,
        previous=last.digest, digest="f" * 64,
    )  # fmt: skip

    assert [one.seq for one in (await verify())[1]] == [6]


async def test_two_entries_exchanged_are_found(written):
    first, second = [await Entry.get(subject="2026-0001", seq=seq) for seq in (2, 3)]
    await Entry.filter(id=first.id).update(seq=99)
    await Entry.filter(id=second.id).update(seq=2)
    await Entry.filter(id=first.id).update(seq=3)

    assert [one.seq for one in (await verify())[1]] == [2]


async def test_the_other_chains_still_hold(written):
    await Entry.filter(subject="2026-0001", seq=2).update(act="matter:cleared")

    assert {one.subject for one in (await verify())[1]} == {"2026-0001"}
    assert await verify("2026-0002") == (5, [])
