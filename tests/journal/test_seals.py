"""Whoever changes the record is found, even with the database and the server's key in his hands."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import portal.proofs
import settings
from portal.acts import Act
from portal.gateways.record_key import public_key
from portal.gateways.witnesses import Refusing, witnesses
from portal.jobs.models import Job
from portal.jobs.queue import Hopeless, OutOfReach
from portal.journal.checkpoints import seal, unsealed
from portal.journal.cosigning import anchor, bundle, seal_and_anchor
from portal.journal.models import Chain, Checkpoint, Cosignature, Entry, Leaf
from portal.journal.seals import compared
from portal.journal.verifying import verify
from portal.journal.writing import record
from portal.proofs.legalverify import read_checkpoint, read_key, signed_by
from portal.proofs.trees import Tree
from portal.proofs.witness import Refused
from tests.journal.stage import FIRST, SECOND, custodian, listening, rebuild, write

pytestmark = pytest.mark.anyio


@pytest.fixture
async def sealed(cast, tmp_path, monkeypatch):
    """Two checkpoints over 22 entries, the second cosigned; yields the witness."""
    await write(cast)
    await seal()
    await write(cast)
    witness = custodian(tmp_path / "witness", str(public_key()))
    with listening(witness) as address:
        monkeypatch.setattr(settings, "WITNESSES", f"{address} {witness.key()}")
        await seal_and_anchor(Job(kind="seal", key="seal:1"))
        yield witness


async def lines(witness) -> list[str]:
    return witness.leaves.read_text().splitlines()


async def test_an_honest_record_holds(sealed):
    assert await verify() == (22, [])
    assert await compared(await lines(sealed)) == []
    assert [point.size for point in await Checkpoint.all().order_by("id")] == [11, 22]
    assert await Cosignature.all().count() == 1
    assert await unsealed() == 0


async def test_the_tail_is_known(sealed, cast):
    await record(Act.SIGNED_IN, "people", by=cast.wu)

    assert await unsealed() == 1
    assert await verify() == (23, [])


async def test_sealing_again_seals_nothing(sealed):
    await seal_and_anchor(Job(kind="seal", key="seal:2"))

    assert await Checkpoint.all().count() == 2
    assert await Leaf.all().count() == 22


async def test_the_root_is_that_of_the_standard(sealed):
    digests = await Leaf.all().order_by("position").values_list("digest", flat=True)
    point = read_checkpoint((await Checkpoint.get(size=22)).text)

    assert point.root == Tree([bytes.fromhex(one) for one in digests]).root()
    assert signed_by(public_key(), point.body, point.lines)


CHANGES = {
    Entry: {
        "subject": "2026-0003", "seq": 99, "act": "matter:cleared", "by_id": None,
        "at": timedelta(seconds=1), "facts": {}, "previous": "0" * 64, "digest": "0" * 64,
    },
    Chain: {"subject": "2026-0003", "length": 9, "digest": "0" * 64, "sealed": 3},
    Leaf: {"position": 99, "subject": "2026-0003", "seq": 99, "digest": "0" * 64},
    Checkpoint: {
        "size": 12, "root": "0" * 64, "peaks": [], "text": "forged\n\n\n", "at": timedelta(days=1),
    },
    Cosignature: {
        "checkpoint_id": "first", "witness": "forged", "line": "— archive AAAA",
        "at": timedelta(days=1),
    },
}  # fmt: skip
COLUMNS = [(model, column) for model, columns in CHANGES.items() for column in columns]


@pytest.mark.parametrize(("model", "column"), COLUMNS)
async def test_every_changed_column_of_every_table_is_found(sealed, model, column):
    row = await _victim(model)
    value = CHANGES[model][column]
    if isinstance(value, timedelta):
        value = getattr(row, column) + value
    if value == "first":
        value = (await Checkpoint.get(size=11)).id
    if column == "witness":
        value = str(public_key())
    await model.filter(pk=row.pk).update(**{column: value})

    _, breaks = await verify()

    assert breaks, (model, column)
    assert {one.subject for one in breaks} & _names(row), breaks


async def _victim(model):
    if model in (Entry, Leaf):
        return await model.get(subject=FIRST, seq=3)
    if model is Chain:
        return await Chain.get(subject=FIRST)
    return await model.all().order_by("id").first()


def _names(row) -> set[str]:
    return {getattr(row, "subject", "checkpoint"), "2026-0003"}


def test_every_column_is_tried():
    """An id says nothing: it is no part of the record, but the order of a chain follows it."""
    for model, columns in CHANGES.items():
        assert set(model._meta.db_fields) - {"id"} == set(columns), model


@pytest.mark.parametrize("model", list(CHANGES))
async def test_every_deleted_row_is_found(sealed, model):
    row = await _victim(model)
    await row.delete()

    _, breaks = await verify()

    assert breaks or model is Cosignature
    if model is Cosignature:  # nothing of the record is lost with it: it is asked for anew
        await seal_and_anchor(Job(kind="seal", key="seal:2"))
        assert await Cosignature.all().count() == 1


async def test_the_newest_root_cut_off_is_found(sealed):
    await Cosignature.all().delete()
    await Checkpoint.filter(size=22).delete()

    assert [(one.subject, one.seq) for one in (await verify())[1]] == [("checkpoint", 22)]


TAMPERS = {
    "an entry changed": (FIRST, 2),
    "an entry deleted": (FIRST, 2),
    "two exchanged": (FIRST, 2),
    "the end cut off": (FIRST, 9),
    "one put in between": (FIRST, 2),
}


async def _tamper(how: str) -> None:
    second, third = [await Entry.get(subject=FIRST, seq=seq) for seq in (2, 3)]
    if how == "an entry changed":
        await Entry.filter(id=second.id).update(facts={"name": "别的.docx"})
    elif how == "an entry deleted":
        await second.delete()
    elif how == "two exchanged":
        await Entry.filter(id=second.id).update(facts=third.facts, at=third.at)
        await Entry.filter(id=third.id).update(facts=second.facts, at=second.at)
    elif how == "the end cut off":
        await Entry.filter(subject=FIRST, seq__gte=9).delete()
    else:
        for entry in await Entry.filter(subject=FIRST, seq__gte=2).order_by("-seq"):
            await Entry.filter(id=entry.id).update(seq=entry.seq + 1)
        await Entry.create(
            subject=FIRST, seq=2, act="draft:received", by_id=None, at=second.at, facts={},
            previous="", digest="",
        )  # fmt: skip


@pytest.mark.parametrize("how", TAMPERS)
async def test_a_record_rebuilt_with_the_servers_key_is_found_and_named(sealed, how):
    """Everything here holds again; what was seen elsewhere does not agree with it."""
    seen = await lines(sealed)
    await _tamper(how)
    await rebuild()
    if how != "one put in between":  # its id tells on it already
        assert (await verify())[1] == []

    breaks = await compared(seen)

    assert TAMPERS[how] in [(one.subject, one.seq) for one in breaks]
    with pytest.raises((Hopeless, Refusing, Refused)):
        await seal_and_anchor(Job(kind="seal", key="seal:3"))
    assert await Cosignature.all().count() == 0


async def test_the_witness_refuses_a_rebuilt_record_that_grew(sealed, cast):
    await _tamper("an entry changed")
    await rebuild()
    await write(cast)
    point = await seal()

    with pytest.raises(Refusing, match="does not continue"):
        await anchor(point, witnesses()[0])


async def test_the_witness_hears_one_office_only(sealed, cast, record_key):
    await write(cast)
    record_key.unlink()  # another key from now on
    point = await seal()

    with pytest.raises(Refusing, match="not signed by the office"):
        await anchor(point, witnesses()[0])


async def test_a_silent_witness_is_asked_again_later(cast, monkeypatch, sealed):
    await write(cast)
    monkeypatch.setattr(settings, "WITNESSES", f"http://127.0.0.1:9 {sealed.key()}")

    with pytest.raises(OutOfReach):
        await seal_and_anchor(Job(kind="seal", key="seal:2"))

    assert (await verify())[1] == []


async def test_the_witness_stands_alone(cast, tmp_path):
    """As a custodian runs it: two files in a folder, no packages, everything by hand."""
    await write(cast)
    point = await seal()
    for name in ("witness.py", "legalverify.py"):
        shutil.copy(Path(portal.proofs.__file__).parent / name, tmp_path / name)
    bundle_file = tmp_path / "bundle.json"
    bundle_file.write_text(json.dumps(await bundle(point, 0)))

    def run(*said: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(tmp_path / "start.py"), *said]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)

    (tmp_path / "start.py").write_text(
        f"import sys, runpy; sys.path.insert(0, {str(tmp_path)!r})\n"
        f"runpy.run_path({str(tmp_path / 'witness.py')!r}, run_name='__main__')\n"
    )
    key = run("new", "archive").stdout.strip()
    run("trust", str(public_key()))
    line = run("take", str(bundle_file)).stdout.strip()

    assert signed_by(read_key(key), read_checkpoint(point.text).body, [line])
    again = run("take", str(bundle_file))
    assert again.returncode == 1
    assert "were seen" in again.stderr


async def test_other_chains_stay_unnamed(sealed):
    await Entry.filter(subject=SECOND, seq=2).update(act="matter:cleared")

    assert {one.subject for one in (await verify())[1]} == {SECOND}
