"""A collective discussion settles what both sides insist on: front door, record, what follows."""

from __future__ import annotations

from datetime import date

import pytest

from portal.acts import Act
from portal.clock import today
from portal.deadlines.models import Period
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.opinions.models import Discussion, ItemAnswer, Ruling
from portal.workflow import State
from tests.scenes import word
from tests.signing.stage import (
    ANSWERS,
    MENDED,
    YES,
    answered,
    confirm,
    items,
    reply,
    running,
    state_of,
)

pytestmark = pytest.mark.anyio
BACK = (YES[0], YES[1], ("no", "或裁或审，须择一。"))
WHO = "郑重（主持）、吴敏、孙明"


async def deadlocked(browser, cast):
    """The third item is given back twice, the department insisting."""
    matter, _ = await answered(browser, cast)
    await confirm(browser, cast, matter, *BACK, word_="contest")
    assert await state_of(matter) is State.ISSUED
    await reply(browser, cast, matter, *ANSWERS, final="1")
    assert await state_of(matter) is State.ANSWERED
    await browser.as_(cast.wu)
    assert "再退回即提交集体讨论" in (await browser.get(f"/matters/{matter.number}/adoptions")).text
    await confirm(browser, cast, matter, *BACK, word_="contest")
    return matter


async def concluded(browser, cast, matter, settlement, conclusion="经讨论。", **more):
    item = (await items())[2]
    await browser.as_(cast.zheng)
    return await browser.post(
        f"/matters/{matter.number}/discussion",
        {"day": today().isoformat(), "participants": WHO, f"settlement-{item.id}": settlement,
         f"conclusion-{item.id}": conclusion, **more},
    )  # fmt: skip


async def test_both_sides_insisting_the_item_goes_to_a_discussion(browser, cast):
    matter = await deadlocked(browser, cast)

    assert await state_of(matter) is State.DISCUSSING
    assert await running() == [Period.DISCUSSION]
    await browser.as_(cast.zheng)
    assert "登记集体讨论结论" in (await browser.get("/")).text
    page = (await browser.get(f"/matters/{matter.number}/discussion")).text
    _, pay, court = await items()
    assert f"settlement-{court.id}" in page
    assert f"settlement-{pay.id}" not in page
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}/discussion")).text
    assert "惯例如此。" in page
    assert "settlement-" not in page


async def test_what_is_yielded_is_closed_by_the_conclusion(browser, cast):
    matter = await deadlocked(browser, cast)

    assert (await concluded(browser, cast, matter, "yielded")).status_code == 303

    assert (await state_of(matter), await running()) == (State.ANSWERED, [Period.CONFIRMATION])
    discussion = await Discussion.get()
    assert (discussion.day, discussion.participants) == (today(), WHO)
    assert await Entry.filter(act=Act.ITEM_SETTLED.value).count() == 1
    await browser.as_(cast.wu)
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text
    assert f"confirmed-{(await items())[2].id}" not in page
    assert WHO in page
    await confirm(browser, cast, matter, YES[0], YES[1], ("no", "仍不同意。"))
    assert await state_of(matter) is State.CLEARED
    assert (await verify(matter.number))[1] == []


async def test_what_is_held_has_to_be_adopted_and_confirmed(browser, cast):
    matter = await deadlocked(browser, cast)
    await concluded(browser, cast, matter, "held")
    assert (await state_of(matter), await running()) == (State.ISSUED, [Period.FEEDBACK])

    wrong = await reply(browser, cast, matter, *ANSWERS, final="1")
    assert (wrong.status_code, await state_of(matter)) == (422, State.ISSUED)
    assert "集体讨论已维持这条意见" in wrong.text
    mended = [one.replace("提交仲裁，或者", "") for one in MENDED]
    said = (ANSWERS[0], ANSWERS[1], ("adopted", ""))
    await reply(browser, cast, matter, *said, file=word(*mended))

    assert await state_of(matter) is State.ANSWERED
    early = await confirm(browser, cast, matter, YES[0], YES[1], ("", ""))
    assert early.status_code == 422
    await confirm(browser, cast, matter, *YES)
    assert await state_of(matter) is State.CLEARED


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"day": ""}, "请填写集体讨论的日期"),
        ({"day": date(2099, 1, 1).isoformat()}, "不能晚于今天"),
        ({"participants": ""}, "请写明参加讨论的人员"),
        ({"settlement": ""}, "请选择集体讨论的结论"),
        ({"conclusion": ""}, "请写明结论的理由"),
    ],
)
async def test_minutes_are_whole_or_nothing_is_settled(browser, cast, more, fault):
    matter = await deadlocked(browser, cast)
    said = {"settlement": "yielded", **more}

    answer = await concluded(browser, cast, matter, **said)

    assert (answer.status_code, await state_of(matter)) == (422, State.DISCUSSING)
    assert fault in answer.text
    assert not await Ruling.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 403), ("wu", 403), ("sun", 403), ("han", 404), ("qian", 404)]
)
async def test_nobody_else_records_the_conclusion(browser, cast, who, status):
    matter = await deadlocked(browser, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/discussion", {"day": "2026-11-23"})

    assert (answer.status_code, await Discussion.exists()) == (status, False)


async def test_while_it_is_discussed_nothing_is_cleared_or_answered(browser, cast):
    matter = await deadlocked(browser, cast)
    before = await ItemAnswer.all().count()

    assert (await confirm(browser, cast, matter, *YES)).status_code == 403
    assert (await reply(browser, cast, matter, *ANSWERS, final="1")).status_code == 403
    assert await ItemAnswer.all().count() == before
