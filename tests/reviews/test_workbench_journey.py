"""Selecting text in a real browser: the remark stands at exactly the characters that were marked.

The portal is served by this very process, so that the test can look into the database.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from playwright.async_api import BrowserContext, Page, async_playwright

from portal.app import build
from portal.clock import now
from portal.matters.models import Matter
from portal.people.models import Person, Session
from portal.people.sessions import COOKIE, _hash
from portal.reviews.models import Advice, Annotation, Placement
from tests.cast import Cast
from tests.reviews.conftest import under_review
from tests.word.tiny import deleted, docx, ins, p, r, table

pytestmark = [pytest.mark.anyio, pytest.mark.journey]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
DRAFT = docx(
    "".join(
        [
            p("道路养护委托合同"),
            p(inside=r("第一条 𠮷野路") + r("段养护", "<w:b/>") + r("费由甲方支付。")),
            p(inside=r("第二条 支付") + deleted("百分之五十") + ins("百分之三十") + r("。")),
            table(("节点", "比例"), ("签订", "百分之三十")),
            p("第三条 争议提交仲裁。"),
        ]
    )
)
SELECT = """([first, start, last, end]) => {
  const point = (number, offset) => {
    const block = document.querySelector(`[data-b="${number}"]`);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let left = offset, node;
    while ((node = walker.nextNode())) {
      if (node.parentElement.closest("[data-g]")) continue;
      const points = Array.from(node.data);
      if (left <= points.length) return [node, points.slice(0, left).join("").length];
      left -= points.length;
    }
  };
  const selection = getSelection();
  selection.removeAllRanges();
  const range = document.createRange();
  range.setStart(...point(first, start));
  range.setEnd(...point(last, end));
  selection.addRange(range);
}"""


@pytest.fixture
async def served(cast: Cast) -> AsyncIterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(build(opens=False), port=port, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn tells it by a flag only
        await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task


@pytest.fixture
async def window(served: str) -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = await chromium.new_context(base_url=served, locale="zh-CN")
        context.set_default_timeout(15_000)
        yield context
        await chromium.close()


async def sit_down(window: BrowserContext, person: Person) -> Page:
    token = f"journey-of-{person.login}"
    await Session.create(
        token=_hash(token), csrf="t" * 20, person=person, begun=now(), seen=now()
    )  # fmt: skip
    await window.add_cookies([{"name": COOKIE, "value": token, "domain": "127.0.0.1", "path": "/"}])
    page = await window.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


@pytest.fixture
async def contract(cast: Cast) -> Matter:
    return await under_review(cast, DRAFT)


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        ((1, 4, 1, 7), "𠮷野路"),
        ((1, 6, 1, 11), "路段养护费"),
        ((2, 4, 2, 11), "支付百分之三十"),
        ((6, 0, 6, 5), "百分之三十"),
        ((1, 13, 2, 6), "方支付。\n第二条 支付"),
    ],
)
async def test_a_selection_is_anchored_at_its_characters(
    cast: Cast,
    contract: Matter,
    window: BrowserContext,
    place: tuple[int, int, int, int],
    quote: str,
) -> None:
    page = await sit_down(window, cast.wu)
    await page.goto(f"/matters/{contract.number}/review")
    await page.evaluate(SELECT, list(place))
    await page.get_by_role("button", name="批注", exact=True).wait_for()
    await page.keyboard.press("c")
    await page.get_by_label("批注内容").fill("请核对")
    await page.get_by_role("button", name="保存批注").click()
    await page.wait_for_url("**#card-*")

    made = await Placement.get()
    assert (made.paragraph, made.start, made.end_paragraph, made.end) == place
    assert made.quote == quote
    marks = await page.locator(f'mark[data-note="{made.annotation_id}"]').all_inner_texts()
    assert "".join(marks).replace("\n", "") == quote.replace("\n", "")


async def test_half_a_sentence_survives_the_browser(
    cast: Cast, contract: Matter, window: BrowserContext
) -> None:
    page = await sit_down(window, cast.han)
    await page.goto(f"/matters/{contract.number}/review")
    await page.evaluate(SELECT, [1, 4, 1, 7])
    await page.get_by_role("button", name="批注", exact=True).click()
    await page.get_by_label("批注内容").fill("写到一半")
    await page.get_by_text("草稿已保存").wait_for()
    await page.close()

    other = await window.new_page()
    await other.goto(f"/matters/{contract.number}/review")
    await other.get_by_role("link", name="继续填写").click()
    assert await other.get_by_label("批注内容").input_value() == "写到一半"
    await other.get_by_role("button", name="保存批注").click()
    await other.wait_for_url("**#card-*")
    made = await Annotation.get().prefetch_related("placements")
    assert (made.text, made.version, made.placements[0].quote) == ("写到一半", 1, "𠮷野路")


async def test_advice_is_saved_while_it_is_typed(
    cast: Cast, contract: Matter, window: BrowserContext
) -> None:
    page = await sit_down(window, cast.han)
    await page.goto(f"/matters/{contract.number}/review")
    for text in ("付款条款", "付款条款须修改"):
        saved = page.expect_response("**/advice")
        async with saved as answer:
            await page.get_by_label("意见和理由").fill(text)
        assert (await answer.value).status == 200
    await page.get_by_label("修改后签订").check()
    await page.get_by_role("button", name="提交意见").click()
    await page.get_by_text("您的意见已提交").wait_for()

    advice = await Advice.get()
    assert (advice.text, advice.conclusion) == ("付款条款须修改", "revise")


async def test_proposing_begins_with_the_words_that_are_there(
    cast: Cast, contract: Matter, window: BrowserContext
) -> None:
    page = await sit_down(window, cast.wu)
    await page.goto(f"/matters/{contract.number}/review")
    await page.evaluate(SELECT, [7, 4, 7, 10])
    await page.get_by_role("button", name="批注", exact=True).click()
    await page.get_by_label("提出修改文字").check()
    assert await page.get_by_label("修改为").input_value() == "争议提交仲裁"
    await page.get_by_label("修改为").fill("争议向法院起诉")
    await page.get_by_role("button", name="保存批注").click()
    await page.wait_for_url("**#card-*")

    made = await Annotation.get()
    assert (made.text, made.proposal) == ("", "争议向法院起诉")
    assert await page.locator(".swap ins").inner_text() == "争议向法院起诉"


async def test_keys_lead_through_the_remarks(
    cast: Cast, contract: Matter, window: BrowserContext
) -> None:
    page = await sit_down(window, cast.wu)
    for paragraph in (1, 7):
        await page.goto(f"/matters/{contract.number}/drafts/1/annotations/new")
        await page.get_by_label("段落").select_option(str(paragraph))
        await page.get_by_label("批注内容").fill(f"第{paragraph}段")
        await page.get_by_role("button", name="保存批注").click()
        await page.wait_for_url("**#card-*")
    await page.goto(f"/matters/{contract.number}/review")

    lit = []
    for key in ("j", "j", "j", "k"):
        await page.keyboard.press(key)
        lit.append(await page.locator(".note.on .note-head + blockquote + p").inner_text())
    assert lit == ["第1段", "第7段", "第7段", "第1段"]


async def test_on_a_phone(cast: Cast, contract: Matter, window: BrowserContext) -> None:
    page = await sit_down(window, cast.han)
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(f"/matters/{contract.number}/review")
    await page.evaluate(SELECT, [1, 4, 1, 7])
    await page.get_by_role("button", name="批注", exact=True).click()
    sheet = page.locator(".panel-note")
    box = await sheet.bounding_box()
    await page.get_by_label("批注内容").fill("手机上写的")
    await page.get_by_role("button", name="保存批注").click()
    await page.wait_for_url("**#card-*")

    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert (await Placement.get()).quote == "𠮷野路"
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
