"""Receipts and the command line: what was issued is proved, and what was changed is named."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

import portal.proofs
import settings
from portal.gateways.record_key import public_key
from portal.jobs.models import Job
from portal.journal.checkpoints import seal
from portal.journal.cosigning import seal_and_anchor
from portal.journal.models import Checkpoint
from portal.proofs.legalverify import check_receipt, is_consistent, read_checkpoint
from portal.signing.command import checks_of
from portal.signing.models import IssuedOpinion
from portal.storage import storage
from tests.journal.stage import custodian, listening, run_alone
from tests.signing.stage import issued

pytestmark = pytest.mark.anyio


@pytest.fixture
async def one(browser, cast) -> IssuedOpinion:
    """An issued opinion, sealed."""
    _, found = await issued(browser, cast)
    await seal()
    return found


async def receipt(browser, one) -> dict:
    await browser.as_(None)
    answer = await browser.get(f"/verify/{one.code}/receipt")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_before_it_is_sealed_there_is_none(browser, cast):
    _, found = await issued(browser, cast)
    await browser.as_(None)

    assert (await browser.get(f"/verify/{found.code}/receipt")).status_code == 409


async def test_before_it_is_witnessed_there_is_none(browser, cast, tmp_path, monkeypatch):
    _, found = await issued(browser, cast)
    await seal()
    witness = custodian(tmp_path / "witness", str(public_key()))
    with listening(witness) as address:
        monkeypatch.setattr(settings, "WITNESSES", f"{address} {witness.key()}")
        await browser.as_(None)
        assert (await browser.get(f"/verify/{found.code}/receipt")).status_code == 409
        await seal_and_anchor(Job(kind="seal", key="seal:1"))

        said = await receipt(browser, found)

    checks = check_receipt(said, await storage().fetch(found.letter), str(public_key()))
    assert all(one.ok for one in checks)
    assert "witness archive" in [one.name for one in checks]


async def test_the_department_and_the_public_get_the_same(browser, cast, one):
    public = await receipt(browser, one)
    await browser.as_(cast.lin)
    number = public["entry"]["subject"]

    assert (await browser.get(f"/matters/{number}/opinion/receipt")).json() == public
    for file in (one.letter, one.annotated):
        checks = check_receipt(public, await storage().fetch(file), str(public_key()))
        assert all(check.ok for check in checks), checks


FORGED = {
    "number": lambda said: said["entry"]["facts"].update(number="云司审〔2026〕99号"),
    "time": lambda said: said["entry"].update(at="2020-01-01T00:00:00.000000+00:00"),
    "place": lambda said: said["proof"].update(position=0),
    "path": lambda said: said["proof"]["path"].pop(),
    "root": lambda said: said.update(checkpoint=said["checkpoint"].replace("\nat ", "\nAt ")),
}


@pytest.mark.parametrize("what", FORGED)
async def test_a_forged_receipt_does_not_hold(browser, cast, one, what):
    said = await receipt(browser, one)
    FORGED[what](said)

    assert not all(check.ok for check in check_receipt(said, None, str(public_key())))


async def test_another_offices_key_does_not_do(browser, cast, one, record_key):
    said = await receipt(browser, one)
    record_key.unlink()

    assert not all(check.ok for check in check_receipt(said, None, str(public_key())))


async def test_the_script_stands_alone(browser, cast, one, tmp_path):
    """No packages, no network: the interpreter and one file."""
    said = await receipt(browser, one)
    program = await browser.get("/verify/programs/legalverify.py")
    (tmp_path / "legalverify.py").write_bytes(program.content)
    (tmp_path / "receipt.json").write_text(json.dumps(said))
    letter = await storage().fetch(one.letter)
    (tmp_path / "good.docx").write_bytes(letter)
    (tmp_path / "bad.docx").write_bytes(letter[:-1] + bytes([letter[-1] ^ 1]))

    for name, code in (("good.docx", 0), ("bad.docx", 1)):
        done = run_alone(
            tmp_path, "legalverify.py", name, "--receipt", "receipt.json",
            "--key", str(public_key()), "--json",
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        answer = json.loads(done.stdout)
        assert set(answer) == {"valid", "checks"}
        assert answer["valid"] is (code == 0)
        assert all(set(check) == {"name", "ok", "detail"} for check in answer["checks"])
    assert Path(portal.proofs.__file__).parent.joinpath("legalverify.py").exists()


async def test_a_file_is_looked_up_and_its_register_compared(browser, cast, one):
    letter = await storage().fetch(one.letter)
    assert all(check.ok for check in await checks_of(letter, str(public_key())))

    await IssuedOpinion.filter(id=one.id).update(number="云司审〔2026〕99号")

    (wrong,) = [check for check in await checks_of(letter, str(public_key())) if not check.ok]
    assert wrong.detail == "number"


async def test_a_changed_letter_says_which_paragraph(browser, cast, one):
    letter = await storage().fetch(one.letter)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace("修改后签订".encode(), "可以签订".encode()))

    (check,) = await checks_of(file.getvalue(), str(public_key()))

    assert not check.ok
    assert one.number in check.detail
    assert "word/document.xml paragraph" in check.detail
    assert "可以签订" in check.detail


async def test_a_strange_file_is_none_of_ours(browser, cast, one):
    (check,) = await checks_of(b"%PDF-1.7 something", str(public_key()))

    assert not check.ok


async def test_everybody_may_follow_the_root(browser, cast, one):
    await browser.as_(None)
    old = read_checkpoint((await Checkpoint.all().order_by("-size").first()).text)
    await issued(browser, cast)
    await seal()
    await browser.as_(None)

    assert "\n— " in (await browser.get("/verify/record")).text
    said = (await browser.get("/verify/record", params={"from": old.size})).json()

    new = read_checkpoint(said["checkpoint"])
    path = [bytes.fromhex(step) for step in said["path"]]
    assert new.size > old.size
    assert is_consistent(old.size, old.root, new.size, new.root, path)
    for wrong in ("0", "-1", "999999", "x"):
        answer = await browser.get("/verify/record", params={"from": wrong})
        assert answer.status_code == 409
