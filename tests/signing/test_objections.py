"""A department objects to its opinion, a head reopens: what was issued stays, and is replaced."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import docx
import pytest

from portal.acts import Act
from portal.clock import today
from portal.deadlines.models import Period
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.opinions.models import Item, Opinion, OpinionState
from portal.signing import objecting
from portal.signing.models import Clearance, Finding, IssuedOpinion, OpinionObjection
from portal.storage import storage
from portal.workflow import State
from tests.opinions.stage import checked, submitted
from tests.signing.stage import YES, answered, confirm, issued, running, signed, state_of

pytestmark = pytest.mark.anyio
GROUNDS = "第五条系上级示范文本原文，请复核。"
WHY = "示范文本已经修订，原意见仍然成立。"


async def objected(browser, cast, grounds=GROUNDS, **more):
    matter, one = await issued(browser, cast)
    await browser.as_(cast.lin)
    answer = await browser.post(
        f"/matters/{matter.number}/objection", {"grounds": grounds, "item": ["2"], **more}
    )
    assert answer.status_code == 303, answer.text
    return matter, one


async def reheard(browser, cast, matter, finding, answer=WHY):
    await browser.as_(cast.zheng)
    return await browser.post(
        f"/matters/{matter.number}/objection/answer", {"finding": finding, "answer": answer}
    )


async def issued_anew(browser, cast, matter, **words):
    """Wu hands the new opinion on, Zheng checks it and Sun signs it."""
    await submitted(browser, cast, matter, **words)
    await checked(browser, cast, matter)
    answer = await signed(browser, cast, matter)
    assert answer.status_code == 303, answer.text
    return await IssuedOpinion.all().order_by("-id").first().select_related("opinion")


async def test_an_objection_stops_the_reply_and_goes_to_somebody_else(browser, cast):
    matter, one = await objected(browser, cast)

    assert (await state_of(matter), await running()) == (State.OBJECTED, [Period.REHEARING])
    kept = await OpinionObjection.get()
    assert (kept.grounds, kept.items, kept.issued_id) == (GROUNDS, [2], one.id)
    assert "反馈采纳情况" not in (await browser.get("/")).text
    for person in (cast.zheng, cast.wu):
        await browser.as_(person)
        assert GROUNDS in (await browser.get(f"/matters/{matter.number}/objection")).text
    await browser.as_(cast.zheng)
    assert "复审异议" in (await browser.get("/")).text
    assert (await verify(matter.number))[1] == []


async def test_what_is_upheld_is_answered_and_the_time_to_reply_begins_anew(browser, cast):
    matter, _ = await objected(browser, cast)

    assert (await reheard(browser, cast, matter, "upheld")).status_code == 303

    assert (await state_of(matter), await running()) == (State.ISSUED, [Period.FEEDBACK])
    assert await IssuedOpinion.all().count() == 1
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}/objection")).text
    assert WHY in page
    assert "维持原审查意见" in page
    again = await browser.post(f"/matters/{matter.number}/objection", {"grounds": "再次异议"})
    assert again.status_code == 403
    assert "只能提出一次异议" in again.text
    assert await state_of(matter) is State.ISSUED


async def test_a_changed_opinion_gets_a_number_of_its_own_and_replaces_the_first(browser, cast):
    matter, first = await objected(browser, cast)
    await reheard(browser, cast, matter, "changed")
    assert (await state_of(matter), await running()) == (State.UNDER_REVIEW, [Period.REVIEW])
    new = await Opinion.all().order_by("-id").first()
    assert (new.replaces, new.state) == (first.number, OpinionState.DRAFTED)
    olds = await Item.filter(opinion_id=first.opinion_id).values_list("problem")
    assert sorted(await Item.filter(opinion_id=new.id).values_list("problem")) == sorted(olds)

    second = await issued_anew(browser, cast, matter, conclusion="refuse")

    assert (second.serial, second.replaces_id) == (first.serial + 1, first.id)
    old = await IssuedOpinion.get(id=first.id)
    assert (old.letter, old.number, old.at) == (first.letter, first.number, first.at)
    letter = docx.Document(io.BytesIO(await storage().fetch(second.letter)))
    assert f"原{first.number}意见书不再使用" in "".join(one.text for one in letter.paragraphs)
    entry = await Entry.filter(act=Act.OPINION_ISSUED.value).order_by("-seq").first()
    assert entry.facts["replaces"] == first.number
    assert (await state_of(matter), await running()) == (State.ISSUED, [Period.FEEDBACK])
    assert (await verify(matter.number))[1] == []


async def test_the_public_page_of_the_old_number_shows_its_successor(browser, cast):
    matter, first = await objected(browser, cast)
    await reheard(browser, cast, matter, "changed")
    await browser.as_(None)
    assert "意见书正在重新审查" in (await browser.get(f"/verify/{first.code}")).text
    second = await issued_anew(browser, cast, matter)

    await browser.as_(None)
    page = (await browser.get(f"/verify/{first.code}")).text

    assert "意见书已被取代，不再使用" in page
    assert second.number in page
    assert f"/verify/{second.code}" in page
    assert "不再使用" not in (await browser.get(f"/verify/{second.code}")).text


async def test_the_department_reads_the_old_opinion_but_never_the_new_one_in_the_making(
    browser, cast
):
    matter, first = await objected(browser, cast)
    await reheard(browser, cast, matter, "changed")
    new = await Opinion.all().order_by("-id").first()
    await Item.filter(opinion_id=new.id, position=1).update(problem="尚未签发的新意见")

    for person in (cast.lin, cast.han):
        await browser.as_(person)
        for place in ("", "/adoptions", "/objection", "/opinion", "/review", "/timeline"):
            page = await browser.get(f"/matters/{matter.number}{place}")
            assert "尚未签发的新意见" not in page.text, place
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text
    assert first.number in page
    assert "重新审查中" in page
    assert (await browser.get(f"/matters/{matter.number}/opinion/letter")).status_code == 200
    gone = await browser.post(f"/matters/{matter.number}/withdrawal", {"reason": "不办了"})
    assert (gone.status_code, await state_of(matter)) == (403, State.UNDER_REVIEW)


async def test_each_letter_can_be_fetched_by_its_code(browser, cast):
    matter, first = await objected(browser, cast)
    await reheard(browser, cast, matter, "changed")
    second = await issued_anew(browser, cast, matter)
    _, strange = await issued(browser, cast)
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}")).text
    assert f"/opinion/letter?code={first.code}" in page
    assert re.search(f"已被{second.number}取代", page)

    letter = f"/matters/{matter.number}/opinion/letter"
    assert (await browser.get(f"{letter}?code={first.code}")).content == await storage().fetch(
        first.letter
    )
    assert (await browser.get(letter)).content == await storage().fetch(second.letter)
    assert (await browser.get(f"{letter}?code={strange.code}")).status_code == 404


@pytest.mark.parametrize(
    ("days", "status"), [(0, 303), (3, 303), (4, 403)], ids=["today", "last day", "too late"]
)
async def test_the_days_to_object_are_counted_from_the_day_of_issue(
    browser, cast, monkeypatch, days, status
):
    matter, one = await issued(browser, cast)
    chance = await objecting.chance_of(matter, one)
    late = chance.last + timedelta(days=1) if days > 3 else today() if not days else chance.last
    monkeypatch.setattr(objecting, "today", lambda: late)
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/objection", {"grounds": GROUNDS})

    assert answer.status_code in (status, 409 if status == 403 else status)
    assert (await state_of(matter) is State.OBJECTED) == (status == 303)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"finding": "", "answer": WHY}, "请选择复审结论"),
        ({"finding": "upheld", "answer": ""}, "请写明复审的理由"),
    ],
)
async def test_an_answer_is_whole_or_nothing_happens(browser, cast, said, fault):
    matter, _ = await objected(browser, cast)

    answer = await reheard(browser, cast, matter, **said)

    assert (answer.status_code, await state_of(matter)) == (422, State.OBJECTED)
    assert fault in answer.text
    assert said["answer"] in answer.text
    assert (await OpinionObjection.get()).finding is None


async def test_an_objection_without_grounds_is_asked_for_them(browser, cast):
    matter, _ = await issued(browser, cast)
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/objection", {"item": ["2"]})

    assert answer.status_code == 422
    assert "请写明异议的理由和依据" in answer.text
    assert 'value="2" checked' in answer.text


async def test_the_reviewer_does_not_hear_the_objection_himself(browser, cast):
    matter, _ = await objected(browser, cast)
    for person, status in ((cast.wu, 403), (cast.lin, 403), (cast.qian, 404)):
        await browser.as_(person)
        answer = await browser.post(
            f"/matters/{matter.number}/objection/answer",
            {"finding": Finding.CHANGED.value, "answer": WHY},
        )
        assert answer.status_code == status
    assert await state_of(matter) is State.OBJECTED


async def test_the_head_reopens_what_was_cleared_and_the_clearance_falls(browser, cast):
    matter, first = await answered(browser, cast)
    await confirm(browser, cast, matter, *YES[:2], ("yes", "可以接受。"))
    assert await state_of(matter) is State.CLEARED
    await browser.as_(cast.sun)
    empty = await browser.post(f"/matters/{matter.number}/reopening", {})
    assert (empty.status_code, await state_of(matter)) == (422, State.CLEARED)

    answer = await browser.post(
        f"/matters/{matter.number}/reopening", {"reason": "引用的条款已经修订。"}
    )

    assert answer.status_code == 303
    assert (await state_of(matter), await running()) == (State.UNDER_REVIEW, [Period.REVIEW])
    clearance = await Clearance.get()
    assert clearance.voided_at is not None
    assert "引用的条款已经修订" in clearance.void_reason
    await browser.as_(cast.wu)
    assert matter.number in (await browser.get("/")).text
    second = await issued_anew(browser, cast, matter)
    assert second.replaces_id == first.id
    old, new = await Opinion.get(id=first.opinion_id), await Opinion.get(id=second.opinion_id)
    assert old.draft_id != new.draft_id
    assert (await verify(matter.number))[1] == []


async def test_nobody_else_reopens(browser, cast):
    matter, _ = await issued(browser, cast)
    for person, status in ((cast.wu, 403), (cast.lin, 403), (cast.zheng, 403), (cast.qian, 404)):
        await browser.as_(person)
        answer = await browser.post(f"/matters/{matter.number}/reopening", {"reason": "不满意"})
        assert answer.status_code == status
    assert await state_of(matter) is State.ISSUED
