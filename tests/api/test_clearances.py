"""Another system asks whether a text was cleared; nothing else is told to it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from portal.api.models import System
from portal.documents.models import Draft
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.matters.models import Matter
from portal.signing.models import Clearance
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at, with_draft, word
from tests.stage import set_up

pytestmark = pytest.mark.anyio

DESCRIBED = json.loads(
    (Path(__file__).parent.parent.parent / "static/api/openapi.json").read_text(encoding="utf-8")
)


async def token_for(browser: Browser, cast: Cast, organ: int) -> str:
    """What An is shown once."""
    await browser.as_(cast.an)
    shown = await browser.post("/systems", {"name": "公文系统", "organ": str(organ)})
    found = re.search(r'<kbd class="secret">([^<]+)</kbd>', shown.text)
    assert found, shown.text
    assert found[1] not in (await browser.get("/systems")).text
    await browser.as_(None)
    return found[1]


async def ask(browser: Browser, token: str, number: str, text: str):
    return await browser.get(
        f"/api/clearances/{number}?text={text}", headers={"authorization": f"Bearer {token}"}
    )


async def cleared(cast: Cast) -> tuple[Matter, Draft]:
    values = await set_up(State.CLEARED, cast)
    matter = await Matter.get(number=values["number"])
    return matter, await Draft.get(matter_id=matter.id)


@pytest.mark.parametrize("by", ["text_hash", "sha256", "original"])
async def test_the_cleared_text_is_told_from_any_other(cast: Cast, browser: Browser, by: str):
    matter, draft = await cleared(cast)
    token = await token_for(browser, cast, cast.office.id)

    yes = (await ask(browser, token, matter.number, getattr(draft, by).upper())).json()
    no = (await ask(browser, token, matter.number, "0" * 64)).json()

    clearance = await Clearance.get()
    assert (yes["cleared"], yes["missing"], yes["clearance"]) == (True, [], clearance.code)
    assert yes["opinion"] == f"云司审〔2026〕{matter.id}号"
    assert (no["cleared"], no["clearance"], no["cleared_at"]) == (False, None, None)
    assert no["missing"] == ["查询的文本与审查通过的文本不一致，须按审查通过的文本办理或者重新送审"]
    described = DESCRIBED["components"]["schemas"]["Answer"]
    assert set(yes) == set(described["properties"]) == set(described["required"])


async def test_a_changed_text_loses_its_clearance_and_says_so(cast: Cast, browser: Browser):
    matter, draft = await cleared(cast)
    token = await token_for(browser, cast, cast.city.id)
    assert (await ask(browser, token, matter.number, draft.sha256)).json()["cleared"]

    await with_draft(matter, word("第一条 改过的一句话。"), by=cast.lin)

    for text in (draft.sha256, (await Draft.get(version=2)).sha256):
        answer = (await ask(browser, token, matter.number, text)).json()
        assert answer["cleared"] is False
        assert answer["missing"] == ["审查通过后文本又有改动（第2稿），须重新审查"]


async def test_what_is_missing_is_told_without_a_title_or_a_name(cast: Cast, browser: Browser):
    matter = await matter_at(State.UNDER_REVIEW, cast, title="绝不外传的标题")
    token = await token_for(browser, cast, cast.office.id)

    answer = await ask(browser, token, matter.number, "0" * 64)

    assert answer.json()["missing"] == ["审查尚未完成，现在是“审查中”"]
    assert answer.json()["opinion"] is None
    for word_ in ("绝不外传", cast.wu.name, cast.lin.name, "交通"):
        assert word_ not in answer.text


@pytest.mark.parametrize(
    ("organ", "status"), [("city", 200), ("office", 200), ("transport", 200), ("finance", 404)]
)
async def test_a_foreign_number_looks_like_no_number(
    cast: Cast, browser: Browser, organ: str, status: int
):
    matter, draft = await cleared(cast)
    token = await token_for(browser, cast, getattr(cast, organ).id)

    real = await ask(browser, token, matter.number, draft.sha256)
    none = await ask(browser, token, "2026-999999", draft.sha256)

    assert real.status_code == status
    assert none.status_code == 404
    if status == 404:
        assert (real.content, real.headers.keys()) == (none.content, none.headers.keys())


async def test_a_token_opens_nothing_once_it_is_revoked(cast: Cast, browser: Browser):
    matter, draft = await cleared(cast)
    token = await token_for(browser, cast, cast.office.id)
    system = await System.all().order_by("-id").first()
    assert system
    assert token not in system.token

    await browser.as_(cast.an)
    await browser.post(f"/systems/{system.id}/revocation")
    await browser.as_(None)

    assert (await ask(browser, token, matter.number, draft.sha256)).status_code == 401
    assert (await ask(browser, token, "no", "x")).status_code == 401


async def test_a_session_is_no_token(cast: Cast, browser: Browser):
    matter, draft = await cleared(cast)
    await browser.as_(cast.sun)

    answer = await browser.get(f"/api/clearances/{matter.number}?text={draft.sha256}")

    assert answer.status_code == 401


async def test_questions_are_bounded_and_in_the_journal(cast: Cast, browser: Browser):
    matter, draft = await cleared(cast)
    token = await token_for(browser, cast, cast.office.id)

    answers = [await ask(browser, token, matter.number, draft.sha256) for _ in range(61)]

    assert [one.status_code for one in answers] == [200] * 60 + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    asked = await Entry.filter(act="system:clearance asked")
    assert len(asked) == 60
    assert {one.facts["answer"] for one in asked} == {"cleared"}


async def test_wrong_tokens_have_to_wait(cast: Cast, browser: Browser):
    await browser.as_(None)
    tried = [await ask(browser, f"guess{n}", "2026-0001", "0" * 64) for n in range(13)]

    assert tried[0].status_code == 401
    assert tried[-1].status_code == 429


async def test_the_same_as_a_file_that_the_public_page_knows(cast: Cast, browser: Browser):
    matter, draft = await cleared(cast)
    clearance = await Clearance.get()
    await browser.as_(cast.lin)

    file = await browser.get(f"/matters/{matter.number}/clearance/data")

    said = json.loads(file.content)
    digest = said.pop("digest")
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest == hashlib.sha256(plain.encode()).hexdigest()
    assert (said["text"], said["clearance"]) == (draft.text_hash, clearance.code)
    assert matter.title not in file.text
    await browser.as_(None)
    ours = await browser.post(
        "/verify/file", {"code": clearance.code}, files={"file": ("a.json", file.content)}
    )
    forged = await browser.post(
        "/verify/file",
        {"code": clearance.code},
        files={"file": ("a.json", file.content.replace(b"true", b"false") + b" ")},
    )
    assert "通过凭证数据" in ours.text
    assert "通过凭证数据" not in forged.text
    assert await verify(matter.number) == (1, [])
