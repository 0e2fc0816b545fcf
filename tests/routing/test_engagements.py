"""Summary first, then the declaration, then the file; who steps aside sees nothing any more."""

from __future__ import annotations

import httpx
import pytest

from portal.clock import now
from portal.journal.models import Entry
from portal.matters.access import visible_to
from portal.matters.models import Matter, Part
from portal.matters.parts import join
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.routing.panel import candidates
from portal.routing.records import Acting, add_mandate
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
SECRET = "养护范围为本市市管道路"
YES = {"reply": "accept", "no_conflict": "1", "confidentiality": "1"}


async def test_before_accepting_only_the_summary_is_seen(cast: Cast, browser: Browser) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(cast.han)

    page = await browser.get(f"/matters/{matter.number}/engagement")

    assert page.status_code == 200
    for words in ("云川路桥养护有限公司", "违约责任", "没有利害关系", "承诺严格保密"):
        assert words in page.text
    assert SECRET not in page.text
    for place in ("", "/review", "/assignments", "/timeline", "/supplements"):
        answer = await browser.get(f"/matters/{matter.number}{place}")
        assert answer.status_code in (403, 404), place
        assert matter.title not in answer.text


async def test_accepting_opens_the_file(cast: Cast, browser: Browser) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(cast.han)

    done = await answer_with(browser, matter, YES)

    assert done.status_code == 303
    assert done.headers["location"] == f"/matters/{matter.number}/review"
    assert await parts(matter, cast.han) == [Relation.ADVISER]
    mine = await Assignment.get(person_id=cast.han.id)
    assert mine.answer is Answer.ACCEPTED
    assert "没有利害关系" in mine.declaration
    assert "严格保密" in mine.declaration
    again = await answer_with(browser, matter, YES)
    assert again.status_code == 403


@pytest.mark.parametrize("missing", ["no_conflict", "confidentiality"])
async def test_both_declarations_are_needed(cast: Cast, browser: Browser, missing: str) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(cast.han)

    refused = await answer_with(browser, matter, {**YES, missing: ""})

    assert refused.status_code == 422
    assert "接受委派须逐项作出声明" in refused.text
    assert await parts(matter, cast.han) == [Relation.INVITED]


async def test_declining_needs_a_reason_and_ends_the_invitation(
    cast: Cast, browser: Browser
) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(cast.han)

    silent = await answer_with(browser, matter, {"reply": "decline", "reason": ""})
    assert silent.status_code == 422
    done = await answer_with(browser, matter, {"reply": "decline", "reason": "近期开庭"})

    assert done.status_code == 303
    assert await parts(matter, cast.han) == []
    [han] = [one for one in await candidates(matter, Duty.ADVISER) if one.person.name == "韩非"]
    assert not han.is_free
    assert not han.is_forbidden


async def test_declaring_a_conflict_bars_the_person_and_his_firm(
    cast: Cast, browser: Browser
) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(cast.han)

    done = await answer_with(browser, matter, {"reply": "conflict", "reason": "代理过乙方"})

    assert done.headers["location"] == "/engagements?said=recused"
    assert await parts(matter, cast.han) == [Relation.BARRED]
    listed = await browser.get("/engagements?said=recused")
    assert "已登记回避" in listed.text
    assert matter.title not in listed.text
    assert matter.number not in listed.text
    for place in ("", "/engagement", "/review"):
        assert (await browser.get(f"/matters/{matter.number}{place}")).status_code == 404
    assert not await Matter.filter(await visible_to(cast.han)).exists()
    found = {one.person.name: one for one in await candidates(matter, Duty.ADVISER)}
    assert found["韩非"].is_forbidden
    assert found["何清"].is_forbidden  # of the same firm
    assert found["徐进"].is_free


