"""Meetings, hearings, calls and visits: minutes, files, every expert's view, dissent included."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import unquote

import pytest

from portal.clock import today
from portal.consultation.inquiring import is_short_notice, papers_clock
from portal.consultation.models import ExpertView, Inquiry, Mode, Paper
from portal.consultation.procedures import Held, checklist_of
from portal.workflow import State
from tests.scenes import matter_at, word

pytestmark = pytest.mark.anyio

DAY = date(2026, 11, 20)
WHOLE = {
    "mode": "experts", "title": "公交线网方案专家论证会", "held": "2026-11-20",
    "minutes": "与会专家逐项论证。", "people": "五名专家",
}  # fmt: skip


@pytest.fixture
async def matter(cast):
    return await matter_at(State.UNDER_REVIEW, cast, kind="decision")


@pytest.fixture
async def inquiry(cast, matter, browser):
    await browser.as_(cast.lin)
    await browser.post(f"/matters/{matter.number}/inquiries", WHOLE)
    return await Inquiry.get()


@pytest.mark.parametrize(
    ("mode", "papers_on", "short"),
    [
        (Mode.HEARING, date(2026, 11, 13), False),
        (Mode.HEARING, date(2026, 11, 14), True),
        (Mode.HEARING, None, True),
        (Mode.TALK, None, False),
    ],
)
async def test_papers_of_a_hearing_come_seven_days_before(cast, matter, mode, papers_on, short):
    assert is_short_notice(mode, papers_on, DAY, papers_clock(matter)) is short


@pytest.mark.parametrize("mode", list(Mode))
async def test_every_mode_is_noted_with_its_files(cast, matter, browser, mode):
    await browser.as_(cast.wu)

    answer = await browser.post(
        f"/matters/{matter.number}/inquiries", WHOLE | {"mode": mode.value},
        files={"file": ("签到表.docx", word("签到"), "application/octet-stream")},
    )  # fmt: skip

    assert answer.status_code == 303
    page = await browser.get(answer.headers["location"])
    assert mode.zh in page.text
    paper = await Paper.get()
    file = await browser.get(f"{answer.headers['location']}/papers/{paper.id}")
    assert file.status_code == 200
    assert "签到表" in unquote(file.headers["content-disposition"])


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"mode": ""}, "请选择一项"),
        ({"held": ""}, "请填写日期"),
        ({"held": str(today() + timedelta(days=2))}, "召开以后才能记录"),
        ({"minutes": ""}, "请填写记录"),
        ({"procedure": "dance"}, "没有这项法定程序"),
    ],
)
async def test_what_cannot_be_noted(cast, matter, browser, said, fault):
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/inquiries", WHOLE | said)

    assert answer.status_code == 422
    assert fault in answer.text
    assert not await Inquiry.exists()


async def test_dissent_is_kept_and_answered(cast, matter, browser, inquiry):
    place = f"/matters/{matter.number}/inquiries/{inquiry.id}"
    for name, stance in (("甲教授", "agrees"), ("乙教授", "dissents")):
        answer = await browser.post(
            f"{place}/views",
            {"name": name, "stance": stance, "text": f"{name}的理由", "signed": "1"},
        )
        assert answer.status_code == 303
    against = await ExpertView.get(name="乙教授")
    said = {f"adoption-{against.id}": "not_adopted"}

    refused = await browser.post(f"{place}/adoptions", said)
    kept = await browser.post(f"{place}/adoptions", said | {f"reason-{against.id}": "数据已更新"})

    assert (refused.status_code, kept.status_code) == (422, 303)
    await browser.as_(cast.wu)
    page = await browser.get(place)
    listed = await browser.get(f"/matters/{matter.number}/consultations")
    assert "乙教授的理由" in page.text
    assert "数据已更新" in page.text
    assert "不同意1人" in listed.text


async def test_the_departments_meeting_carries_out_a_procedure(cast, matter, browser):
    await browser.as_(cast.lin)

    await browser.post(f"/matters/{matter.number}/inquiries", WHOLE | {"procedure": "experts"})

    stands = {line.procedure.key: line.held for line in await checklist_of(matter)}
    assert (stands["experts"], stands["risk"]) == (Held.SHOWN, Held.MISSING)


async def test_the_offices_own_meeting_is_not_the_departments_to_see(cast, matter, browser):
    await browser.as_(cast.wu)
    assert (
        await browser.post(f"/matters/{matter.number}/inquiries", WHOLE | {"procedure": "experts"})
    ).status_code == 422
    await browser.post(f"/matters/{matter.number}/inquiries", WHOLE)
    inquiry = await Inquiry.get()

    await browser.as_(cast.lin)

    listed = await browser.get(f"/matters/{matter.number}/consultations")
    assert WHOLE["title"] not in listed.text
    assert (
        await browser.get(f"/matters/{matter.number}/inquiries/{inquiry.id}")
    ).status_code == 404
