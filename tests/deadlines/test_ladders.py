"""Who is told when: same day, three days, seven days, a month; then reviewer, head, leader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import portal.deadlines.ladders as module
from portal.clock import stopped_at
from portal.deadlines.calendar import official
from portal.deadlines.ladders import ladders, reached_by, rungs_of
from portal.deadlines.models import Deadline, Period
from portal.permits import Relation
from portal.workflow import State
from tests.scenes import matter_at

CALENDAR = official()
MONDAY = date(2026, 11, 23)
R = Relation


def running(due: date | None = date(2026, 11, 30), **more: object) -> Deadline:
    return Deadline(period=Period.REVIEW, opened=MONDAY, days=5, due=due, **more)


def told(found, key: str) -> list[tuple[str, tuple[Relation, ...]]]:
    return [
        (one.day.isoformat(), one.rung.tell) for one in found if one.ladder.key == key
    ]  # fmt: skip


def test_same_day_three_days_seven_days_a_month(monkeypatch):
    template = next(one for one in ladders() if one.key == "13710")
    monkeypatch.setattr(module, "ladders", lambda: [replace(template, in_force=True)])

    assert told(rungs_of(running(), CALENDAR), "13710") == [
        ("2026-11-23", (R.DISPATCHER, R.REVIEWER)),
        ("2026-11-26", (R.REVIEWER,)),
        ("2026-11-30", (R.REVIEWER, R.APPROVER)),
        ("2026-12-23", (R.REVIEWER, R.APPROVER, R.SIGNER)),
    ]


def test_a_template_tells_nobody_until_it_is_put_in_force():
    assert told(rungs_of(running(), CALENDAR), "13710") == []


def test_reviewer_then_head_then_leader():
    assert told(rungs_of(running(), CALENDAR), "escalation_review") == [
        ("2026-11-27", (R.REVIEWER,)),  # the Friday before
        ("2026-12-01", (R.REVIEWER, R.APPROVER)),
        ("2026-12-03", (R.APPROVER, R.SIGNER)),
    ]


@pytest.mark.parametrize(
    ("today", "count"), [("2026-11-26", 0), ("2026-11-27", 1), ("2026-12-02", 2), ("2026-12-31", 3)]
)
def test_rungs_are_reached_one_after_the_other(today, count):
    found = reached_by(running(), date.fromisoformat(today), CALENDAR)

    assert len(told(found, "escalation_review")) == count


def test_what_is_done_climbs_no_further():
    done = running(closed=date(2026, 11, 27))

    assert len(told(reached_by(done, date(2026, 12, 31), CALENDAR), "escalation_review")) == 1


def test_while_the_clock_stands_still_nothing_hangs_on_its_end():
    assert told(rungs_of(running(None), CALENDAR), "escalation_review") == []


def test_every_period_has_its_ladder():
    assert {period for one in ladders() for period in one.periods} == set(Period)
    assert all(one.source for one in ladders())


@pytest.mark.anyio
async def test_heads_see_what_is_late_in_their_own_matters(cast, browser):
    late = await matter_at(State.UNDER_REVIEW, cast, title="逾期的合同")
    ample = await matter_at(State.UNDER_REVIEW, cast, title="不急的合同")
    await running(matter=late).save()
    await running(date(2026, 12, 30), matter=ample).save()
    with stopped_at(datetime(2026, 12, 1, 4, tzinfo=UTC)):
        await browser.as_(cast.zheng)
        page = (await browser.get("/supervision")).text

    assert "逾期的合同" in page
    assert "2026年12月1日 逾期，报告负责人：承办人、复核人" in page
    assert "不急的合同" not in page
