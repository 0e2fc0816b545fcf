"""Somebody goes away: all that he has in hand goes to others in one step, one message to each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.clock import now, today
from portal.deadlines.models import Period
from portal.deadlines.opening import open_deadline
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.matters.models import Matter, Part
from portal.notices.models import Notice
from portal.people.models import Absence, Degree, Post, Role
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.records import Acting, add_mandate
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.routing.choices import chosen
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
ROAD = "云川路桥养护股份有限公司"


async def in_hand(cast: Cast, count: int) -> list[Matter]:
    """Matters that Wu reviews, their clocks running."""
    made = [await matter_at(State.UNDER_REVIEW, cast) for _ in range(count)]
    for one in made:
        await open_deadline(one, Period.REVIEW, by=cast.zhou)
        await Assignment.create(
            matter=one, person=cast.wu, duty=Duty.REVIEWER, answer=Answer.ACCEPTED,
            asked_by=cast.zhou, asked_at=now(), answered_at=now(),
        )  # fmt: skip
    return made


async def away(cast: Cast, person, days: int = 30, degree: Degree = Degree.AWAY) -> None:
    until = today() + timedelta(days)
    await Absence.create(person=person, since=today(), until=until, degree=degree)


async def reviewers(cast: Cast, *logins: str) -> None:
    for login in logins:
        await Post.create(person=getattr(cast, login), organ=cast.office, role=Role.REVIEWER)


async def test_five_matters_in_two_clicks(cast: Cast, browser: Browser) -> None:
    await reviewers(cast, "zheng", "luo")
    matters = await in_hand(cast, 5)
    await away(cast, cast.wu)
    await browser.as_(cast.zhou)
    page = (await browser.get("/assignments")).text
    assert "移交5件在办事项" in page
    assert f'href="/handovers/{cast.wu.id}"' in page
    form = await browser.get(f"/handovers/{cast.wu.id}")
    assert form.text.count(" checked") == 5
    assert "5件在此期间到期" in form.text

    takes = await Assignment.filter(person_id=cast.wu.id).values_list("id", flat=True)
    done = await browser.post(
        f"/handovers/{cast.wu.id}", {"take": takes, "reason": "离岗", **chosen(form.text)}
    )

    assert done.status_code == 303, done.text
    assert "已移交5件" in (await browser.get(done.headers["location"])).text
    held = await Assignment.filter(duty=Duty.REVIEWER, answer=Answer.ACCEPTED)
    assert {one.matter_id for one in held} == {one.id for one in matters}
    assert cast.wu.id not in {one.person_id for one in held}
    counts = sorted(sum(one.person_id == who.id for one in held) for who in (cast.zheng, cast.luo))
    assert counts == [2, 3]
    written = await Entry.filter(act="assignment:assigned")
    assert {one.facts["note"] for one in written} == {"离岗"}
    assert "移交5件在办事项" not in (await browser.get("/assignments")).text
    for one in matters:
        assert (await verify(one.number))[1] == []
        told = [notice.person_id for notice in await Notice.filter(matter_id=one.id)]
        holder = next(held_by.person_id for held_by in held if held_by.matter_id == one.id)
        assert sorted(told) == sorted([cast.wu.id, holder])
        assert not await Part.exists(
            matter_id=one.id, person_id=cast.wu.id, relation=Relation.REVIEWER, until=None
        )


async def test_who_can_finish_hands_nothing_over(cast: Cast, browser: Browser) -> None:
    await in_hand(cast, 2)
    await away(cast, cast.wu, degree=Degree.CAN_FINISH)
    await browser.as_(cast.zhou)

    assert "离岗人员手里的事项" not in (await browser.get("/assignments")).text


async def test_an_engagement_goes_to_another_firm_or_a_colleague_never_into_a_conflict(
    cast: Cast, browser: Browser
) -> None:
    [matter] = await in_hand(cast, 1)
    engaged = await Assignment.create(
        matter=matter, person=cast.han, duty=Duty.ADVISER, answer=Answer.ACCEPTED,
        asked_by=cast.zhou, asked_at=now(), due=today() + timedelta(2), question="请看付款条款",
    )  # fmt: skip
    await Part.create(matter=matter, person=cast.han, relation=Relation.ADVISER, since=now())
    await add_mandate(cast.xu, Acting(ROAD, evidence="代理词"), by=cast.zhou)
    await away(cast, cast.han)
    await browser.as_(cast.zhou)
    page = (await browser.get(f"/handovers/{cast.han.id}")).text
    assert f'value="adviser-{cast.he.id}"' in page  # of the same firm, which then has no other
    assert f'value="adviser-{cast.xu.id}"' not in page

    forged = {"take": engaged.id, "reason": "离岗", f"to-{engaged.id}": f"adviser-{cast.xu.id}"}
    refused = await browser.post(f"/handovers/{cast.han.id}", forged)
    assert refused.status_code == 422
    assert (await Assignment.get(id=engaged.id)).answer is Answer.ACCEPTED

    done = await browser.post(
        f"/handovers/{cast.han.id}", {"take": engaged.id, "reason": "离岗", **chosen(page)}
    )
    assert done.status_code == 303, done.text
    asked = await Assignment.get(matter_id=matter.id, answer=Answer.OFFERED)
    assert (asked.person_id, asked.question, asked.due) == (cast.he.id, "请看付款条款", engaged.due)
    assert (await Assignment.get(id=engaged.id)).answer is Answer.WITHDRAWN


async def test_what_somebody_took_meanwhile_is_left_and_the_rest_is_done(
    cast: Cast, browser: Browser
) -> None:
    await reviewers(cast, "zheng")
    one, other = await in_hand(cast, 2)
    await away(cast, cast.wu)
    await browser.as_(cast.zhou)
    lists = chosen((await browser.get(f"/handovers/{cast.wu.id}")).text)
    takes = await Assignment.filter(person_id=cast.wu.id).values_list("id", flat=True)
    await Matter.filter(id=one.id).update(state=State.CHECKING)

    done = await browser.post(
        f"/handovers/{cast.wu.id}", {"take": takes, "reason": "离岗", **lists}
    )

    assert done.status_code == 422
    assert "有的事项没有移交" in done.text
    assert "刚被别人办理过" in done.text
    assert await Assignment.filter(matter_id=one.id).count() == 1
    assert await Assignment.filter(matter_id=other.id, person_id=cast.zheng.id).exists()


async def test_a_reason_and_a_line_are_wanted_and_nothing_typed_is_lost(
    cast: Cast, browser: Browser
) -> None:
    await in_hand(cast, 1)
    await browser.as_(cast.zhou)
    [take] = await Assignment.filter(person_id=cast.wu.id).values_list("id", flat=True)

    without = await browser.post(f"/handovers/{cast.wu.id}", {"take": take, "reason": ""})
    nothing = await browser.post(f"/handovers/{cast.wu.id}", {"reason": "调离"})
    nobody = await browser.post(f"/handovers/{cast.wu.id}", {"take": take, "reason": "调离"})

    assert (without.status_code, nothing.status_code, nobody.status_code) == (422, 422, 422)
    assert "请写明移交的原因" in without.text
    assert "请至少勾选一件事项" in nothing.text
    assert 'value="调离"' in nothing.text
    assert "请选择接手的人" in nobody.text


async def test_who_is_barred_from_a_matter_does_not_see_it_in_the_hands_of_others(
    cast: Cast, browser: Browser
) -> None:
    one, other = await in_hand(cast, 2)
    await Part.create(matter=one, person=cast.zhou, relation=Relation.BARRED, since=now())
    await away(cast, cast.wu)
    await browser.as_(cast.zhou)

    page = (await browser.get(f"/handovers/{cast.wu.id}")).text

    assert one.number not in page
    assert other.number in page
    assert "移交1件在办事项" in (await browser.get("/assignments")).text


async def test_a_stranger_to_the_office_is_not_found(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)
    assert (await browser.get(f"/handovers/{cast.qian.id}")).status_code == 404
