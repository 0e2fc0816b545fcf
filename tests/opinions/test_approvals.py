"""Handing on, checking and signing: who may, when, and on just what content."""

from __future__ import annotations

import pytest

from portal.journal.models import Entry
from portal.matters.models import Matter, Part
from portal.matters.parts import join, leave
from portal.opinions.models import Approval, ApprovalStep, Item, Opinion, OpinionState
from portal.people.models import Post, Role
from portal.permits import Relation
from portal.reviews.models import Annotation
from portal.signing.models import IssuedOpinion
from portal.workflow import Move, State
from tests.opinions.stage import (
    OWN,
    WORDS,
    adviser,
    checked,
    content_hash,
    contract,
    remark,
    submitted,
    take,
)

pytestmark = pytest.mark.anyio


async def written(browser, cast, kind: str = "contract") -> Matter:
    """An opinion of one item, ready to be handed on."""
    matter = await contract(cast, kind=kind)
    made = await remark(matter, cast.wu)
    await browser.as_(cast.wu)
    await take(browser, matter, made)
    return matter


async def state_of(matter: Matter) -> State:
    return (await Matter.get(id=matter.id)).state


async def approve(browser, matter: Matter, **more: str):
    said = {"word": "pass", "content": await content_hash(matter), **more}
    return await browser.post(f"/matters/{matter.number}/opinion/approvals", said)


async def sign(browser, matter: Matter, **more: str):
    said = {"word": "pass", "content": await content_hash(matter), **more}
    return await browser.post(f"/matters/{matter.number}/opinion/signature", said)


async def test_it_is_handed_on_with_its_content_sealed(browser, cast):
    matter = await written(browser, cast)

    await submitted(browser, cast, matter)

    opinion = await Opinion.get(matter_id=matter.id)
    assert (await state_of(matter), opinion.state) == (State.CHECKING, OpinionState.CHECKING)
    assert len(opinion.content_hash) == 64
    entry = await Entry.get(subject=matter.number, act=Move.CONCLUDE)
    assert entry.facts["content"] == opinion.content_hash


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"conclusion": ""}, "请选择审查结论"),
        ({"conclusion": "agree"}, "不能得出直接通过的结论"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_lost(browser, cast, words, told):
    matter = await written(browser, cast)

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/submission",
        {**WORDS, "other": "请一并补齐附件。", **words, "version": "0"},
    )

    assert answer.status_code == 422
    assert told in answer.text
    assert "请一并补齐附件。" in answer.text
    assert await state_of(matter) is State.UNDER_REVIEW


async def test_every_remark_must_be_decided_first(browser, cast):
    matter = await written(browser, cast)
    await remark(matter, cast.han, text="尚未处理的意见")

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/submission", {**WORDS, "version": "0"}
    )

    assert (answer.status_code, await state_of(matter)) == (422, State.UNDER_REVIEW)
    assert "还有 1 条批注未处理" in answer.text


async def test_a_major_decision_hears_an_adviser_or_says_why_not(browser, cast):
    matter = await written(browser, cast, kind="decision")
    address = f"/matters/{matter.number}/opinion/submission"

    refused = await browser.post(address, {**WORDS, "version": "0"})

    assert (refused.status_code, await state_of(matter)) == (422, State.UNDER_REVIEW)
    assert "应当听取法律顾问意见" in refused.text
    taken = await browser.post(address, {**WORDS, "version": "1", "without_advice": "均已回避。"})
    assert (taken.status_code, await state_of(matter)) == (303, State.CHECKING)


async def test_a_submitted_advice_is_enough(browser, cast):
    matter = await written(browser, cast, kind="decision")
    await adviser(matter, cast.han, text="合法。")

    await submitted(browser, cast, matter)

    assert await state_of(matter) is State.CHECKING


async def test_the_checker_passes_what_he_has_read(browser, cast):
    matter = await written(browser, cast)
    await submitted(browser, cast, matter)
    await browser.as_(cast.zheng)
    page = (await browser.get(f"/matters/{matter.number}/opinion")).text

    answer = await approve(browser, matter, note="同意")

    assert await content_hash(matter) in page
    assert (answer.status_code, await state_of(matter)) == (303, State.SIGNING)
    given = await Approval.get()
    assert (given.step, given.passed, given.content_hash) == (
        ApprovalStep.CHECK, True, await content_hash(matter),
    )  # fmt: skip
    assert await Part.filter(person=cast.zheng, relation=Relation.CHECKER).exists()


async def test_the_checker_sends_it_back_with_a_note(browser, cast):
    matter = await written(browser, cast)
    await submitted(browser, cast, matter)
    await browser.as_(cast.zheng)

    silent = await approve(browser, matter, word="back")
    assert (silent.status_code, await state_of(matter)) == (422, State.CHECKING)
    await approve(browser, matter, word="back", note="依据请写到条款。")

    assert await state_of(matter) is State.UNDER_REVIEW
    await browser.as_(cast.wu)
    assert "依据请写到条款。" in (await browser.get(f"/matters/{matter.number}/opinion")).text


