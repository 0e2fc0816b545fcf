"""The year's notice comes: entered or imported, compared, and every running deadline follows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from portal.clock import stopped_at
from portal.deadlines.almanacs import enact, mark_of, renew, years_entered
from portal.deadlines.calendar import shipped
from portal.deadlines.lines import days_in, lines_of
from portal.deadlines.models import Almanac, Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.errors import Invalid, Stale
from portal.journal.models import Entry
from portal.people.models import Session
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
LINES = """元旦
2027-01-01 至 2027-01-03 休
2027年2月5日—2027年2月11日 放假
2027/2/20 班
"""
DECEMBER = datetime(2026, 12, 28, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("2027-01-01 休", {date(2027, 1, 1): True}),
        ("2027.2.20 调休上班", {date(2027, 2, 20): False}),
        ("2027年10月1日至2027年10月3日放假", {date(2027, 10, day): True for day in (1, 2, 3)}),
        ("春节", {}),
        ("", {}),
    ],
)
def test_what_a_line_says(line, days):
    assert days_in([line]) == days


@pytest.mark.parametrize(
    "line",
    ["2027-02-30 休", "2027-02-05", "2027-02-05 休 班", "2027-02-11 至 2027-02-05 休",
     "2027-01-01 至 2027-12-31 休", "2027-01-01 2027-01-02 2027-01-03 休"],
)  # fmt: skip
def test_what_is_not_understood_is_said_with_its_line(line):
    with pytest.raises(Invalid, match="第2行看不懂"):
        days_in(["2027-01-01 休", line])


def test_a_day_is_not_off_and_worked():
    with pytest.raises(Invalid, match="矛盾"):
        days_in(["2027-01-01 休", "2027-01-01 班"])


def test_lines_say_the_same_again():
    days = days_in(LINES.splitlines())

    assert len(days) == 11
    assert days_in(lines_of(days)) == days


@pytest.fixture
async def matter(cast):
    """Under review since Monday 28 December 2026, five working days: 2027 has no notice yet."""
    made = await matter_at(State.UNDER_REVIEW, cast)
    with stopped_at(DECEMBER):
        await open_deadline(made, Period.REVIEW, by=cast.zhou)
    return made


async def test_the_notice_moves_what_runs_and_tells_it(cast, matter):
    running = await Deadline.get()
    assert (running.due, running.provisional) == (date(2027, 1, 4), True)

    await enact(days_in(LINES.splitlines()), NOTICE, mark_of(shipped()), by=cast.an)

    running = await Deadline.get()
    assert (running.due, running.provisional) == (date(2027, 1, 5), False)
    told = await Entry.get(act="deadline:redated")
    assert (told.subject, told.facts) == (
        matter.number,
        {"period": "review", "before": "2027-01-04", "due": "2027-01-05", "source": NOTICE},
    )
    assert (await Entry.get(act="calendar:changed")).subject == "calendar"


async def test_what_has_ended_stays_as_it_was(cast, matter):
    await Deadline.all().update(closed=date(2026, 12, 30))

    await enact(days_in(LINES.splitlines()), NOTICE, mark_of(shipped()), by=cast.an)

    assert (await Deadline.get()).due == date(2027, 1, 4)
    assert not await Entry.filter(act="deadline:redated").exists()


async def test_new_deadlines_go_by_it_and_a_year_is_replaced_whole(cast):
    await enact({date(2027, 1, 4): True}, NOTICE, mark_of(shipped()), by=cast.an)
    await enact(days_in(LINES.splitlines()), NOTICE, mark_of(await renew()), by=cast.an)

    with stopped_at(DECEMBER):
        opened = await open_deadline(
            await matter_at(State.UNDER_REVIEW, cast), Period.REVIEW, by=cast.zhou
        )

    assert opened.due == date(2027, 1, 5)
    assert (await renew()).is_workday(date(2027, 1, 4))
    assert [year for year, _ in await years_entered()] == [2027]
    assert await Almanac.all().count() == 2


async def test_of_two_administrators_the_second_is_told(cast):
    seen = mark_of(shipped())
    await enact({date(2027, 1, 1): True}, NOTICE, seen, by=cast.an)

    with pytest.raises(Stale):
        await enact({date(2027, 1, 1): True}, NOTICE, seen, by=cast.an)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, data = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


async def test_imported_from_excel_it_is_shown_before_it_is_saved(cast, browser, matter):
    sheet = workbook(
        ("开始", "结束", "安排"), (date(2027, 1, 1), date(2027, 1, 3), "休"),
        ("2027-02-05", "2027-02-11", "放假"), (datetime(2027, 2, 20), None, "班"),
    )  # fmt: skip
    await browser.as_(cast.an)

    shown = await browser.post(
        "/calendar/preview", {"source": NOTICE}, files={"file": ("放假.xlsx", sheet)}
    )

    assert shown.status_code == 200
    assert "这次修改了11处" in shown.text
    assert "有1个的到期日因此变动" in shown.text
    assert not await Almanac.exists()
    fields = {
        name: re.search(rf'name="{name}" value="([^"]*)"', shown.text)[1]
        for name in ("seen", "source")
    }
    days = re.search(r'<textarea name="days"[^>]*>(.*?)</textarea>', shown.text, re.S)[1]
    done = await browser.post("/calendar/editions", {**fields, "days": days})
    assert done.status_code == 303
    assert (await Deadline.get()).due == date(2027, 1, 5)
    assert NOTICE in (await browser.get("/calendar")).text


async def test_pages_go_by_the_calendar_in_force(cast, browser, matter):
    await enact({date(2026, 12, 29): True}, NOTICE, mark_of(shipped()), by=cast.an)
    await Session.all().delete()
    with stopped_at(DECEMBER):
        await browser.as_(cast.wu)
        page = await browser.get(f"/matters/{matter.number}")

    assert "期间有1个法定节假日放假的工作日不计" in page.text


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ({"source": NOTICE, "days": "2027-02-30 休"}, "第1行看不懂"),
        ({"source": NOTICE, "days": "春节放假"}, "没有写明任何一天"),
        ({"days": "2027-01-01 休"}, "请写明放假通知"),
    ],
)
async def test_a_fault_is_said_and_what_was_typed_is_kept(cast, browser, typed, what):
    await browser.as_(cast.an)

    answer = await browser.post("/calendar/preview", typed)

    assert answer.status_code == 422
    assert what in answer.text
    assert typed["days"] in answer.text


async def test_what_is_no_workbook_is_refused(cast, browser):
    await browser.as_(cast.an)

    answer = await browser.post(
        "/calendar/preview", {"source": NOTICE}, files={"file": ("放假.xlsx", b"PK\x03\x04junk")}
    )

    assert answer.status_code == 422
    assert not await Almanac.exists()
