"""The public page: whether a code or a file is ours, and nothing about anybody."""

from __future__ import annotations

import pytest

from portal.matters.models import Matter
from portal.people.models import Throttle
from portal.signing.models import Clearance
from portal.signing.verify_pages import FREE
from portal.storage import storage
from portal.web.codes import new_code
from portal.web.downloads import WORD
from portal.workflow import State
from tests.signing.stage import issued
from tests.signing.test_adoptions import YES, answered, confirm

pytestmark = pytest.mark.anyio


async def test_everybody_may_ask(browser):
    await browser.as_(None)

    page = await browser.get("/verify")

    assert page.status_code == 200
    assert "核验意见书" in page.text


async def test_a_code_tells_what_was_issued_and_nothing_about_anybody(browser, cast):
    matter, one = await issued(browser, cast)
    await browser.as_(None)

    page = await browser.get(f"/verify/{one.code}")

    assert page.status_code == 200
    for said in (one.number, "政府合同", "修改后签订", "云川市司法局", one.letter, one.annotated):
        assert said in page.text
    for hidden in (matter.title, matter.number, "孙明", "吴敏", "云川市交通运输局"):
        assert hidden not in page.text


@pytest.mark.parametrize("typed", ["{code}", " {low} ", "{plain}"])
async def test_a_code_is_understood_however_it_is_typed(browser, cast, typed):
    _, one = await issued(browser, cast)
    await browser.as_(None)
    said = typed.format(code=one.code, low=one.code.lower(), plain=one.code.replace("-", ""))

    found = await browser.get("/verify", params={"code": said})

    assert (found.status_code, found.headers["location"]) == (303, f"/verify/{one.code}")


async def test_an_unknown_code_is_said_to_be_unknown(browser):
    await browser.as_(None)

    assert (await browser.get(f"/verify/{new_code()}")).status_code == 404
    assert (await browser.get("/verify/%E4%B8%AD")).status_code == 404
    assert (await browser.get("/verify", params={"code": "ABC"})).status_code == 422


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ISSUED, "正在反馈采纳情况"),
        (State.ANSWERED, "正在反馈采纳情况"),
        (State.CLOSED, "事项已终止"),
    ],
)
async def test_it_tells_where_the_matter_stands(browser, cast, state, told):
    matter, one = await issued(browser, cast)
    await Matter.filter(id=matter.id).update(state=state)
    await browser.as_(None)

    assert told in (await browser.get(f"/verify/{one.code}")).text


async def test_a_clearance_is_verified_too(browser, cast):
    matter, one = await answered(browser, cast)
    await confirm(browser, cast, matter, *YES)
    clearance = await Clearance.get().select_related("draft")
    await browser.as_(None)

    page = (await browser.get(f"/verify/{clearance.code}")).text

    for said in ("通过凭证", "可签订", "审查通过", one.number, clearance.draft.original):
        assert said in page
    assert "审查通过" in (await browser.get(f"/verify/{one.code}")).text


async def test_a_file_is_compared_by_its_hash(browser, cast):
    _, one = await issued(browser, cast)
    letter = await storage().fetch(one.letter)
    marked = await storage().fetch(one.annotated)
    await browser.as_(None)

    async def ask(data: bytes, code: str = "") -> str:
        files = {"file": ("文件.docx", data, WORD)}
        answer = await browser.post("/verify/file", {"code": code}, files=files)
        assert answer.status_code == 200
        return answer.text

    assert "一致：文件由本平台出具" in await ask(letter)
    assert "一致：文件由本平台出具" in await ask(marked, one.code)
    assert "<h1>不一致</h1>" in await ask(letter + b" ")
    assert "<h1>不一致</h1>" in await ask(letter + b" ", one.code)


async def test_a_file_of_another_opinion_does_not_match_this_code(browser, cast):
    _, one = await issued(browser, cast)
    _, other = await issued(browser, cast)
    await browser.as_(None)

    answer = await browser.post(
        "/verify/file", {"code": one.code},
        files={"file": ("文件.docx", await storage().fetch(other.letter), WORD)},
    )  # fmt: skip

    assert "<h1>不一致</h1>" in answer.text


async def test_no_file_is_said(browser):
    await browser.as_(None)

    answer = await browser.post("/verify/file", {"code": ""})

    assert (answer.status_code, "请选择要核验的文件" in answer.text) == (422, True)


async def test_who_asks_too_often_has_to_wait(browser, cast):
    _, one = await issued(browser, cast)
    await browser.as_(None)
    await browser.get(f"/verify/{one.code}")
    await Throttle.filter(key__startswith="verify:").update(count=FREE + 5)

    answer = await browser.get(f"/verify/{one.code}")

    assert (answer.status_code, one.number in answer.text) == (429, False)
    assert "查询过于频繁" in answer.text
