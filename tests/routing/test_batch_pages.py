"""All that waits at once: one proposal with reasons, each line by its own act, never a conflict."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.clock import now, today
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.journal.models import Entry
from portal.matters.models import Matter, Part, Party
from portal.people.models import Absence, Person, Post, Role
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


async def waiting(cast: Cast, count: int = 1, kind: str = "contract") -> list[Matter]:
    made = [await matter_at(State.REGISTERED, cast, kind=kind, people=()) for _ in range(count)]
    for one in made:
        await open_deadline(one, Period.REVIEW, by=cast.zhou)
    return made


async def reviewers(cast: Cast, *more: str) -> None:
    for login in more:
        await Post.create(person=getattr(cast, login), organ=cast.office, role=Role.REVIEWER)


async def test_all_are_given_in_one_act_and_shared_out(cast: Cast, browser: Browser) -> None:
    await reviewers(cast, "zheng")
    matters = await waiting(cast, 4)
    await browser.as_(cast.zhou)
    page = await browser.get("/assignments")

    form = {"take": [one.number for one in matters], **chosen(page.text)}
    done = await browser.post("/assignments", form)

    assert done.status_code == 303
    assert "已分办4件" in (await browser.get(done.headers["location"])).text
    given = await Assignment.filter(duty=Duty.REVIEWER, answer=Answer.ACCEPTED)
    by_person = sorted(one.person_id for one in given)
    assert by_person == sorted([cast.wu.id] * 2 + [cast.zheng.id] * 2)
    assert {one.state for one in await Matter.all()} == {State.UNDER_REVIEW}
    written = await Entry.filter(act="assignment:assigned")
    assert {one.facts["note"] for one in written} == {"成批分办"}
    assert all("choice" in one.facts for one in written)


async def test_the_page_says_why_and_what_anybody_else_costs(cast: Cast, browser: Browser) -> None:
    await reviewers(cast, "zheng", "sun")
    await Absence.create(person=cast.sun, since=today(), until=today())
    other = await matter_at(State.UNDER_REVIEW, cast)
    await Assignment.create(
        matter=other, person=cast.zheng, duty=Duty.REVIEWER, answer=Answer.ACCEPTED,
        asked_by=cast.zhou, asked_at=now() - timedelta(100),
    )  # fmt: skip
    await Matter.filter(id=other.id).update(kind="decision")
    await Party.filter(matter_id=other.id).delete()  # or he would know the counterparty
    await waiting(cast)
    await browser.as_(cast.zhou)

    page = (await browser.get("/assignments")).text

    assert "推荐吴敏：" in page
    assert "其次是郑重：全部事项的总成本多10分" in page
    assert "请假" in page
    assert "如果没有以上情况，就会推荐他；现在选择须写明理由" in page


async def test_opened_twice_it_is_the_same(cast: Cast, browser: Browser) -> None:
    await reviewers(cast, "zheng")
    await waiting(cast, 3)
    await browser.as_(cast.zhou)

    first, again = [chosen((await browser.get("/assignments")).text) for _ in range(2)]

    assert first == again


async def test_what_somebody_else_took_is_named_and_left(cast: Cast, browser: Browser) -> None:
    await reviewers(cast, "zheng")
    one, other = await waiting(cast, 2)
    await browser.as_(cast.zhou)
    lists = chosen((await browser.get("/assignments")).text)
    taken = await browser.post(f"/matters/{one.number}/assignments", {"reviewer": cast.zheng.id})
    assert taken.status_code == 303

    done = await browser.post("/assignments", {"take": [one.number, other.number], **lists})

    assert done.status_code == 422
    assert one.number in done.text
    assert "刚被别人办理过" in done.text
    assert [row.person_id for row in await Assignment.filter(matter_id=one.id)] == [cast.zheng.id]
    assert await Assignment.filter(matter_id=other.id).count() == 1


async def test_a_conflict_is_never_given_even_with_a_reason(cast: Cast, browser: Browser) -> None:
    [one] = await waiting(cast, kind="decision")
    await add_mandate(cast.he, Acting(ROAD, evidence="代理词"), by=cast.zhou)
    await browser.as_(cast.zhou)
    page = (await browser.get("/assignments")).text
    assert f'value="adviser-{cast.xu.id}"' in page
    assert f'value="adviser-{cast.han.id}"' not in page
    assert "北斗律师事务所代理本件当事人云川路桥养护有限公司" in page

    forged = {
        "take": one.number, f"reviewer-{one.number}": f"reviewer-{cast.wu.id}",
        f"advice-{one.number}": f"adviser-{cast.han.id}", f"override-{one.number}": "他最合适",
        "question": "合法性",
    }  # fmt: skip
    refused = await browser.post("/assignments", forged)

    assert refused.status_code == 422
    assert not await Assignment.exists()
    assert (await Matter.get(id=one.id)).state is State.REGISTERED


async def test_advice_is_asked_for_where_the_type_demands_it(cast: Cast, browser: Browser) -> None:
    [one] = await waiting(cast, kind="decision")
    await browser.as_(cast.zhou)
    lists = chosen((await browser.get("/assignments")).text)

    done = await browser.post("/assignments", {"take": one.number, "question": "程序", **lists})

    assert done.status_code == 303
    asked = await Assignment.get(matter_id=one.id, answer=Answer.OFFERED)
    review = await Deadline.get(matter_id=one.id, period=Period.REVIEW)
    assert asked.question == "程序"
    assert None not in (asked.due, review.due)
    assert asked.due < review.due
    assert await Part.exists(matter_id=one.id, relation=Relation.INVITED)


async def test_a_warning_needs_its_reason_and_nothing_typed_is_lost(
    cast: Cast, browser: Browser
) -> None:
    await Absence.create(person=cast.wu, since=today(), until=today())
    [one] = await waiting(cast)
    await browser.as_(cast.zhou)
    page = (await browser.get("/assignments")).text
    assert "没有可以直接选择的人选" in page
    form = {"take": one.number, f"reviewer-{one.number}": f"reviewer-{cast.wu.id}"}

    refused = await browser.post("/assignments", form)

    assert refused.status_code == 422
    assert f'<option value="reviewer-{cast.wu.id}" selected>' in refused.text
    done = await browser.post("/assignments", {**form, f"override-{one.number}": "急件"})
    assert done.status_code == 303
    assert (await Assignment.get()).override == "急件"


async def test_nothing_ticked_changes_nothing(cast: Cast, browser: Browser) -> None:
    await waiting(cast)
    await browser.as_(cast.zhou)

    refused = await browser.post("/assignments", {"question": "程序"})

    assert refused.status_code == 422
    assert "请至少勾选一件事项" in refused.text
    assert not await Assignment.exists()


async def test_the_barred_dispatcher_sees_nothing_of_it(cast: Cast, browser: Browser) -> None:
    one, other = await waiting(cast, 2)
    await Part.create(matter=one, person=cast.zhou, relation=Relation.BARRED, since=now())
    await browser.as_(cast.zhou)

    page = (await browser.get("/assignments")).text

    assert one.number not in page
    assert other.number in page
    forged = {"take": one.number, f"reviewer-{one.number}": f"reviewer-{cast.wu.id}"}
    refused = await browser.post("/assignments", forged)
    assert refused.status_code == 422
    assert one.title not in refused.text.split("line-")[0]
    assert not await Assignment.exists()


async def test_caps_hold_over_the_whole_batch(cast: Cast, browser: Browser) -> None:
    await Person.filter(id=cast.wu.id).update(capacity=2)
    await waiting(cast, 3)
    await browser.as_(cast.zhou)

    page = (await browser.get("/assignments")).text

    assert page.count("推荐吴敏：") == 2
    assert page.count("没有可以直接选择的人选") == 1
