"""The workbench as different people meet it."""

from __future__ import annotations

import pytest

from portal.documents.models import Draft, Format
from portal.matters.models import Matter
from portal.storage import storage
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.reviews.test_remarks import SELECTED, made_at
from tests.scenes import matter_at
from tests.word.test_pdf import pdf

pytestmark = pytest.mark.anyio


async def test_the_outline_counts_remarks(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    await wu.post(made_at(matter), SELECTED)

    page = (await wu.get(f"/matters/{matter.number}/review")).text

    assert '<a href="#b4">' in page
    assert '<span class="sr">批注</span> 1' in page


async def test_the_department_reads_its_text_and_nothing_else(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    await (await browser.as_(cast.wu)).post(made_at(matter), SELECTED)
    lin = await browser.as_(cast.lin)

    page = await lin.get(f"/matters/{matter.number}/review")

    assert page.status_code == 200
    assert "合同签订后十日内支付百分之五十" in page.text
    assert "<mark" not in page.text
    assert "预付比例偏高" not in page.text
    assert "data-panel" not in page.text


async def test_an_adviser_gets_the_quiet_page(cast: Cast, matter: Matter, browser: Browser) -> None:
    page = (await (await browser.as_(cast.han)).get(f"/matters/{matter.number}/review")).text

    assert "内部材料，仅供 韩非 办理本件使用" in page
    assert "请看付款条款" in page
    assert "提交意见" in page
    assert 'aria-label="主导航"' not in page


@pytest.mark.parametrize(
    ("who", "status"), [("qian", 404), ("he", 404), ("an", 404), ("ma", 403), ("gao", 200)]
)
async def test_who_may_read_the_draft(
    cast: Cast, matter: Matter, browser: Browser, who: str, status: int
) -> None:
    window = await browser.as_(getattr(cast, who))

    assert (await window.get(f"/matters/{matter.number}/review")).status_code == status
    assert (await window.get(f"/matters/{matter.number}/drafts/1/review")).status_code == status


@pytest.mark.parametrize("version", ["2", "0", "-1", "x", "1" * 30])
async def test_versions_that_are_not_there(
    cast: Cast, matter: Matter, browser: Browser, version: str
) -> None:
    wu = await browser.as_(cast.wu)
    answer = await wu.get(f"/matters/{matter.number}/drafts/{version}/review")

    assert answer.status_code == 404


async def test_a_reader_of_a_closed_review_has_no_panel(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.CHECKING, cast)
    page = (await (await browser.as_(cast.zheng)).get(f"/matters/{matter.number}/review")).text

    assert "data-panel" not in page
    assert "下载 Word" in page


async def test_a_pdf_is_read_and_commented_but_has_no_word_file(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    sha = await storage().keep(pdf([(0, "第一条 停车费由市政府定价。")]))
    await Draft.filter(matter_id=matter.id).update(sha256=sha, format=Format.PDF)
    wu = await browser.as_(cast.wu)
    base = f"/matters/{matter.number}/drafts/1"
    said = {"paragraph": "0", "quote": "停车费", "severity": "hint", "text": "哪一种"}
    made = await wu.post(made_at(matter), said)

    page = (await wu.get(f"/matters/{matter.number}/review")).text
    assert made.status_code == 303
    assert "停车费</mark>" in page
    assert "下载 Word" not in page
    assert (await wu.get(f"{base}/word")).status_code == 422
    assert (await wu.get(f"{base}/imports/new")).status_code == 422
