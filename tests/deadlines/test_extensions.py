"""More time is asked for by one person, granted by another, and moves the day once granted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.clock import stopped_at
from portal.deadlines.extensions import ask, decide
from portal.deadlines.ledger import accounts_of
from portal.deadlines.models import Deadline, Extension, Period
from portal.deadlines.opening import open_deadline
from portal.desk.todo import desk_of
from portal.errors import Invalid, NotFound, WrongMoment
from portal.journal.models import Entry
from portal.matters.parts import join
from portal.permits import Relation
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
REASON = "需要核实相对人的资质"


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 4, tzinfo=UTC)


@pytest.fixture
async def matter(cast):
    """A contract under review since Monday 23 November: five working days, at most five more."""
    made = await matter_at(State.UNDER_REVIEW, cast)
    with stopped_at(noon(23)):
        await open_deadline(made, Period.REVIEW, by=cast.zhou)
    return made


async def the_day() -> date | None:
    return (await Deadline.get(period=Period.REVIEW)).due


async def test_the_day_moves_when_it_is_granted_and_not_before(cast, browser, matter):
    with stopped_at(noon(25)):
        await browser.as_(cast.wu)
        asked = await browser.post(
            f"/matters/{matter.number}/extensions", {"days": "3", "reason": REASON}
        )
        assert asked.status_code == 303
        assert await the_day() == date(2026, 11, 30)
        waiting = await Extension.get()

        await browser.as_(cast.zheng)
        assert REASON in (await browser.get(f"/matters/{matter.number}/clocks")).text
        await browser.post(
            f"/matters/{matter.number}/extensions/{waiting.id}/decision", {"act": "grant"}
        )

    assert await the_day() == date(2026, 12, 3)
    acts = [entry.act for entry in await Entry.filter(subject=matter.number).order_by("seq")]
    assert acts == ["deadline:opened", "extension:asked", "extension:granted"]
    told = (await accounts_of(matter))[0].why
    assert f"5个工作日，依据：{matter.type.clocks['review'].source.text}。" in told
    assert f"2026年11月25日经批准延长3个工作日，理由：{REASON}。" in told
    assert told.endswith("因此应于2026年12月3日（含当日）前办结。")


async def test_refused_with_a_reason_the_day_stays(cast, browser, matter):
    with stopped_at(noon(25)):
        asked = await ask(matter, 3, REASON, by=cast.wu)
        await browser.as_(cast.zheng)
        door = f"/matters/{matter.number}/extensions/{asked.id}/decision"
        silent = await browser.post(door, {"act": "refuse"})
        assert silent.status_code == 422
        assert "不同意延长的，请写明理由" in silent.text
        await browser.post(door, {"act": "refuse", "note": "已有同类先例"})

    assert await the_day() == date(2026, 11, 30)
    refused = await Extension.get()
    assert (refused.granted, refused.decided_by_id) == (False, cast.zheng.id)
    assert (await Entry.filter(act="extension:refused").get()).facts == {"note": "已有同类先例"}


@pytest.mark.parametrize(
    ("days", "what"), [("0", "最多还可以延长5个工作日"), ("6", "最多还可以延长5个工作日"),
                       ("", "最多还可以延长5个工作日"), ("三", "请填写数字")],
)  # fmt: skip
async def test_no_more_than_the_rule_allows(cast, browser, matter, days, what):
    with stopped_at(noon(25)):
        await browser.as_(cast.wu)
        answer = await browser.post(
            f"/matters/{matter.number}/extensions", {"days": days, "reason": REASON}
        )

    assert answer.status_code == 422
    assert what in answer.text
    assert not await Extension.exists()


async def test_all_extensions_together_keep_to_the_limit(cast, matter):
    with stopped_at(noon(25)):
        first = await ask(matter, 4, REASON, by=cast.wu)
        await decide(matter, first.id, "", granted=True, by=cast.zheng)
        with pytest.raises(Invalid, match="最多还可以延长1个工作日"):
            await ask(matter, 2, REASON, by=cast.wu)
        second = await ask(matter, 1, REASON, by=cast.wu)
        await decide(matter, second.id, "", granted=True, by=cast.zheng)
        with pytest.raises(Invalid, match="不能再延长"):
            await ask(matter, 1, REASON, by=cast.wu)

    assert await the_day() == date(2026, 12, 7)


async def test_where_the_rule_knows_no_extension_there_is_none(cast):
    normative = await matter_at(State.UNDER_REVIEW, cast, kind="normative")
    await open_deadline(normative, Period.REVIEW, by=cast.zhou)

    with pytest.raises(Invalid, match="不能再延长"):
        await ask(normative, 1, REASON, by=cast.wu)


async def test_one_request_at_a_time_and_none_when_it_is_late(cast, matter):
    with stopped_at(noon(25)):
        await ask(matter, 1, REASON, by=cast.wu)
        with pytest.raises(WrongMoment, match="等待审批"):
            await ask(matter, 1, REASON, by=cast.wu)
    await Extension.all().delete()
    with stopped_at(datetime(2026, 12, 1, 4, tzinfo=UTC)), pytest.raises(WrongMoment, match="已过"):
        await ask(matter, 1, REASON, by=cast.wu)


async def test_what_is_decided_is_not_decided_again(cast, matter):
    with stopped_at(noon(25)):
        asked = await ask(matter, 2, REASON, by=cast.wu)
        await decide(matter, asked.id, "", granted=True, by=cast.zheng)
        with pytest.raises(NotFound):
            await decide(matter, asked.id, "", granted=True, by=cast.zheng)

    assert await the_day() == date(2026, 12, 2)


async def test_a_request_is_decided_in_its_own_matter_only(cast, matter):
    other = await matter_at(State.UNDER_REVIEW, cast)
    await open_deadline(other, Period.REVIEW, by=cast.zhou)
    asked = await ask(other, 2, REASON, by=cast.wu)

    with pytest.raises(NotFound):
        await decide(matter, asked.id, "", granted=True, by=cast.zheng)


async def test_it_waits_on_the_desk_of_whoever_may_grant_it(cast, matter):
    with stopped_at(noon(25)):
        await ask(matter, 2, REASON, by=cast.wu)
        desks = {
            who: [row.verb for row in (await desk_of(getattr(cast, who))).sheet.rows]
            for who in ("zheng", "sun", "zhou", "wu")
        }

    assert desks == {"zheng": ["审批延长审查时限"], "sun": [], "zhou": [], "wu": ["审查"]}


async def test_whoever_reviews_does_not_grant_it_to_himself(cast, browser, matter):
    await join(matter, cast.zheng, Relation.REVIEWER)
    with stopped_at(noon(25)):
        asked = await ask(matter, 2, REASON, by=cast.zheng)
        await browser.as_(cast.zheng)
        answer = await browser.post(
            f"/matters/{matter.number}/extensions/{asked.id}/decision", {"act": "grant"}
        )
        desk = await desk_of(cast.zheng)

    assert answer.status_code == 403
    assert [row.verb for row in desk.sheet.rows] == ["审查"]
    assert await the_day() == date(2026, 11, 30)
