"""The dispatcher chooses; a conflict is never overridden, everything else needs its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.clock import today
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.journal.models import Entry
from portal.matters.models import Matter, Part
from portal.people.models import Absence, Person, Post, Role
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.records import Acting, add_mandate
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
ROAD = "云川路桥养护股份有限公司"


async def test_assigning_moves_the_matter_and_opens_it(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await browser.as_(cast.zhou)

    done = await browser.post(address(matter), {"reviewer": cast.wu.id})

    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.UNDER_REVIEW
    made = await Assignment.get(matter_id=matter.id)
    assert (made.person_id, made.duty, made.answer) == (cast.wu.id, Duty.REVIEWER, Answer.ACCEPTED)
    assert made.why == ["在办0件（上限8件）"]
    assert await parts(matter, cast.wu) == [Relation.REVIEWER]


async def test_assigning_and_inviting_is_one_act(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await browser.as_(cast.zhou)

    done = await browser.post(address(matter), await plan(matter, cast.wu, cast.han, cast.xu))

    assert done.status_code == 303
    assert await parts(matter, cast.han) == [Relation.INVITED]
    offered = await Assignment.filter(matter_id=matter.id, answer=Answer.OFFERED).order_by("id")
    assert [one.person_id for one in offered] == [cast.han.id, cast.xu.id]
    assert {one.question for one in offered} == {"违约责任"}


async def test_two_of_one_firm_are_not_invited(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await browser.as_(cast.zhou)

    refused = await browser.post(address(matter), await plan(matter, cast.wu, cast.han, cast.he))

    assert refused.status_code == 403
    assert "同一律所只委派一人" in refused.text
    assert not await Assignment.exists()
    assert (await Matter.get(id=matter.id)).state is State.REGISTERED


async def test_the_other_sides_firm_is_never_invited(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await add_mandate(cast.he, Acting(ROAD, evidence="代理词"), by=cast.zhou)
    await browser.as_(cast.zhou)

    page = await browser.get(address(matter))
    assert "北斗律师事务所代理本件当事人云川路桥养护有限公司" in page.text
    assert "代理词" in page.text
    form = {**await plan(matter, cast.wu, cast.han), "override": "他最合适"}
    refused = await browser.post(address(matter), form)

    assert refused.status_code == 403
    assert not await Part.filter(person_id=cast.han.id).exists()
    assert not await Assignment.exists()


async def test_an_absence_is_overridden_with_a_reason_only(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await Absence.create(person=cast.wu, since=today(), until=today() + timedelta(2))
    await browser.as_(cast.zhou)

    refused = await browser.post(address(matter), {"reviewer": cast.wu.id})
    assert refused.status_code == 422
    assert "请假" in refused.text
    assert not await Assignment.exists()

    done = await browser.post(address(matter), {"reviewer": cast.wu.id, "override": "急件"})
    assert done.status_code == 303
    assert (await Assignment.get()).override == "急件"


async def test_a_full_desk_counts_open_matters_only(cast: Cast, browser: Browser) -> None:
    await Person.filter(id=cast.wu.id).update(capacity=1)
    for state in (State.CLEARED, State.WITHDRAWN):
        await assigned(await matter_at(state, cast), cast.wu)
    matter = await registered(cast)
    await browser.as_(cast.zhou)
    assert "已达上限" not in (await browser.get(address(matter))).text

    await assigned(await matter_at(State.UNDER_REVIEW, cast), cast.wu)

    assert "在办1件，已达上限1件" in (await browser.get(address(matter))).text
    assert (await browser.post(address(matter), {"reviewer": cast.wu.id})).status_code == 422


async def test_a_decision_needs_an_adviser_or_a_reason(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast, kind="decision")
    await browser.as_(cast.zhou)
    assert "必须听取法律顾问" in (await browser.get(address(matter))).text

    refused = await browser.post(address(matter), {"reviewer": cast.wu.id})
    assert refused.status_code == 422
    assert not await Assignment.exists()

    done = await browser.post(
        address(matter), {"reviewer": cast.wu.id, "without_adviser": "将在座谈会上听取"}
    )
    assert done.status_code == 303
    spared = await Entry.get(subject=matter.number, act="assignment:no adviser")
    assert spared.facts == {"reason": "将在座谈会上听取"}


async def test_another_reviewer_takes_over(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await Post.create(person=cast.zheng, organ=cast.office, role=Role.REVIEWER)
    await browser.as_(cast.zhou)
    await browser.post(address(matter), {"reviewer": cast.wu.id})

    done = await browser.post(address(matter), {"reviewer": cast.zheng.id})

    assert done.status_code == 303
    assert await parts(matter, cast.wu) == []
    assert await parts(matter, cast.zheng) == [Relation.REVIEWER]
    first = await Assignment.get(person_id=cast.wu.id)
    assert first.answer is Answer.WITHDRAWN
    assert (await (await browser.as_(cast.wu)).get(f"/matters/{matter.number}")).status_code == 404


async def test_the_reviewer_invites_later_and_takes_back(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast, State.UNDER_REVIEW)
    await browser.as_(cast.wu)
    form = await plan(matter, cast.wu, cast.han)

    assert (await browser.get(address(matter))).status_code == 200
    done = await browser.post(f"/matters/{matter.number}/engagements", form)
    assert done.status_code == 303
    offered = await Assignment.get(person_id=cast.han.id)

    place = f"/matters/{matter.number}/engagements/{offered.id}/withdrawal"
    silent = await browser.post(place, {f"reason-{offered.id}": ""})
    assert silent.status_code == 422
    taken = await browser.post(place, {f"reason-{offered.id}": "已无必要"})

    assert taken.status_code == 303
    assert await parts(matter, cast.han) == []
    assert (await Assignment.get(id=offered.id)).answer is Answer.WITHDRAWN
    assert (await browser.post(place, {f"reason-{offered.id}": "再来"})).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"question": ""}, "请写明需要研究的问题"),
        ({"due": ""}, "请填写顾问提交意见的日期"),
        ({"due": "2020-01-01"}, "日期已经过去"),
        ({"due": "2099-01-01"}, "须早于审查时限"),
        ({"due": "明天"}, "日期无法识别"),
        ({"invite": []}, "请选择要委派的"),
    ],
)
async def test_a_bad_invitation_comes_back_as_typed(
    cast: Cast, browser: Browser, typed: dict[str, object], said: str
) -> None:
    matter = await registered(cast, State.UNDER_REVIEW)
    await browser.as_(cast.wu)
    form = {**await plan(matter, cast.wu, cast.han), "override": "原样保留", **typed}

    answer = await browser.post(f"/matters/{matter.number}/engagements", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert "原样保留" in answer.text
    assert not await Assignment.filter(person_id=cast.han.id).exists()


@pytest.mark.parametrize("door", ["assignments", "engagements"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("lin", 403), ("gao", 403), ("zheng", 403), ("sun", 403), ("qian", 404), ("han", 404)],
)
async def test_nobody_else_assigns(
    cast: Cast, browser: Browser, who: str, status: int, door: str
) -> None:
    matter = await registered(cast)
    await browser.as_(getattr(cast, who))

    form = await plan(matter, cast.wu, cast.xu)
    answer = await browser.post(f"/matters/{matter.number}/{door}", form)

    assert answer.status_code == status
    assert not await Assignment.exists()
    assert (await browser.get(address(matter))).status_code == status


async def test_the_reviewer_does_not_reassign(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast, State.UNDER_REVIEW)
    await browser.as_(cast.wu)

    answer = await browser.post(address(matter), {"reviewer": cast.wu.id})

    assert answer.status_code == 403
    assert await parts(matter, cast.wu) == [Relation.REVIEWER]


async def test_somebody_without_the_post_is_no_candidate(cast: Cast, browser: Browser) -> None:
    matter = await registered(cast)
    await browser.as_(cast.zhou)

    answer = await browser.post(address(matter), {"reviewer": cast.qian.id})

    assert answer.status_code == 404
    assert not await Assignment.exists()


async def registered(cast: Cast, state: State = State.REGISTERED, kind: str = "contract") -> Matter:
    """A matter whose review clock runs; nobody has it where it is only registered."""
    people = ((cast.wu, Relation.REVIEWER),) if state is State.UNDER_REVIEW else ()
    matter = await matter_at(state, cast, kind=kind, people=people)
    await open_deadline(matter, Period.REVIEW, by=cast.zhou)
    return matter


async def plan(matter: Matter, reviewer: Person, *advisers: Person) -> dict[str, object]:
    """The form of a choice: who reviews, whom to ask, by the day before the deadline."""
    review = await Deadline.get(matter_id=matter.id, period=Period.REVIEW)
    assert review.due is not None
    return {
        "reviewer": reviewer.id,
        "invite": [f"adviser-{one.id}" for one in advisers],
        "question": "违约责任",
        "due": str(review.due - timedelta(days=1)),
    }


async def assigned(matter: Matter, person: Person) -> None:
    await Assignment.create(
        matter=matter, person=person, duty=Duty.REVIEWER, answer=Answer.ACCEPTED,
        asked_by=person, asked_at=matter.submitted_at,
    )  # fmt: skip


async def parts(matter: Matter, person: Person) -> list[Relation]:
    held = await Part.filter(matter_id=matter.id, person_id=person.id, until=None)
    return [one.relation for one in held]


def address(matter: Matter) -> str:
    return f"/matters/{matter.number}/assignments"
