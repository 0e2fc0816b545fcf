from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.acts import Act
from portal.clock import stopped_at
from portal.deadlines.bars import Bearer
from portal.deadlines.heading import clock_of
from portal.deadlines.ledger import accounts_of
from portal.deadlines.models import Deadline, Pause, PauseReason, Period
from portal.deadlines.opening import close_all, close_deadline, open_deadline
from portal.deadlines.pauses import pause, resume
from portal.errors import Invalid
from portal.journal.models import Entry
from portal.people.models import Session
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


def noon(day: int) -> datetime:
    """Noon in the office on that day of November 2026."""
    return datetime(2026, 11, day, 4, tzinfo=UTC)


@pytest.fixture
async def matter(cast):
    """Under review since Monday 23 November, five working days."""
    made = await matter_at(State.UNDER_REVIEW, cast)
    with stopped_at(noon(23)):
        await open_deadline(made, Period.REVIEW, by=cast.zhou)
    return made


async def the_day() -> date | None:
    return (await Deadline.get(period=Period.REVIEW)).due


async def test_five_days_from_monday_end_next_monday(matter):
    assert await the_day() == date(2026, 11, 30)


@pytest.mark.parametrize(("days", "due"), [(3, "2026-11-26"), (5, "2026-11-30")])
async def test_an_office_grants_what_the_rule_allows(cast, days, due):
    agenda = await matter_at(State.UNDER_REVIEW, cast, kind="agenda")
    with stopped_at(noon(23)):
        opened = await open_deadline(agenda, Period.REVIEW, by=cast.zhou, days=days)

    assert opened.due == date.fromisoformat(due)


@pytest.mark.parametrize("days", [2, 6])
async def test_an_office_grants_no_less_and_no_more(cast, days):
    agenda = await matter_at(State.UNDER_REVIEW, cast, kind="agenda")

    with pytest.raises(Invalid, match="应当在3到5之间"):
        await open_deadline(agenda, Period.REVIEW, by=cast.zhou, days=days)

    assert not await Deadline.exists()


async def test_the_clock_stops_and_runs_on(cast, matter):
    with stopped_at(noon(25)):
        await pause(matter, Period.REVIEW, PauseReason.SUPPLEMENT, by=cast.wu)
        assert await the_day() is None
    with stopped_at(noon(27)):
        await resume(matter, Period.REVIEW, by=cast.wu)

    assert await the_day() == date(2026, 12, 2)
    told = [entry.act for entry in await Entry.filter(subject=matter.number).order_by("seq")]
    assert told == [
        Act.DEADLINE_OPENED.value, Act.DEADLINE_PAUSED.value, Act.DEADLINE_RESUMED.value
    ]  # fmt: skip


async def test_stopping_twice_is_stopping_once(cast, matter):
    with stopped_at(noon(25)):
        for _ in range(2):
            await pause(matter, Period.REVIEW, PauseReason.SUPPLEMENT, by=cast.wu)

    assert await Pause.all().count() == 1
    assert await Entry.filter(act=Act.DEADLINE_PAUSED.value).count() == 1


async def test_what_runs_is_not_resumed(cast, matter):
    await resume(matter, Period.REVIEW, by=cast.wu)

    assert not await Entry.filter(act=Act.DEADLINE_RESUMED.value).exists()


async def test_stopping_at_night_in_utc_is_the_next_day_in_the_office(cast, matter):
    with stopped_at(datetime(2026, 11, 25, 16, 30, tzinfo=UTC)):
        await pause(matter, Period.REVIEW, PauseReason.EXPERTS, by=cast.wu)

    assert (await Pause.get()).since == date(2026, 11, 26)


async def test_a_closed_period_neither_stops_nor_runs(cast, matter):
    with stopped_at(noon(24)):
        await close_deadline(matter, Period.REVIEW, by=cast.sun)
        await pause(matter, Period.REVIEW, PauseReason.SUPPLEMENT, by=cast.wu)

    assert not await Pause.exists()
    assert await clock_of(matter) is None


async def test_the_end_of_a_matter_stops_everything(cast, matter):
    await open_deadline(matter, Period.FEEDBACK, by=cast.sun)
    await close_all(matter, by=cast.lin)

    assert not await Deadline.filter(closed=None).exists()


async def test_the_head_shows_the_clock_that_ends_first(cast, matter):
    with stopped_at(noon(25)):
        await pause(matter, Period.REVIEW, PauseReason.SUPPLEMENT, by=cast.wu)
        await open_deadline(matter, Period.SUPPLEMENT, by=cast.wu)
        shown = await clock_of(matter)

    assert shown is not None
    assert shown.due == date(2026, 11, 30)


async def test_a_reviewer_stops_it_for_experts_and_lets_it_run_on(cast, browser, matter):
    base = f"/matters/{matter.number}"
    await browser.as_(cast.wu)
    with stopped_at(noon(25)):
        asked = {"pause_reason": "experts", "about": "请两名专家论证土地条款"}
        assert (await browser.post(f"{base}/pauses", asked)).status_code == 303
        assert await the_day() is None
        assert "请两名专家论证土地条款" in (await browser.get(f"{base}/clocks")).text
        await Session.all().delete()  # the next day but one he signs in afresh
    with stopped_at(noon(27)):
        await browser.as_(cast.wu)
        assert (await browser.post(f"{base}/resumption")).status_code == 303

    assert await the_day() == date(2026, 12, 2)
    with stopped_at(noon(27)):
        told = (await accounts_of(matter))[0].shares
    assert told == ((Bearer.OFFICE, 2), (Bearer.EXPERTS, 2))


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ({"pause_reason": "experts"}, "请写明向谁"),
        ({"about": "市财政局"}, "请选择一项"),
        ({"pause_reason": "supplement", "about": "缺件"}, "在“补正”中逐项提出"),
    ],
)
async def test_it_is_not_stopped_without_saying_for_what(cast, browser, matter, typed, what):
    await browser.as_(cast.wu)

    answer = await browser.post(f"/matters/{matter.number}/pauses", typed)

    assert answer.status_code == 422
    assert what in answer.text
    assert not await Pause.exists()


async def test_a_stop_for_another_reason_is_charged_to_that_one_from_then_on(cast, matter):
    with stopped_at(noon(24)):
        await pause(matter, Period.REVIEW, PauseReason.CONSULTATION, by=cast.wu)
    with stopped_at(noon(26)):
        await pause(matter, Period.REVIEW, PauseReason.SUPPLEMENT, by=cast.wu)
    with stopped_at(noon(27)):
        await resume(matter, Period.REVIEW, by=cast.wu)
        told = (await accounts_of(matter))[0].shares

    assert told == ((Bearer.CONSULTATION, 2), (Bearer.DEPARTMENT, 1), (Bearer.OFFICE, 1))
    assert await the_day() == date(2026, 12, 3)
