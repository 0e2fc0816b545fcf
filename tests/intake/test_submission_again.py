"""A returned matter is put before the office again."""

from __future__ import annotations

import pytest

from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.documents.examining import examine
from portal.documents.models import Draft, Material
from portal.documents.receiving import receive_draft
from portal.intake.registration import send_back
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.workflow import Move, State
from tests.scenes import CLAUSES, matter_at, word

pytestmark = pytest.mark.anyio
CHANGED = word(*CLAUSES[:4], "第二条 合同签订后十日内支付百分之三十。", *CLAUSES[5:])


async def returned(cast) -> Matter:
    matter = await matter_at(State.SUBMITTED, cast)
    await receive_draft(matter, await examine("合同.docx", word(*CLAUSES)), by=cast.lin)
    await open_deadline(matter, Period.INTAKE, by=cast.zhou)
    await send_back(matter, "预付比例偏高，请修改第二条", by=cast.zhou)
    return matter


async def test_the_reason_is_shown_and_a_new_draft_goes_in(browser, cast):
    matter = await returned(cast)
    address = f"/matters/{matter.number}/resubmission"
    await browser.as_(cast.lin)
    assert "预付比例偏高，请修改第二条" in (await browser.get(address)).text

    answer = await browser.post(
        address,
        {"note": "已改为百分之三十"},
        files=[("draft", ("合同.docx", CHANGED)), ("files", ("说明.docx", word("修改说明")))],
    )

    assert answer.headers["location"] == f"/matters/{matter.number}"
    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED
    assert [d.version for d in await Draft.filter(matter_id=matter.id).order_by("id")] == [1, 2, 3]
    assert [m.name for m in await Material.filter(matter_id=matter.id)] == ["说明.docx"]
    running = await Deadline.filter(matter_id=matter.id, closed=None)
    assert [deadline.period for deadline in running] == [Period.INTAKE]
    entry = await Entry.get(subject=matter.number, act=Move.RESUBMIT.value)
    assert entry.facts["note"] == "已改为百分之三十"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (word(*CLAUSES), "文字与第2稿完全相同"),
        (b"", "文件是空的"),
        (word("机密★10年", "合同"), "国家秘密"),
    ],
)
async def test_a_draft_that_does_not_do_is_refused_and_the_note_kept(browser, cast, data, fault):
    matter = await returned(cast)
    await browser.as_(cast.lin)

    answer = await browser.post(
        f"/matters/{matter.number}/resubmission",
        {"note": "已经全部修改"},
        files=[("draft", ("合同.docx", data))],
    )

    assert answer.status_code == 422
    assert fault in answer.text
    assert "已经全部修改" in answer.text
    assert (await Matter.get(id=matter.id)).state is State.RETURNED
    assert await Draft.filter(matter_id=matter.id).count() == 2


async def test_without_a_file_it_takes_a_reason(browser, cast):
    matter = await returned(cast)
    await browser.as_(cast.gao)
    address = f"/matters/{matter.number}/resubmission"

    assert (await browser.post(address)).status_code == 422
    assert (await browser.post(address, {"note": "预付比例有财政批复依据"})).status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED


@pytest.mark.parametrize(("who", "status"), [("zhou", 403), ("ma", 403), ("qian", 404)])
async def test_nobody_else_submits_it_again(browser, cast, who, status):
    matter = await returned(cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/resubmission", {"note": "再送"})

    assert answer.status_code == status
    assert (await Matter.get(id=matter.id)).state is State.RETURNED


async def test_only_what_was_returned_is_submitted_again(browser, cast):
    matter = await matter_at(State.SUBMITTED, cast)
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/resubmission", {"note": "再送"})

    assert answer.status_code == 403
    assert "待受理" in answer.text
