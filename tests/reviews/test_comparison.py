"""A version beside the one before it, and remarks that follow their words."""

from __future__ import annotations

import pytest

from portal.matters.models import Matter
from portal.reviews.carrying import carry_over
from portal.reviews.comparing import Beside, RowKind, compared
from portal.reviews.models import Annotation, Placement, PlaceState
from portal.reviews.queries import draft_of
from portal.word.reading import read
from tests.cast import Cast
from tests.client import Browser
from tests.reviews.test_remarks import SELECTED, made_at
from tests.scenes import CLAUSES, with_draft, word
from tests.word.tiny import docx, draft, p

OLD = ("第一条 范围。", "第二条 十日内支付百分之五十。", "第三条 提交仲裁。", "第四条 附则。")
NEW = ("第一条 范围。", "第二条 新增的一条内容。", "第三条 十日内支付百分之三十。", "第四条 附则。")


def test_rows_clause_by_clause() -> None:
    sides = compared(read(draft(*OLD)), read(draft(*NEW)))

    told = [(row.kind, row.clause) for row in sides.rows]
    assert told == [
        (RowKind.SAME, "第一条"),
        (RowKind.INSERTED, "第二条"),
        (RowKind.CHANGED, "第三条"),
        (RowKind.DELETED, "第三条"),
        (RowKind.SAME, "第四条"),
    ]
    assert sides.changed == 3


def test_what_differs_beside_the_body_comes_last() -> None:
    old, new = (
        read(docx(p("正文"), {"word/header1.xml": p(text)}))
        for text in ("合同（送审稿）", "合同（修改稿）")
    )
    sides = compared(old, new)

    assert [(row.kind, row.beside) for row in sides.rows] == [
        (RowKind.SAME, None),
        (RowKind.CHANGED, Beside.HEADER),
    ]
    assert sides.changed == 1


def test_both_sides_read_as_their_versions() -> None:
    sides = compared(read(draft(*OLD)), read(draft(*NEW)))

    old = ["".join(bit.text for bit in row.old) for row in sides.rows if row.old]
    new = ["".join(bit.text for bit in row.new) for row in sides.rows if row.new]
    assert old == list(OLD)
    assert new == list(NEW)


@pytest.mark.anyio
async def test_the_page(cast: Cast, matter: Matter, browser: Browser) -> None:
    changed = [line.replace("五十", "三十") for line in CLAUSES]
    await with_draft(matter, word(*changed), by=cast.lin)
    lin = await browser.as_(cast.lin)
    base = f"/matters/{matter.number}/drafts"

    page = (await lin.get(f"{base}/2/comparison")).text
    whole = (await lin.get(f"{base}/2/comparison?all=1")).text
    first = (await lin.get(f"{base}/1/comparison")).text

    assert "<del>五</del>" in page
    assert "<ins>三</ins>" in page
    assert "养护范围为本市市管道路" not in page
    assert "养护范围为本市市管道路" in whole
    assert "没有更早的稿子可以对比" in first
    assert (await lin.get(f"{base}/3/comparison")).status_code == 404
    assert (await lin.get(f"{base}/{'9' * 30}/comparison")).status_code == 404
    assert (await (await browser.as_(cast.qian)).get(f"{base}/2/comparison")).status_code == 404


@pytest.mark.anyio
async def test_remarks_follow_their_words(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    await wu.post(made_at(matter), SELECTED)
    for paragraph, quote in (("3", "市管道路"), ("5", "提交仲裁")):
        said = {"paragraph": paragraph, "quote": quote, "severity": "must", "text": quote}
        await wu.post(made_at(matter), said)
    await wu.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": "半句"})
    lines = [*CLAUSES[:3], "第一条 总则，本合同。", "第二条 养护范围为本市市管道路。"]
    lines += ["第三条 合同签订后十日内支付百分之三十。"]
    second = await with_draft(matter, word(*lines), by=cast.lin)

    made = await carry_over(matter, await draft_of(matter, 1), second)

    fates = {one.was: one for one in made}
    assert fates["支付百分之五十"].state is PlaceState.CHANGED
    assert fates["支付百分之五十"].quote == "支付百分之三十"
    assert fates["支付百分之五十"].clause == "第三条"
    assert fates["市管道路"].state is PlaceState.PLACED
    assert fates["提交仲裁"].state is PlaceState.ORPHANED
    assert fates["提交仲裁"].paragraph is None
    assert len(made) == 3
    page = (await wu.get(f"/matters/{matter.number}/review")).text
    assert "原文有改动" in page
    assert "找不到原文" in page


@pytest.mark.anyio
async def test_carrying_twice_changes_nothing(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    await wu.post(made_at(matter), SELECTED)
    second = await with_draft(matter, word(*CLAUSES), by=cast.lin)
    first = await draft_of(matter, 1)

    assert len(await carry_over(matter, first, second)) == 1
    assert await carry_over(matter, first, second) == []
    assert await Placement.filter(draft=second).count() == 1
    assert await Annotation.all().count() == 1