@pytest.mark.parametrize(
    ("who", "status"),
    [("wu", 403), ("sun", 403), ("zhou", 403), ("han", 403), ("lin", 403), ("qian", 404)],
)
async def test_nobody_else_checks(browser, cast, who, status):
    matter = await written(browser, cast)
    await adviser(matter, cast.han, text="可以。")
    await submitted(browser, cast, matter)
    await browser.as_(getattr(cast, who))

    answer = await approve(browser, matter)

    assert (answer.status_code, await state_of(matter)) == (status, State.CHECKING)
    assert not await Approval.exists()


async def test_the_reviewer_never_checks_or_signs_whatever_else_he_is(browser, cast):
    matter = await written(browser, cast)
    for role in (Role.APPROVER, Role.SIGNER):
        await Post.create(person=cast.wu, organ=cast.office, role=role)
    await submitted(browser, cast, matter)

    assert (await approve(browser, matter)).status_code == 403
    await leave(matter, cast.wu.id, Relation.REVIEWER)
    await join(matter, cast.luo, Relation.REVIEWER)
    assert (await approve(browser, matter)).status_code == 403
    await checked(browser, cast, matter)
    await browser.as_(cast.wu)
    assert (await sign(browser, matter)).status_code == 403
    assert await state_of(matter) is State.SIGNING
    assert not await IssuedOpinion.exists()


@pytest.mark.parametrize(("kind", "status"), [("contract", 403), ("agenda", 303)])
async def test_the_checker_signs_only_where_the_type_lets_him(browser, cast, kind, status):
    matter = await written(browser, cast, kind=kind)
    await Post.create(person=cast.zheng, organ=cast.office, role=Role.SIGNER)
    await submitted(browser, cast, matter)
    await checked(browser, cast, matter)

    answer = await sign(browser, matter)

    assert answer.status_code == status, answer.text
    assert await IssuedOpinion.exists() is (status == 303)


async def test_the_signer_gives_it_back(browser, cast):
    matter = await written(browser, cast)
    await submitted(browser, cast, matter)
    await checked(browser, cast, matter)
    await browser.as_(cast.sun)

    await sign(browser, matter, word="back", note="第二条再斟酌。")

    assert await state_of(matter) is State.UNDER_REVIEW
    assert not await IssuedOpinion.exists()


@pytest.mark.parametrize("who", ["zheng", "sun"])
async def test_a_changed_content_is_neither_checked_nor_signed(browser, cast, who):
    matter = await written(browser, cast)
    await submitted(browser, cast, matter)
    if who == "sun":
        await checked(browser, cast, matter)
    await Item.all().update(problem="悄悄改了")
    await browser.as_(getattr(cast, who))

    answer = await (approve if who == "zheng" else sign)(browser, matter)

    assert answer.status_code == 409
    assert await Approval.filter(passed=True).count() == (who == "sun")
    assert not await IssuedOpinion.exists()
    if who == "sun":
        page = await browser.get(f"/matters/{matter.number}/opinion")
        assert "复核以来内容有改动，不能签发" in page.text


async def test_an_opinion_that_was_sent_back_is_checked_anew(browser, cast):
    matter = await written(browser, cast)
    await submitted(browser, cast, matter)
    await checked(browser, cast, matter)
    first = await content_hash(matter)
    await browser.as_(cast.sun)
    await sign(browser, matter, word="back", note="补充一条。")
    await browser.as_(cast.wu)
    await browser.post(f"/matters/{matter.number}/opinion/items", OWN)
    await submitted(browser, cast, matter)

    assert await content_hash(matter) != first
    await browser.as_(cast.zheng)
    assert (await approve(browser, matter, content=first)).status_code == 409
    assert (await approve(browser, matter)).status_code == 303


async def test_a_remark_taken_back_leaves_no_gap_in_the_numbers(browser, cast):
    matter = await written(browser, cast)
    await browser.post(f"/matters/{matter.number}/opinion/items", OWN)
    await (await Annotation.get()).delete()

    await submitted(browser, cast, matter)

    assert [item.position for item in await Item.all()] == [1]


async def test_an_adviser_reads_what_became_of_his_remarks_after_the_issue(browser, cast):
    matter = await contract(cast)
    await adviser(matter, cast.han, text="可以。")
    made = await remark(matter, cast.han)
    await browser.as_(cast.wu)
    reason = {"remark": made.id, "choice": "left_out", "reason": "已另行约定"}
    await browser.post(f"/matters/{matter.number}/opinion/items", reason)
    page = f"/matters/{matter.number}/opinion"
    assert "已另行约定" not in (await (await browser.as_(cast.han)).get(page)).text
    await submitted(browser, cast, matter, conclusion="agree")
    await checked(browser, cast, matter)
    await browser.as_(cast.sun)
    await sign(browser, matter)

    assert "已另行约定" in (await (await browser.as_(cast.han)).get(page)).text
