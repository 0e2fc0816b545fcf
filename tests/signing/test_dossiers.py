"""The dossier opens alone, proves itself, and tells what was changed in it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest

from portal.acts import Act
from portal.gateways.record_key import public_key, sign
from portal.journal.checkpoints import seal
from portal.journal.models import Entry
from portal.proofs.legalverify import check_dossier
from portal.signing.command_dossiers import write
from portal.signing.dossier_checks import check
from portal.signing.models import IssuedOpinion
from tests.journal.stage import run_alone
from tests.signing.stage import issued

pytestmark = pytest.mark.anyio


@pytest.fixture
async def taken(browser, cast) -> bytes:
    """The dossier of an issued opinion, as Wu takes it."""
    matter, _ = await issued(browser, cast)
    await seal()
    await browser.as_(cast.wu)
    answer = await browser.get(f"/matters/{matter.number}/dossier")
    assert answer.status_code == 200, answer.text
    assert await Entry.filter(subject=matter.number, act=Act.DOSSIER_TAKEN.value).count() == 1
    return answer.content


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def wrong(data: bytes) -> set[str]:
    return {one.name for one in check_dossier(data, str(public_key())) if not one.ok}


async def test_it_holds_all_and_all_of_it_holds(taken):
    found = files(taken)

    assert wrong(taken) == set()
    assert wrong(packed(found)) == set()
    for name in (
        "0-卷宗封面.docx", "1-卷内目录.docx", "9-备考表.docx", "四性检测.json", "如何核验.txt",
        "legalverify.py", "journal.json", "records/clock.json", "records/assignments.json",
        "records/comments.json", "records/opinion.json", "records/people.json",
    ):  # fmt: skip
        assert found[name], name
    findings = json.loads(found["四性检测.json"])
    assert {one["property"] for one in findings} == {"真实性", "完整性", "可用性", "安全性"}
    assert all(one["ok"] for one in findings), findings
    listed = json.loads(found["manifest.json"])["files"]
    assert any(one["in_journal"] and one["path"].startswith("opinion/") for one in listed)
    opinion = json.loads(found["records/opinion.json"])
    assert len(opinion["approval"]) == 2
    assert len(opinion["item"]) == 3


async def test_each_changed_missing_and_added_file_is_named(taken):
    found = files(taken)
    for name in found:
        changed = {**found, name: found[name] + b" "}
        expected = {"manifest.json"} if name in ("manifest.json", "manifest.sig") else {name}
        if name != "manifest.sig":
            assert expected <= wrong(packed(changed)), name
        rest = {one: data for one, data in found.items() if one != name}
        assert wrong(packed(rest)), name
    assert wrong(packed({**found, "drafts/更多.docx": b"x"})) == {"drafts/更多.docx"}


async def test_a_list_signed_anew_does_not_hide_another_letter(taken):
    """With the server's key the list can be forged; the journal names the letter."""
    found = files(taken)
    manifest = json.loads(found["manifest.json"])
    (letter,) = [one for one in manifest["files"] if one["path"].endswith("号.docx")]
    found[letter["path"]] = b"another"
    letter["in_journal"] = False
    letter["sha256"] = hashlib.sha256(b"another").hexdigest()
    found["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    said = hashlib.sha256(found["manifest.json"]).hexdigest()
    found["manifest.sig"] = sign(f"{public_key().name}\n{said}\n").encode()

    (name,) = wrong(packed(found))
    assert name.startswith("letter of ")


async def test_entries_changed_dropped_or_exchanged_are_named(taken):
    found = files(taken)
    journal = json.loads(found["journal.json"])
    first = journal["entries"][1]
    name = f"entry {first['subject']} no. 2 ({first['act']}, {first['at']})"

    first["facts"]["name"] = "别的.docx"
    assert name in wrong(packed({**found, "journal.json": json.dumps(journal).encode()}))
    del journal["entries"][1], journal["proofs"][1]
    assert "entry no. 2" in wrong(packed({**found, "journal.json": json.dumps(journal).encode()}))
    del journal["entries"][2:], journal["proofs"][2:]
    assert wrong(packed({**found, "journal.json": json.dumps(journal).encode()}))


async def test_the_script_inside_checks_it_alone(taken, tmp_path):
    found = files(taken)
    (tmp_path / "legalverify.py").write_bytes(found["legalverify.py"])
    (tmp_path / "卷宗.zip").write_bytes(taken)

    done = run_alone(tmp_path, "legalverify.py", "卷宗.zip", "--key", str(public_key()))

    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "VALID"


async def test_what_the_register_says_otherwise_fails_the_check(browser, cast):
    matter, one = await issued(browser, cast)
    await seal()
    await IssuedOpinion.filter(id=one.id).update(number="云司审〔2026〕99号")
    await browser.as_(cast.wu)

    found = files((await browser.get(f"/matters/{matter.number}/dossier")).content)

    (bad,) = [one for one in json.loads(found["四性检测.json"]) if not one["ok"]]
    assert (bad["property"], bad["detail"]) == ("真实性", "number")


async def test_a_years_dossiers_are_written_together(browser, cast, tmp_path):
    first, one = await issued(browser, cast)
    await seal()

    assert await write(str(one.year), tmp_path) == (1, 0)
    assert await write("1999", tmp_path) == (0, 0)
    assert await write(first.number, tmp_path) == (1, 0)
    assert wrong((tmp_path / f"{first.number} 卷宗.zip").read_bytes()) == set()


def test_the_four_properties_find_what_is_wrong():
    found = check({"drafts/1.docx": b"no zip", "../x": b"x"}, ["drafts/2.docx"], ["letter"], 2)

    assert [one.ok for one in found] == [False, False, False, False, False, True, False]
