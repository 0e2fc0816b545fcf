"""What comes back, what is adopted of it, and the table of both."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import docx
import pytest

from portal.clock import stopped_at
from portal.consultation.answers import gap
from portal.consultation.models import Letter, Stance, View
from portal.consultation.replying import Said, reply
from portal.opinions.models import Adoption
from portal.workflow import State
from tests.consultation.stage import asked_by, letter_to, noon, organ_with_clerk
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def matter(cast):
    return await matter_at(State.UNDER_REVIEW, cast)


async def test_an_organ_answers_view_by_view(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)
    await browser.as_(cast.qian)

    answer = await browser.post(
        f"/letters/{letter.id}/reply",
        {
            "rows": "3", "stance": "views", "contact": "钱多 8101",
            "clause-0": "第三条", "text-0": "建议删去。", "text-2": "收费标准应当报批。",
        },
    )  # fmt: skip

    assert answer.status_code == 303
    views = [(one.position, one.clause, one.text) for one in await View.all().order_by("position")]
    assert views == [(1, "第三条", "建议删去。"), (2, "", "收费标准应当报批。")]
    assert (await Letter.get()).replied_by_id == cast.qian.id
    again = await browser.post(f"/letters/{letter.id}/reply", {"stance": "none", "contact": "钱"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"contact": "钱"}, "请选择一项"),
        ({"stance": "views", "contact": "钱"}, "请至少写明一条"),
        ({"stance": "views", "contact": "钱", "clause-0": "第一条"}, "请写明意见"),
        ({"stance": "none"}, "请填写联系人和电话"),
    ],
)
async def test_an_incomplete_answer_is_not_taken(cast, matter, browser, said, fault):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)
    await browser.as_(cast.qian)

    answer = await browser.post(f"/letters/{letter.id}/reply", said)

    assert answer.status_code == 422
    assert fault in answer.text
    assert (await Letter.get()).replied_at is None


async def test_more_rows_keep_what_was_typed(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)
    await browser.as_(cast.qian)

    page = await browser.post(
        f"/letters/{letter.id}/reply", {"act": "more", "rows": "3", "text-1": "收费标准应当报批。"}
    )

    assert page.status_code == 200
    assert len(re.findall(r'name="text-\d+"', page.text)) == 6
    assert "收费标准应当报批。" in page.text


@pytest.mark.parametrize(
    ("adoption", "reason", "whole"),
    [
        (None, "", True),
        (Adoption.ADOPTED, "", True),
        (Adoption.PARTLY, "", False),
        (Adoption.NOT_ADOPTED, "", False),
        (Adoption.NOT_ADOPTED, "上位法已有规定", True),
        (None, "上位法已有规定", False),
    ],
)
def test_whoever_does_not_adopt_says_why(adoption, reason, whole):
    assert (gap(adoption, reason) == "") is whole


async def test_adoption_is_kept_and_stands_in_the_word_table(cast, matter, browser):
    other = await organ_with_clerk("云川市审计局", cast)
    with stopped_at(noon(23)):
        asked = await asked_by(cast.wu, matter, cast.finance, other, silence=True)
        views = [Said("第三条", "建议删去。"), Said("", "收费标准应当报批。")]
        await reply(await letter_to(cast.finance), Stance.VIEWS, views, "钱", by=cast.qian)
    first, second = await View.all().order_by("position")
    place = f"/matters/{matter.number}/consultations/{asked.id}"
    said = {f"adoption-{first.id}": "not_adopted", f"adoption-{second.id}": "adopted"}
    with stopped_at(noon(30) + timedelta(days=1)):
        await browser.as_(cast.wu)
        refused = await browser.post(f"{place}/adoptions", said)
        said |= {f"reason-{first.id}": "上位法已有规定"}
        kept = await browser.post(f"{place}/adoptions", said)
        file = await browser.get(f"{place}/table")

    assert (refused.status_code, kept.status_code) == (422, 303)
    assert "部分采纳或者未采纳的，请写明理由" in refused.text
    table = docx.Document(BytesIO(file.content)).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["1", "云川市财政局", "第三条", "建议删去。", "未采纳", "上位法已有规定"],
        ["2", "云川市财政局", "", "收费标准应当报批。", "采纳", ""],
        ["3", "云川市审计局", "", "逾期未答复，视为无意见", "", ""],
    ]


async def test_views_of_another_consultation_cannot_be_settled(cast, matter, browser):
    asked = await asked_by(cast.wu, matter, cast.finance)
    elsewhere = await matter_at(State.UNDER_REVIEW, cast)
    other = await organ_with_clerk("云川市审计局", cast)
    await asked_by(cast.wu, elsewhere, other)
    await reply(await letter_to(other), Stance.VIEWS, [Said("", "改")], "审", by=cast.qian)
    view = await View.get()
    await browser.as_(cast.wu)

    await browser.post(
        f"/matters/{matter.number}/consultations/{asked.id}/adoptions",
        {f"adoption-{view.id}": "adopted"},
    )

    assert (await View.get()).adoption is None
