"""Offers that nobody answers, and those that are declined with another day."""

from __future__ import annotations

from datetime import date

import pytest

from portal.clock import now, today
from portal.journal.models import Entry
from portal.matters.models import Part
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.silence import end_silent, is_silent
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
DUE = date(2026, 3, 5)  # a Thursday


async def offered(cast: Cast, state: State = State.UNDER_REVIEW) -> Assignment:
    people = ((cast.wu, Relation.REVIEWER), (cast.he, Relation.INVITED))
    return await Assignment.create(
        matter=await matter_at(state, cast, people=people), person=cast.he, duty=Duty.ADVISER,
        answer=Answer.OFFERED, asked_by=cast.zhou, asked_at=now(), due=DUE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "silent"),
    [("2026-03-05", False), ("2026-03-06", False), ("2026-03-08", False), ("2026-03-09", True)],
)
def test_two_working_days_are_waited(day: str, silent: bool) -> None:
    assert is_silent(DUE, date.fromisoformat(day)) is silent


async def test_a_silent_offer_ends_once(cast: Cast) -> None:
    one = await offered(cast)

    await end_silent(date(2026, 3, 6))
    assert (await Assignment.get()).answer is Answer.OFFERED
    for _ in range(2):
        await end_silent(date(2026, 3, 9))

    assert (await Assignment.get()).answer is Answer.SILENT
    assert await Entry.filter(act="engagement:silent").count() == 1
    part = await Part.get(matter_id=one.matter_id, person_id=cast.he.id)
    assert part.until is not None


@pytest.mark.parametrize(
    ("state", "answer"),
    [(State.REVIEW_PAUSED, Answer.OFFERED), (State.UNDER_REVIEW, Answer.ACCEPTED)],
)
async def test_what_waits_for_something_else_stays(
    cast: Cast, state: State, answer: Answer
) -> None:
    one = await offered(cast, state)
    await Assignment.filter(id=one.id).update(answer=answer)

    await end_silent(date(2026, 5, 9))

    assert (await Assignment.get()).answer is answer


async def test_whoever_declines_may_name_another_day(cast: Cast, browser: Browser) -> None:
    one = await offered(cast)
    place = f"/matters/{one.matter.number}/engagement/answers"
    said = {"reason": "出差", "reply": "decline"}
    await browser.as_(cast.he)

    past = await browser.post(place, {**said, "other_day": "2020-01-01"})
    assert past.status_code == 422
    done = await browser.post(place, {**said, "other_day": "2099-01-02"})

    assert done.status_code == 303
    assert (await Assignment.get()).other_day == date(2099, 1, 2)
    await browser.as_(cast.zhou)
    page = await browser.get(f"/matters/{one.matter.number}/assignments")
    assert "可在2099年1月2日前办理" in page.text
    assert today() < date(2099, 1, 1)
