"""What one did a moment ago can be undone, with a reason, until somebody acts on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.bylaws.enacting import bind, enact
from portal.bylaws.queries import edition_of
from portal.clock import stopped_at
from portal.deadlines.models import Deadline, Pause, PauseReason, Period
from portal.deadlines.opening import open_deadline
from portal.deadlines.pauses import pause
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.kinds import shipped
from portal.matters.models import Matter
from portal.notices.models import Notice
from portal.opinions.models import Opinion, OpinionState
from portal.routing.models import Answer, Assignment
from portal.workflow import Move, State
from tests.cast import Cast
from tests.client import Browser
from tests.opinions.stage import checked, contract, submitted
from tests.routing.test_assignments import plan
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
TUESDAY = datetime(2026, 11, 24, 2, tzinfo=UTC)
SOON, LATE = TUESDAY + timedelta(minutes=9), TUESDAY + timedelta(minutes=10)
OFFERED = "您刚刚办理了“{}”"


async def registering(cast: Cast, browser: Browser) -> Matter:
    matter = await matter_at(State.SUBMITTED, cast, people=())
    await open_deadline(matter, Period.INTAKE, by=cast.lin)
    await browser.as_(cast.zhou)
    await browser.post(f"/matters/{matter.number}/registration")
    return matter


async def assigning(cast: Cast, browser: Browser) -> Matter:
    matter = await matter_at(State.REGISTERED, cast, people=())
    await open_deadline(matter, Period.REVIEW, by=cast.zhou)
    await browser.as_(cast.zhou)
    done = await browser.post(
        f"/matters/{matter.number}/assignments", await plan(matter, cast.wu, cast.han)
    )
    assert done.status_code == 303, done.text
    return matter


async def concluding(cast: Cast, browser: Browser) -> Matter:
    matter = await contract(cast)
    await open_deadline(matter, Period.REVIEW, by=cast.zhou)
    await pause(matter, Period.REVIEW, PauseReason.EXPERTS, by=cast.wu)
    await submitted(browser, cast, matter, conclusion="agree")
    return matter


async def withdrawing(cast: Cast, browser: Browser) -> Matter:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await open_deadline(matter, Period.REVIEW, by=cast.zhou)
    await browser.as_(cast.lin)
    await browser.post(f"/matters/{matter.number}/withdrawal", {"reason": "计划有变"})
    return matter


ACTS = {
    Move.REGISTER: (registering, State.SUBMITTED, "zhou"),
    Move.ASSIGN: (assigning, State.REGISTERED, "zhou"),
    Move.CONCLUDE: (concluding, State.UNDER_REVIEW, "wu"),
    Move.WITHDRAW: (withdrawing, State.UNDER_REVIEW, "lin"),
}


async def undo(browser: Browser, matter: Matter, reason: str = "点错了"):
    return await browser.post(f"/matters/{matter.number}/undo", {"reason": reason})


async def state_of(matter: Matter) -> State:
    return (await Matter.get(id=matter.id)).state


async def clocks(matter: Matter) -> list[tuple[Period, bool, str]]:
    found = await Deadline.filter(matter_id=matter.id).order_by("id")
    return [(one.period, one.closed is None, str(one.due)) for one in found]


@pytest.mark.parametrize("move", ACTS)
async def test_it_is_offered_and_undone(cast: Cast, browser: Browser, move: Move) -> None:
    act, before, who = ACTS[move]
    with stopped_at(TUESDAY):
        matter = await act(cast, browser)
    with stopped_at(SOON):
        await browser.as_(getattr(cast, who))
        page = await browser.get(f"/matters/{matter.number}")
        assert OFFERED.format(move.zh) in page.text
        assert f'href="/matters/{matter.number}/undo"' in page.text
        answer = await undo(browser, matter)
        assert answer.status_code == 303, answer.text
        again = await undo(browser, matter)
        assert again.status_code in (403, 409)

    assert (await Matter.get(id=matter.id)).state is before
    entry = await Entry.get(subject=matter.number, act=Move.UNDO.value)
    assert (entry.by_id, entry.facts["undone"]) == (getattr(cast, who).id, move.value)
    assert entry.facts["reason"] == "点错了"
    assert (await verify(matter.number))[1] == []


@pytest.mark.parametrize("move", ACTS)
async def test_a_reason_is_wanted(cast: Cast, browser: Browser, move: Move) -> None:
    act, _, who = ACTS[move]
    matter = await act(cast, browser)
    await browser.as_(getattr(cast, who))
    reached = (await Matter.get(id=matter.id)).state

    answer = await undo(browser, matter, "")

    assert answer.status_code == 422
    assert "请写明撤销的原因" in answer.text
    assert (await Matter.get(id=matter.id)).state is reached


@pytest.mark.parametrize("move", ACTS)
async def test_not_after_the_time(cast: Cast, browser: Browser, move: Move) -> None:
    act, _, who = ACTS[move]
    with stopped_at(TUESDAY):
        matter = await act(cast, browser)
    with stopped_at(LATE):
        await browser.as_(getattr(cast, who))
        page = await browser.get(f"/matters/{matter.number}")
        answer = await undo(browser, matter)

    assert OFFERED.format(move.zh) not in page.text
    assert answer.status_code == 409
    assert "已经超过10分钟，不能再撤销" in answer.text


async def test_how_long_is_a_rule_of_the_type(cast: Cast, browser: Browser) -> None:
    seen = (await edition_of(cast.office.id, "contract")).digest
    never = shipped()["contract"].replace("minutes = 10", "minutes = 0")
    await enact(cast.office, never, seen, "办理要慎重", by=cast.an)
    bound = await bind(cast.office, "contract")
    matter = await matter_at(State.SUBMITTED, cast, people=())
    await Matter.filter(id=matter.id).update(bylaw=bound.digest)
    await browser.as_(cast.zhou)
    await browser.post(f"/matters/{matter.number}/registration")

    page = await browser.get(f"/matters/{matter.number}")
    answer = await undo(browser, matter)

    assert OFFERED.format(Move.REGISTER.zh) not in page.text
    assert (answer.status_code, await state_of(matter)) == (409, State.REGISTERED)


OTHERS = {
    Move.ASSIGN: "wu", Move.WITHDRAW: "gao",
}  # fmt: skip


@pytest.mark.parametrize("move", [Move.ASSIGN, Move.WITHDRAW])
async def test_not_by_anybody_else(cast: Cast, browser: Browser, move: Move) -> None:
    """Wu may undo his own acts, Gao those of his department that he did: not these."""
    act, _, _ = ACTS[move]
    matter = await act(cast, browser)
    await browser.as_(getattr(cast, OTHERS[move]))

    page = await browser.get(f"/matters/{matter.number}")
    answer = await undo(browser, matter)

    assert OFFERED.format(move.zh) not in page.text
    assert answer.status_code == 409
    assert "只有办理人本人可以撤销这一步" in answer.text


async def test_not_once_somebody_has_assigned_it(cast: Cast, browser: Browser) -> None:
    matter = await assigning(cast, browser)
    await browser.as_(cast.wu)
    noted = await browser.post(
        f"/matters/{matter.number}/pauses", {"pause_reason": "experts", "about": "论证"}
    )
    assert noted.status_code == 303, noted.text
    await browser.as_(cast.zhou)

    page = await browser.get(f"/matters/{matter.number}")
    answer = await undo(browser, matter)

    assert OFFERED.format("分办") not in page.text
    assert answer.status_code == 409
    assert "之后已经有人办理" in answer.text
    assert (await Matter.get(id=matter.id)).state is State.UNDER_REVIEW


async def test_not_once_it_was_checked(cast: Cast, browser: Browser) -> None:
    matter = await concluding(cast, browser)
    await checked(browser, cast, matter)
    await browser.as_(cast.wu)

    assert (await undo(browser, matter)).status_code == 403
    assert (await Matter.get(id=matter.id)).state is State.SIGNING


async def test_clocks_run_as_before_registration_and_the_number_is_kept(
    cast: Cast, browser: Browser
) -> None:
    with stopped_at(TUESDAY):
        matter = await registering(cast, browser)
        given = (await Matter.get(id=matter.id)).receipt
        await undo(browser, matter)
        assert await clocks(matter) == [(Period.INTAKE, True, "2026-11-26")]
        await browser.post(f"/matters/{matter.number}/registration")

    assert (await Matter.get(id=matter.id)).receipt == given
    assert [one[:2] for one in await clocks(matter)] == [
        (Period.INTAKE, False), (Period.REVIEW, True),
    ]  # fmt: skip


async def test_a_stopped_clock_stands_again_when_handing_on_is_undone(
    cast: Cast, browser: Browser
) -> None:
    matter = await concluding(cast, browser)
    await undo(browser, matter)

    assert (await Pause.get()).until is None
    assert (await Deadline.get(matter_id=matter.id)).due is None
    assert (await Opinion.get()).state is OpinionState.DRAFTED
    await submitted(browser, cast, matter, conclusion="agree")


async def test_a_withdrawn_matter_runs_on(cast: Cast, browser: Browser) -> None:
    matter = await withdrawing(cast, browser)
    before = await clocks(matter)
    await undo(browser, matter)

    after = await clocks(matter)
    assert (before[0][1], after[0][1]) == (False, True)
    assert before[0][2] == after[0][2]
    kept = await Matter.get(id=matter.id)
    assert (kept.step, kept.ended) == ("review", False)


async def test_whoever_was_assigned_or_asked_sees_no_more_of_it(
    cast: Cast, browser: Browser
) -> None:
    matter = await assigning(cast, browser)
    await undo(browser, matter)

    left = {one.answer for one in await Assignment.filter(matter_id=matter.id)}
    assert left == {Answer.WITHDRAWN}
    for person in (cast.wu, cast.han):
        await browser.as_(person)
        assert (await browser.get(f"/matters/{matter.number}")).status_code == 404


async def test_the_department_does_not_hear_that_handing_on_was_undone(
    cast: Cast, browser: Browser
) -> None:
    matter = await concluding(cast, browser)
    await undo(browser, matter)
    await browser.as_(cast.lin)

    page = await browser.get(f"/matters/{matter.number}/timeline")

    assert "提交复核" not in page.text
    assert "撤销" not in page.text


async def test_who_was_told_hears_that_it_was_undone(cast: Cast, browser: Browser) -> None:
    matter = await registering(cast, browser)
    await undo(browser, matter)

    told = await Notice.filter(person_id=cast.lin.id, matter_id=matter.id).order_by("id")

    assert told[-1].words == "上一步已撤销，本件回到之前的环节"
