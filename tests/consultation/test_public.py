"""Public comment: as long as the rule wants or with a reason; open to all, within bounds."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from portal.clock import stopped_at, today
from portal.consultation.commenting import FREE
from portal.consultation.models import Comment, PublicText
from portal.consultation.procedures import Held, checklist_of
from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.workflow import State
from tests.consultation.stage import noon
from tests.scenes import CLAUSES, matter_at
from tests.word.tiny import docx, ins, p, r

pytestmark = pytest.mark.anyio

TITLE = "关于公开征求公交线网方案意见的公告"
WHOLE = {
    "title": TITLE, "words": "请于期限内提出意见，来信地址：人民路1号。", "days": "30",
    "draft": "1", "confirmed": "1",
}  # fmt: skip
SECRET = "内部审查事项名称"


@pytest.fixture
async def matter(cast):
    return await matter_at(State.UNDER_REVIEW, cast, kind="decision", title=SECRET)


@pytest.fixture
async def text(cast, matter, browser):
    await browser.as_(cast.lin)
    answer = await browser.post(f"/matters/{matter.number}/public-texts", WHOLE)
    assert answer.status_code == 303, answer.text[-2000:]
    await browser.as_(None)
    return await PublicText.get()


async def test_thirty_days_and_a_last_day_that_is_off_moves_on(cast, matter, browser):
    with stopped_at(noon(26)):  # thirty days later is a Saturday
        await browser.as_(cast.lin)
        await browser.post(f"/matters/{matter.number}/public-texts", WHOLE)

    text = await PublicText.get()
    assert (str(text.opened), str(text.until)) == ("2026-11-26", "2026-12-28")
    assert text.source == "国务院令第713号第十五条"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"days": "29"}, "短于规定期限的，请写明理由"),
        ({"days": ""}, "请填写期限"),
        ({"title": ""}, "请填写标题"),
        ({"draft": ""}, "请选择征求意见的文本"),
        ({"confirmed": ""}, "请确认文本可以公开"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_put_up(cast, matter, browser, said, fault):
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/public-texts", WHOLE | said)

    assert answer.status_code == 422
    assert fault in answer.text
    assert not await PublicText.exists()


async def test_a_shorter_time_is_public_with_its_reason(cast, matter, browser):
    await browser.as_(cast.lin)
    await browser.post(
        f"/matters/{matter.number}/public-texts",
        WHOLE | {"days": "15", "short_reason": "汛期将至"},
    )
    text = await PublicText.get()

    page = await (await browser.as_(None)).get(f"/public/{text.code}")

    assert "汛期将至" in page.text


async def test_the_public_sees_the_text_and_the_dates_and_nothing_else(cast, matter, browser, text):
    page = await browser.get(f"/public/{text.code}")
    listed = await browser.get("/public")

    assert TITLE in listed.text
    assert CLAUSES[0] in page.text
    assert "人民路1号" in page.text
    for seen in (page, listed):
        assert SECRET not in seen.text
        assert matter.number not in seen.text
        assert cast.lin.name not in seen.text
        assert "条意见" not in seen.text
    assert (await browser.get(f"/public/{text.code}/file")).status_code == 200


async def test_a_comment_comes_in_once_and_is_counted(cast, matter, browser, text):
    for _ in range(2):
        answer = await browser.post(
            f"/public/{text.code}/comments", {"words": "建议保留12路。", "name": "市民"}
        )
        assert answer.status_code == 303

    assert await Comment.all().count() == 1
    await browser.as_(cast.wu)
    page = await browser.get(f"/matters/{matter.number}/public-texts/{text.id}")
    assert "收到公众意见1条" in page.text
    assert "建议保留12路。" in page.text


@pytest.mark.parametrize(
    ("said", "status"),
    [({"words": ""}, 422), ({"words": "好"}, 422), ({"words": "广告广告", "website": "x"}, 303)],
)
async def test_what_is_no_comment_is_not_kept(browser, text, said, status):
    answer = await browser.post(f"/public/{text.code}/comments", said)

    assert answer.status_code == status
    assert not await Comment.exists()


async def test_a_flood_from_one_address_has_to_wait(browser, text):
    answers = [
        await browser.post(f"/public/{text.code}/comments", {"words": f"意见之{number}号"})
        for number in range(FREE + 3)
    ]

    assert [one.status_code for one in answers] == [303] * (FREE + 1) + [429] * 2
    assert await Comment.all().count() == FREE + 1


async def test_no_comment_is_taken_when_the_time_is_over(browser, text):
    await PublicText.filter(id=text.id).update(until=today() - timedelta(days=1))

    answer = await browser.post(f"/public/{text.code}/comments", {"words": "建议保留12路。"})

    assert answer.status_code == 409
    assert not await Comment.exists()
    assert TITLE not in (await browser.get("/public")).text


async def test_a_withdrawn_matter_takes_its_text_down(browser, matter, text):
    await Matter.filter(id=matter.id).update(state=State.WITHDRAWN)

    assert (await browser.get(f"/public/{text.code}")).status_code == 404
    assert (await browser.get(f"/public/{text.code}/file")).status_code == 404


async def test_ending_early_wants_a_reason_and_takes_it_down(cast, matter, browser, text):
    place = f"/matters/{matter.number}/public-texts/{text.id}/closing"
    await browser.as_(cast.lin)

    refused = await browser.post(place)
    ended = await browser.post(place, {"close_reason": "方案作废"})

    assert (refused.status_code, ended.status_code) == (422, 303)
    assert (await browser.get(f"/public/{text.code}")).status_code == 404


async def test_comments_are_settled_by_whoever_asked(cast, matter, browser, text):
    await browser.post(f"/public/{text.code}/comments", {"words": "建议保留12路。"})
    comment = await Comment.get()
    place = f"/matters/{matter.number}/public-texts/{text.id}/adoptions"
    said = {"comment": str(comment.id), f"adoption-{comment.id}": "not_adopted"}
    await browser.as_(cast.wu)
    assert (await browser.post(place, said)).status_code == 403
    await browser.as_(cast.lin)
    assert (await browser.post(place, said)).status_code == 422

    answer = await browser.post(place, said | {f"reason-{comment.id}": "客流不足"})

    assert answer.status_code == 303
    assert (await Comment.get()).reason == "客流不足"


async def test_a_contract_is_not_put_before_the_public(cast, browser):
    contract = await matter_at(State.UNDER_REVIEW, cast)
    assert await Draft.filter(matter_id=contract.id).exists()
    await browser.as_(cast.lin)

    page = await browser.get(f"/matters/{contract.number}/public-texts/new")
    answer = await browser.post(f"/matters/{contract.number}/public-texts", WHOLE)

    assert "没有规定公开征求意见" in page.text
    assert answer.status_code == 409
    assert not await PublicText.exists()


async def test_public_participation_is_shown_once_the_time_is_over(cast, matter, browser):
    await browser.as_(cast.lin)
    with stopped_at(noon(2)):
        await browser.post(
            f"/matters/{matter.number}/public-texts", WHOLE | {"procedure": "participation"}
        )
        early = await checklist_of(matter)
    with stopped_at(noon(30) + timedelta(days=10)):
        late = await checklist_of(matter)

    assert [early[0].held, late[0].held] == [Held.RUNNING, Held.SHOWN]


async def test_what_is_put_up_bears_no_comment_and_no_name_of_the_house(matter, text, browser):
    """The department's file is cleaned before anybody can have it; its tables stay tables."""
    page = (await browser.get(f"/public/{text.code}")).text
    file = (await browser.get(f"/public/{text.code}/file")).content

    assert f'<div class="paper" lang="zh-CN">{text.body}</div>' in page
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        assert b"<dc:creator/>" in parts.read("docProps/core.xml")
        assert not [name for name in parts.namelist() if "comments" in name]


async def test_a_text_with_open_changes_is_not_put_up(cast, matter, browser):
    marked = {"file": ("稿.docx", docx(p(inside=r("第一条") + ins("新增的话"))))}
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/public-texts", WHOLE, files=marked)

    assert "文本中还有未处理的修订" in answer.text
    assert not await PublicText.exists()
