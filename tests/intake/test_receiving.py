"""The registrar registers, sends back or refuses; nobody else does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.acts import Act
from portal.clock import stopped_at, today
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.documents.models import Material
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.workflow import Move, State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)


async def test_registering_gives_a_receipt_number_and_starts_the_review(
    cast: Cast, browser: Browser
) -> None:
    with stopped_at(MONDAY):
        first, second = await submitted(cast), await submitted(cast)
        await browser.as_(cast.zhou)
        for matter in (first, second):
            answer = await browser.post(f"/matters/{matter.number}/registration")
            assert answer.status_code == 303

    kept = [await Matter.get(id=one.id) for one in (first, second)]
    assert [one.state for one in kept] == [State.REGISTERED] * 2
    assert [one.receipt for one in kept] == ["云司收〔2026〕1号", "云司收〔2026〕2号"]
    assert await open_periods(first) == [Period.REVIEW]
    review = await Deadline.get(matter_id=first.id, period=Period.REVIEW)
    assert (review.days, str(review.due)) == (first.type.clocks["review"].days, "2026-11-30")


async def test_the_page_shows_what_is_there_and_what_is_missing(
    cast: Cast, browser: Browser
) -> None:
    matter = await submitted(cast)
    await Material.create(
        matter=matter, slot="subject", name="营业执照.pdf", sha256="a" * 64,
        uploaded_by=cast.lin, uploaded_at=matter.submitted_at,
    )  # fmt: skip
    await Material.create(
        matter=matter, slot="approval", name="批准文件", promised=today(), reason="正在盖章",
        uploaded_by=cast.lin, uploaded_at=matter.submitted_at,
    )  # fmt: skip

    page = await (await browser.as_(cast.zhou)).get(f"/matters/{matter.number}/registration")

    assert page.status_code == 200
    for words in (
        "营业执照.pdf",
        "承诺补交",
        "正在盖章",
        "还缺1项必需材料",
        "云川路桥养护有限公司",
    ):
        assert words in page.text


async def test_sending_back_needs_a_reason_and_keeps_what_was_typed(
    cast: Cast, browser: Browser
) -> None:
    matter = await submitted(cast)
    await browser.as_(cast.zhou)

    refused = await browser.post(f"/matters/{matter.number}/return", {"return_reason": " "})
    assert refused.status_code == 422
    assert "请写明退回的原因" in refused.text
    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED

    done = await browser.post(f"/matters/{matter.number}/return", {"return_reason": "缺少附件"})
    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.RETURNED
    assert await open_periods(matter) == []
    written = await Entry.get(subject=matter.number, act=Move.RETURN)
    assert written.facts["reason"] == "缺少附件"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.SUPPLEMENTING])
async def test_refusing_names_its_ground(cast: Cast, browser: Browser, state: State) -> None:
    matter = await submitted(cast, state)
    await browser.as_(cast.zhou)
    address = f"/matters/{matter.number}/refusal"

    wrong = await browser.post(address, {"ground": "whatever", "refusal_reason": "内部管理事项"})
    assert wrong.status_code == 422
    assert "内部管理事项" in wrong.text

    done = await browser.post(address, {"ground": "out_of_scope", "refusal_reason": "内部管理事项"})
    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.REFUSED
    assert await open_periods(matter) == []
    written = await Entry.get(subject=matter.number, act=Move.REFUSE)
    assert written.facts["ground"] == "out_of_scope"


@pytest.mark.parametrize("door", ["registration", "return", "refusal"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("lin", 403), ("gao", 403), ("wu", 404), ("zheng", 403), ("qian", 404), ("an", 404)],
)
async def test_nobody_else_receives(
    cast: Cast, browser: Browser, who: str, status: int, door: str
) -> None:
    matter = await submitted(cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/matters/{matter.number}/{door}",
        {"return_reason": "x", "ground": "other", "refusal_reason": "x"},
    )

    assert answer.status_code == status
    assert (await Matter.get(id=matter.id)).state is State.SUBMITTED
    assert not await Entry.filter(subject=matter.number, act__not=Act.DEADLINE_OPENED).exists()


async def test_a_second_registration_comes_too_late(cast: Cast, browser: Browser) -> None:
    matter = await submitted(cast)
    await browser.as_(cast.zhou)
    await browser.post(f"/matters/{matter.number}/registration")

    again = await browser.post(f"/matters/{matter.number}/registration")

    assert again.status_code == 403
    assert "待分办" in again.text
    assert await Entry.filter(subject=matter.number, act=Move.REGISTER).count() == 1


async def test_withdrawing_ends_the_matter_and_every_clock(cast: Cast, browser: Browser) -> None:
    matter = await submitted(cast)
    await browser.as_(cast.lin)

    assert (await browser.get(f"/matters/{matter.number}/withdrawal")).status_code == 200
    empty = await browser.post(f"/matters/{matter.number}/withdrawal", {"reason": ""})
    assert empty.status_code == 422
    done = await browser.post(f"/matters/{matter.number}/withdrawal", {"reason": "方案调整"})

    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.WITHDRAWN
    assert await open_periods(matter) == []


@pytest.mark.parametrize(("who", "status"), [("zhou", 403), ("wu", 403), ("qian", 404)])
async def test_only_the_department_withdraws(
    cast: Cast, browser: Browser, who: str, status: int
) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/withdrawal", {"reason": "x"})

    assert answer.status_code == status
    assert (await Matter.get(id=matter.id)).state is State.UNDER_REVIEW


async def submitted(cast: Cast, state: State = State.SUBMITTED) -> Matter:
    """A matter before the registrar, its intake clock running; nobody reviews it yet."""
    matter = await matter_at(state, cast, people=())
    await open_deadline(matter, Period.INTAKE, by=cast.lin)
    return matter


async def open_periods(matter: Matter) -> list[Period]:
    return [one.period for one in await Deadline.filter(matter_id=matter.id, closed=None)]
