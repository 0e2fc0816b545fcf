"""Somebody else in his place: both change or neither does; what falls into a leave is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.clock import now, today
from portal.journal.models import Entry
from portal.matters.models import Part, Party
from portal.people.models import Absence, Degree
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty, Mandate
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
SOON = date(2099, 1, 5)


async def engaged(cast: Cast) -> Assignment:
    people = ((cast.wu, Relation.REVIEWER), (cast.han, Relation.ADVISER))
    return await Assignment.create(
        matter=await matter_at(State.UNDER_REVIEW, cast, people=people), person=cast.han,
        duty=Duty.ADVISER, answer=Answer.ACCEPTED, asked_by=cast.zhou, asked_at=now(),
        question="违约责任", due=SOON,
    )  # fmt: skip


async def replace(browser: Browser, one: Assignment, who: int) -> int:
    answer = await browser.post(
        f"/matters/{one.matter.number}/engagements/{one.id}/substitute",
        {f"substitute-{one.id}": str(who), f"why-{one.id}": "请假"},
    )
    return answer.status_code


@pytest.mark.parametrize("who", ["he", "xu"])  # of the same firm, and of another
async def test_the_same_question_goes_to_somebody_else(
    cast: Cast, browser: Browser, who: str
) -> None:
    one, other = await engaged(cast), getattr(cast, who)
    await browser.as_(cast.zhou)
    page = (await browser.get(f"/matters/{one.matter.number}/assignments")).text
    form = page[page.index(f'name="substitute-{one.id}"') :].split("</select>")[0]
    assert f'value="{other.id}"' in form
    assert f'value="{cast.han.id}"' not in form

    assert await replace(browser, one, other.id) == 303

    asked = await Assignment.all().order_by("id")
    assert [(row.person_id, row.answer) for row in asked] == [
        (cast.han.id, Answer.WITHDRAWN), (other.id, Answer.OFFERED),
    ]  # fmt: skip
    assert (asked[1].question, asked[1].due) == ("违约责任", SOON)
    still = Part.filter(person_id=cast.han.id, until=None)
    assert not await still.exists()
    acts = await Entry.filter(act__startswith="engagement:").values_list("act", flat=True)
    assert sorted(acts) == ["engagement:offered", "engagement:withdrawn"]


async def test_nothing_changes_where_the_other_has_a_conflict(cast: Cast, browser: Browser) -> None:
    one = await engaged(cast)
    await Party.create(matter=one.matter, name="云川路桥有限公司", key="云川路桥")
    await Mandate.create(person=cast.xu, name="云川路桥有限公司", key="云川路桥")
    await browser.as_(cast.zhou)

    assert await replace(browser, one, cast.xu.id) == 403
    assert [row.answer for row in await Assignment.all()] == [Answer.ACCEPTED]
    assert await Part.filter(person_id=cast.han.id, until=None).exists()


async def test_nobody_steps_in_for_what_is_over(cast: Cast, browser: Browser) -> None:
    one = await engaged(cast)
    await Assignment.filter(id=one.id).update(answer=Answer.COMPLETED)
    await browser.as_(cast.zhou)

    assert await replace(browser, one, cast.xu.id) == 404


@pytest.mark.parametrize(
    ("degree", "until", "told"),
    [(Degree.AWAY, SOON, True), (Degree.CAN_FINISH, SOON, False),
     (Degree.AWAY, SOON - timedelta(days=1), False)],
)  # fmt: skip
async def test_a_leave_tells_what_falls_into_it(
    cast: Cast, browser: Browser, degree: Degree, until: date, told: bool
) -> None:
    one = await engaged(cast)
    await Absence.create(person=cast.han, since=today(), until=until, degree=degree)
    await browser.as_(cast.zhou)

    page = await browser.get(f"/advisers/{cast.han.id}")

    assert (f"/matters/{one.matter.number}/assignments" in page.text) is told
