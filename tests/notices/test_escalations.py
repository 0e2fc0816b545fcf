"""Up the ladder: the head is told when it is late, the leader when it stays late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.deadlines.models import Deadline, Period
from portal.matters.models import Matter
from portal.notices.escalations import escalate
from portal.notices.models import Notice
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
DUE = date(2026, 11, 27)  # a Friday
ONE_DAY = timedelta(days=1)


async def running(matter: Matter, due: date | None = DUE) -> Deadline:
    return await Deadline.create(
        matter=matter, period=Period.REVIEW, opened=date(2026, 11, 20), days=5, due=due
    )


async def heard() -> list[tuple[str, str]]:
    notices = await Notice.all().order_by("id").select_related("person")
    return [(one.person.login, one.facts["rung"]) for one in notices]


async def test_the_head_then_the_leader_each_once(cast):
    await running(await matter_at(State.UNDER_REVIEW, cast))
    for number in range(14):
        await escalate(DUE - 3 * ONE_DAY + number * ONE_DAY)
        await escalate(DUE - 3 * ONE_DAY + number * ONE_DAY)

    assert await heard() == [
        ("zheng", "逾期，报告负责人"),
        ("zheng", "逾期较久，报告领导"), ("sun", "逾期较久，报告领导"),
    ]  # fmt: skip


async def test_who_is_reminded_of_his_own_work_is_not_told_twice(cast):
    await running(await matter_at(State.CHECKING, cast))
    await escalate(DUE + 3 * ONE_DAY)

    assert ("zheng", "逾期，报告负责人") not in await heard()


async def test_after_a_pause_the_highest_rung_alone_is_told(cast):
    """The house was shut: not every rung that it slept through."""
    await running(await matter_at(State.UNDER_REVIEW, cast))
    await escalate(DUE + 14 * ONE_DAY)

    assert {rung for _, rung in await heard()} == {"逾期较久，报告领导"}


async def test_what_is_closed_or_stands_still_climbs_no_ladder(cast):
    done = await running(await matter_at(State.UNDER_REVIEW, cast))
    await Deadline.filter(id=done.id).update(closed=DUE)
    await running(await matter_at(State.REVIEW_PAUSED, cast), due=None)
    await escalate(DUE + 14 * ONE_DAY)

    assert await heard() == []


async def test_it_names_the_matter_by_number_alone(cast):
    await running(await matter_at(State.UNDER_REVIEW, cast, title="绝密的标题"))
    await escalate(DUE + 3 * ONE_DAY)

    told = await Notice.all().get()
    assert "标题" not in f"{told.words}{told.mail}{told.facts}"