async def test_a_conflict_learned_meanwhile_is_found_on_acceptance(
    cast: Cast, browser: Browser
) -> None:
    matter = await offered(cast, cast.han)
    await add_mandate(cast.he, Acting("云川路桥养护有限公司", evidence="裁判文书"), by=cast.zhou)
    await browser.as_(cast.han)

    done = await answer_with(browser, matter, YES)

    assert done.headers["location"] == "/engagements?said=conflict"
    assert await parts(matter, cast.han) == [Relation.BARRED]
    mine = await Assignment.get(person_id=cast.han.id)
    assert mine.answer is Answer.RECUSED
    assert "裁判文书" in mine.reason
    page = await browser.get("/engagements?said=conflict")
    assert matter.title not in page.text


async def test_stepping_aside_after_acceptance(cast: Cast, browser: Browser) -> None:
    matter = await offered(cast, cast.luo, Duty.LAWYER)
    await browser.as_(cast.luo)
    await answer_with(browser, matter, YES)
    assert await parts(matter, cast.luo) == [Relation.LAWYER]
    address = f"/matters/{matter.number}/recusal"
    assert (await browser.post(address, {"recusal_reason": ""})).status_code == 422

    done = await browser.post(address, {"recusal_reason": "配偶在乙方任职"})

    assert done.status_code == 303
    assert await parts(matter, cast.luo) == [Relation.BARRED]
    assert (await Matter.get(id=matter.id)).state is State.UNDER_REVIEW
    assert (await browser.get(f"/matters/{matter.number}/engagement")).status_code == 404


async def test_a_reviewer_who_steps_aside_gives_the_matter_back(
    cast: Cast, browser: Browser
) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await Assignment.create(
        matter=matter, person=cast.wu, duty=Duty.REVIEWER, answer=Answer.ACCEPTED,
        asked_by=cast.zhou, asked_at=now(),
    )  # fmt: skip
    await browser.as_(cast.wu)
    assert (await browser.get(f"/matters/{matter.number}/engagement")).status_code == 200

    done = await browser.post(f"/matters/{matter.number}/recusal", {"recusal_reason": "亲属"})

    assert done.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.REGISTERED
    assert await parts(matter, cast.wu) == [Relation.BARRED]
    assert (await browser.get(f"/matters/{matter.number}")).status_code == 404
    wu = next(one for one in await candidates(matter, Duty.REVIEWER) if one.person.id == cast.wu.id)
    assert wu.is_forbidden


@pytest.mark.parametrize(
    ("who", "status"), [("he", 404), ("xu", 404), ("lin", 403), ("wu", 403), ("zhou", 403)]
)
async def test_nobody_answers_for_another(
    cast: Cast, browser: Browser, who: str, status: int
) -> None:
    matter = await offered(cast, cast.han)
    await browser.as_(getattr(cast, who))

    answer = await answer_with(browser, matter, YES)

    assert answer.status_code == status
    assert (await Assignment.get(person_id=cast.han.id)).answer is Answer.OFFERED
    assert not await Entry.filter(subject=matter.number).exists()


async def test_my_engagements_are_mine_alone(cast: Cast, browser: Browser) -> None:
    await offered(cast, cast.han, title="甲合同")
    await offered(cast, cast.xu, title="乙合同")

    page = await (await browser.as_(cast.han)).get("/engagements")

    assert "甲合同" in page.text
    assert "乙合同" not in page.text


async def offered(
    cast: Cast, person: Person, duty: Duty = Duty.ADVISER, title: str = "道路养护委托合同"
) -> Matter:
    """A matter under review on which `person` has been asked."""
    matter = await matter_at(State.UNDER_REVIEW, cast, title=title)
    await Assignment.create(
        matter=matter, person=person, duty=duty, answer=Answer.OFFERED, asked_by=cast.zhou,
        asked_at=now(), question="违约责任",
    )  # fmt: skip
    await join(matter, person, Relation.INVITED)
    return matter


async def answer_with(browser: Browser, matter: Matter, said: dict[str, str]) -> httpx.Response:
    return await browser.post(f"/matters/{matter.number}/engagement/answers", said)


async def parts(matter: Matter, person: Person) -> list[Relation]:
    held = await Part.filter(matter_id=matter.id, person_id=person.id, until=None)
    return [one.relation for one in held]
