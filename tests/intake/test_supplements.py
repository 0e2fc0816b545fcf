"""Asking for what is missing stops the clock; the department hands the turn back itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import httpx
import pytest

from portal.clock import stopped_at
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.documents.models import Material
from portal.intake.models import Supplement, SupplementItem
from portal.matters.models import Matter
from portal.people.models import Person
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at, word

pytestmark = pytest.mark.anyio
ASKED = datetime(2026, 11, 23, 2, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 25, 2, tzinfo=UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLACES = [
    (State.SUBMITTED, State.SUPPLEMENTING, Period.INTAKE, "zhou"),
    (State.UNDER_REVIEW, State.REVIEW_PAUSED, Period.REVIEW, "wu"),
]


@pytest.mark.parametrize(("state", "waiting", "clock", "who"), PLACES)
async def test_the_clock_stops_until_the_department_hands_in(
    cast: Cast, browser: Browser, state: State, waiting: State, clock: Period, who: str
) -> None:
    with stopped_at(ASKED):
        matter = await clocked(cast, state, clock)
        before = (await Deadline.get(matter_id=matter.id, period=clock)).due
        asked = await ask(browser, matter, getattr(cast, who))
        assert asked.status_code == 303

    assert (await Matter.get(id=matter.id)).state is waiting
    assert (await Deadline.get(matter_id=matter.id, period=clock)).due is None
    own = await Deadline.get(matter_id=matter.id, period=Period.SUPPLEMENT)
    assert own.due == date(2026, 11, 26)

    with stopped_at(ANSWERED):
        first, second = await SupplementItem.all().order_by("id")
        await browser.as_(cast.lin)
        done = await browser.post(
            f"/matters/{matter.number}/supplements/answers",
            {f"answer-{second.id}": "资金来源为市级财政", "act": "hand_in"},
            files={f"file-{first.id}": ("批准文件.docx", word("批准文件"), DOCX)},
        )
        assert done.status_code == 303, done.text

    assert (await Matter.get(id=matter.id)).state is state
    kept = await Material.get(matter_id=matter.id)
    assert (kept.slot, kept.name) == ("approval", "批准文件.docx")
    running = await Deadline.filter(matter_id=matter.id, closed=None)
    assert [one.period for one in running] == [clock]
    assert before is not None
    assert running[0].due is not None
    assert running[0].due > before  # two days did not count
    assert (await Supplement.get(matter_id=matter.id)).answered_at == ANSWERED


async def test_what_is_not_there_needs_a_reason_and_a_confirmation(
    cast: Cast, browser: Browser
) -> None:
    matter = await clocked(cast, State.SUBMITTED, Period.INTAKE)
    await ask(browser, matter, cast.zhou)
    first, second = await SupplementItem.all().order_by("id")
    await browser.as_(cast.lin)
    address = f"/matters/{matter.number}/supplements/answers"

    silent = await browser.post(address, {f"answer-{second.id}": "财政资金", "act": "hand_in"})
    assert silent.status_code == 422
    assert "请上传材料，或者写明不能提供的理由" in silent.text
    assert "财政资金" in silent.text

    said = {f"answer-{first.id}": "批准机关尚未盖章", f"answer-{second.id}": "财政资金"}
    unsure = await browser.post(address, {**said, "act": "hand_in"})
    assert unsure.status_code == 422
    assert "确认先行提交" in unsure.text
    assert (await Matter.get(id=matter.id)).state is State.SUPPLEMENTING

    done = await browser.post(address, {**said, "act": "hand_in", "partly": "1"})
    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED
    absent = await Material.get(matter_id=matter.id)
    assert (absent.slot, absent.sha256, absent.reason) == ("approval", "", "批准机关尚未盖章")


async def test_saving_keeps_the_turn_with_the_department(cast: Cast, browser: Browser) -> None:
    matter = await clocked(cast, State.SUBMITTED, Period.INTAKE)
    await ask(browser, matter, cast.zhou)
    item = await SupplementItem.all().order_by("id").first()
    assert item is not None
    await browser.as_(cast.lin)

    saved = await browser.post(
        f"/matters/{matter.number}/supplements/answers", {f"answer-{item.id}": "明天上传"}
    )

    assert saved.status_code == 303
    assert (await SupplementItem.get(id=item.id)).answer == "明天上传"
    assert (await Matter.get(id=matter.id)).state is State.SUPPLEMENTING
    assert "明天上传" in (await browser.get(f"/matters/{matter.number}/supplements")).text


async def test_a_bad_file_is_refused_and_the_rest_is_kept(cast: Cast, browser: Browser) -> None:
    matter = await clocked(cast, State.SUBMITTED, Period.INTAKE)
    await ask(browser, matter, cast.zhou)
    first, second = await SupplementItem.all().order_by("id")
    await browser.as_(cast.lin)

    answer = await browser.post(
        f"/matters/{matter.number}/supplements/answers",
        {f"answer-{second.id}": "财政资金", "act": "hand_in"},
        files={f"file-{first.id}": ("批准文件.docx", b"", DOCX)},
    )

    assert answer.status_code == 422
    assert "文件" in answer.text
    assert not await Material.exists()
    assert (await SupplementItem.get(id=second.id)).answer == "财政资金"
    assert (await Matter.get(id=matter.id)).state is State.SUPPLEMENTING


async def test_asking_for_nothing_is_refused(cast: Cast, browser: Browser) -> None:
    matter = await clocked(cast, State.SUBMITTED, Period.INTAKE)
    await browser.as_(cast.zhou)

    answer = await browser.post(
        f"/matters/{matter.number}/supplements", {"items": " ", "note": "请补正"}
    )

    assert answer.status_code == 422
    assert "请补正" in answer.text
    assert not await Supplement.exists()


@pytest.mark.parametrize(
    ("state", "who", "status"),
    [
        (State.SUBMITTED, "lin", 403),
        (State.SUBMITTED, "zheng", 403),
        (State.SUBMITTED, "qian", 404),
        (State.UNDER_REVIEW, "zhou", 403),
        (State.UNDER_REVIEW, "lin", 403),
        (State.REGISTERED, "wu", 403),
    ],
)
async def test_nobody_else_asks(
    cast: Cast, browser: Browser, state: State, who: str, status: int
) -> None:
    matter = await matter_at(state, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/supplements", {"items": "批准文件"})

    assert answer.status_code == status
    assert not await Supplement.exists()


@pytest.mark.parametrize(("who", "status"), [("zhou", 403), ("wu", 403), ("qian", 404)])
async def test_nobody_else_answers(cast: Cast, browser: Browser, who: str, status: int) -> None:
    matter = await clocked(cast, State.UNDER_REVIEW, Period.REVIEW)
    await ask(browser, matter, cast.wu)
    item = await SupplementItem.all().order_by("id").first()
    assert item is not None
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/matters/{matter.number}/supplements/answers", {f"answer-{item.id}": "伪造"}
    )

    assert answer.status_code == status
    assert (await SupplementItem.get(id=item.id)).answer == ""


async def clocked(cast: Cast, state: State, clock: Period) -> Matter:
    matter = await matter_at(state, cast)
    await open_deadline(matter, clock, by=cast.lin)
    return matter


async def ask(browser: Browser, matter: Matter, who: Person) -> httpx.Response:
    """Ask for the approval of the checklist, and for a word on the money."""
    await browser.as_(who)
    return await browser.post(
        f"/matters/{matter.number}/supplements",
        {"slot": "approval", "items": "说明资金来源", "note": "请一并补正"},
    )


async def test_whoever_registers_sees_what_was_answered(cast: Cast, browser: Browser) -> None:
    matter = await clocked(cast, State.SUBMITTED, Period.INTAKE)
    await ask(browser, matter, cast.zhou)
    first, second = await SupplementItem.all().order_by("id")
    await browser.as_(cast.lin)
    said = {f"answer-{first.id}": "会签中", f"answer-{second.id}": "资金来源为市级财政"}
    await browser.post(
        f"/matters/{matter.number}/supplements/answers", {**said, "partly": "1", "act": "hand_in"}
    )
    told = (await browser.get(f"/matters/{matter.number}/timeline")).text
    await browser.as_(cast.zhou)
    page = (await browser.get(f"/matters/{matter.number}/registration")).text

    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED
    assert "资金来源为市级财政" in page
    assert f'href="/matters/{matter.number}/supplements"' in page
    assert second.text in told
