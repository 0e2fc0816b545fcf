"""Who is told what of each act, and that nobody else is."""

from __future__ import annotations

import subprocess
import sys

import pytest

from portal.acts import Act
from portal.database import transaction
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.access import standing_of
from portal.matters.models import Matter, Part
from portal.matters.parts import join, leave
from portal.matters.progress import advance
from portal.notices.models import Notice
from portal.notices.telling import tell
from portal.people.models import Person
from portal.permits import Permit, Relation, may
from portal.routing import assignments, engagements
from portal.routing.assignments import Invitation, Plan
from portal.routing.models import Assignment, Duty
from portal.workflow import BACK_TO_REVIEW, Move, State
from tests.cast import ROLES, Cast
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
S, M, A = State, Move, Act
BACK = "上一步已撤销，本件回到之前的环节"


async def scene(cast: Cast, state: State, kind: str = "contract") -> Matter:
    """A matter in which Wu reviews, Han advises, Luo too, He is invited and Xu is barred."""
    people = (
        (cast.wu, Relation.REVIEWER), (cast.han, Relation.ADVISER), (cast.luo, Relation.LAWYER),
        (cast.he, Relation.INVITED), (cast.xu, Relation.BARRED),
    )  # fmt: skip
    return await matter_at(state, cast, kind=kind, people=people)


async def heard(cast: Cast, *, unread: bool = False) -> dict[str, list[str]]:
    """By login, the words of the notices; `unread`: of those that still mean something."""
    found: dict[str, list[str]] = {}
    wanted = Notice.filter(read_at=None, over_at=None) if unread else Notice.all()
    for notice in await wanted.order_by("id").select_related("person"):
        found.setdefault(notice.person.login, []).append(notice.words)
    return found


# after which act (the matter stands where the act has led), done by whom, who hears what
LIFE = [
    (M.SUBMIT, S.SUBMITTED, "lin", {"zhou": "有新的送审，请受理"}),
    (M.UNDO, S.SUBMITTED, None,
     {"zhou": "上一步已撤销，请办理：{verb}", "lin": BACK, "wu": BACK}),
    (M.REQUEST_SUPPLEMENT, S.SUPPLEMENTING, "zhou", {"lin": "需要补正材料，受理计时已中止"}),
    (M.SUPPLY, S.SUBMITTED, "lin", {"zhou": "补正材料已提交，请受理"}),
    (M.RETURN, S.RETURNED, "zhou", {"lin": "已退回，请修改后重新送审"}),
    (M.RESUBMIT, S.SUBMITTED, "gao", {"zhou": "退回的事项已重新送审，请受理"}),
    (M.REFUSE, S.REFUSED, "zhou", {"lin": "不予受理，请查看理由"}),
    (M.REGISTER, S.REGISTERED, None,
     {"lin": "已受理，审查期限开始计算", "zhou": "已受理，请分办"}),
    (M.HAND_BACK, S.REGISTERED, "wu", {"zhou": "承办人回避，请重新分办"}),
    (M.ASSIGN, S.UNDER_REVIEW, "zhou", {}),
    (M.PAUSE_REVIEW, S.REVIEW_PAUSED, "wu", {"lin": "审查中需要补正材料，审查计时已中止"}),
    (M.RESUME_REVIEW, S.UNDER_REVIEW, "lin", {"wu": "补正材料已提交，请继续审查"}),
    (M.CONCLUDE, S.CHECKING, "wu", {"zheng": "意见书已提交，请办理：{verb}"}),
    (M.SEND_BACK, S.UNDER_REVIEW, "zheng", {"wu": "意见书被退回，请修改"}),
    (M.CHECK, S.SIGNING, "zheng", {"sun": "意见书已提交，请办理：{verb}"}),
    (M.DECLINE_SIGNATURE, S.UNDER_REVIEW, "sun", {"wu": "意见书被退回，请修改"}),
    (M.ISSUE, S.ISSUED, "sun", {"lin": "意见书已出具，请反馈采纳情况", "wu": "意见书已签发"}),
    (M.ANSWER, S.ANSWERED, "lin", {"wu": "采纳情况已反馈，请核对"}),
    (M.CONTEST, S.ISSUED, "wu", {"lin": "反馈被退回，请重新反馈采纳情况"}),
    (M.DEADLOCK, S.DISCUSSING, "wu",
     {"zheng": "有意见双方坚持，请组织集体讨论并登记结论", "lin": "有意见已提交集体讨论"}),
    (M.HOLD, S.ISSUED, "zheng", {"lin": "集体讨论已有结论，请按结论重新反馈"}),
    (M.YIELD, S.ANSWERED, "zheng", {"wu": "集体讨论已有结论，请继续核对"}),
    (M.OBJECT, S.OBJECTED, "lin",
     {"zheng": "送审单位对意见书提出异议，请复审", "wu": "送审单位对意见书提出异议"}),
    (M.UPHOLD, S.ISSUED, "zheng", {"lin": "复审维持审查意见，请反馈采纳情况"}),
    (M.RECONSIDER, S.UNDER_REVIEW, "zheng",
     {"wu": "异议成立，请重新审查", "lin": "异议成立，正在重新审查"}),
    (M.REOPEN, S.UNDER_REVIEW, "sun",
     {"wu": "负责人要求重新审查", "lin": "正在重新审查，原意见书供参考"}),
    (M.CLEAR, S.CLEARED, "wu", {"lin": "审查通过，已出具通过凭证"}),
    (M.PASS_MEETING, S.DECIDED, "lin", {"wu": "会议已审议通过"}),
    (M.CLOSE, S.CLOSED, "wu", {"lin": "审查程序已终止，请查看理由"}),
    (M.WITHDRAW, S.WITHDRAWN, "lin",
     {"wu": "送审单位已撤回，无需继续审查", "han": "送审单位已撤回，无需继续审查",
      "luo": "送审单位已撤回，无需继续审查", "he": "送审单位已撤回，无需答复委派"}),
    (A.MATERIAL_RECEIVED, S.UNDER_REVIEW, "lin", {"wu": "送审单位补交了材料"}),
    (A.MATERIAL_RECEIVED, S.SUBMITTED, "lin", {}),
    (A.ADVICE_SUBMITTED, S.UNDER_REVIEW, "han", {"wu": "顾问意见已提交"}),
    (A.ENGAGEMENT_ACCEPTED, S.UNDER_REVIEW, "han", {"wu": "受邀人已接受委派"}),
    (A.ENGAGEMENT_DECLINED, S.UNDER_REVIEW, "he", {"wu": "受邀人谢绝了委派，请考虑另行委派"}),
    (A.RECUSED, S.UNDER_REVIEW, "xu", {"wu": "顾问回避，请考虑另行委派"}),
    (A.MEETING_NOT_PASSED, S.CLEARED, "lin", {"wu": "会议审议未通过或者暂缓，请查看"}),
    (M.DECIDE, S.DECIDED, "lin", {"wu": "送审单位已登记办理结果"}),
    (A.FINAL_DIFFERS, S.DECIDED, "lin",
     dict.fromkeys(("wu", "gao"), "定稿与审查通过的文本不一致，请核对")),
    (A.CLEARANCE_VOIDED, S.CLEARED, "wu", {"lin": "通过凭证已失效"}),
    (A.DRAFT_DOWNLOADED, S.UNDER_REVIEW, "wu", {}),
    (A.ANNOTATED, S.UNDER_REVIEW, "wu", {}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "state", "who", "expected"), LIFE)
async def test_who_hears_what(cast, act, state, who, expected):
    matter = await scene(cast, state)
    if act in BACK_TO_REVIEW:
        await Matter.filter(id=matter.id).update(was_issued=act in (M.RECONSIDER, M.REOPEN))

    await record(act, matter.number, by=getattr(cast, who) if who else None)

    assert await heard(cast) == {login: [words] for login, words in expected.items()}


async def test_every_move_of_a_matter_is_in_that_table():
    assert {act for act, *_ in LIFE} >= set(Move) - {Move.STEP_ON}


@pytest.mark.parametrize("state", State)
async def test_nobody_hears_who_may_not_know(cast, state):
    """Every act in every state, with somebody barred in every role and somebody gone."""
    matter = await scene(cast, state)
    for login in ("zhou", "lin", "sun"):
        await join(matter, getattr(cast, login), Relation.BARRED)
    await Person.filter(id=cast.luo.id).update(active=False)

    for act in (*Move, *Act):
        await record(act, matter.number, by=None, whom=cast.qian.id)

    for notice in await Notice.all().select_related("person"):
        person = notice.person
        assert person.login not in {"zhou", "lin", "sun", "xu", "luo", "an"}
        if notice.permit is None:  # Qian, who is said to have had a part
            assert person.login == "qian"
            assert notice.address in {"/", "/engagements"}
        else:
            assert may(notice.permit, await standing_of(person, matter))
    assert set(await heard(cast)) >= {"wu", "qian"}


async def test_an_invited_person_is_led_to_what_he_may_see(cast, browser):
    """The summary and the question; his notice shows no title."""
    matter = await matter_at(State.UNDER_REVIEW, cast, title="机密的标题")
    await assignments.offer(
        matter, Invitation(Duty.ADVISER, cast.han.id, question="请看"), by=cast.zhou
    )
    notice = await Notice.get(person_id=cast.han.id)
    await browser.as_(cast.han)

    page = await browser.get("/notices")

    assert matter.number in page.text
    assert matter.title not in page.text
    assert (await browser.get(notice.address)).status_code == 200
    assert (await browser.get(f"/matters/{matter.number}")).status_code == 404


async def test_the_invited_hears_nothing_of_the_review(cast):
    matter = await scene(cast, State.UNDER_REVIEW)
    for act in (*Move, *Act):
        if act not in {Move.WITHDRAW}:
            await record(act, matter.number, by=None)

    assert "he" not in await heard(cast)


async def test_assigning_tells_each_in_one_message(cast):
    """The reviewer that it is his, those asked that they are asked; the clerk hears nothing."""
    matter = await matter_at(State.REGISTERED, cast, people=())
    plan = Plan(cast.wu.id, invitations=[Invitation(Duty.ADVISER, cast.han.id)])

    await assignments.route(matter, plan, by=cast.zhou)

    assert await heard(cast) == {"wu": ["由您承办，请审查"], "han": ["有一项委派等您答复"]}


async def test_whose_part_has_ended_is_told_so_and_that_alone(cast):
    matter = await matter_at(State.REGISTERED, cast, people=())
    plan = Plan(cast.wu.id, invitations=[Invitation(Duty.ADVISER, cast.han.id)])
    await assignments.route(matter, plan, by=cast.zhou)
    offered = await Assignment.get(person_id=cast.han.id)

    await assignments.withdraw(matter, offered.id, "不再需要", by=cast.zhou)
    await record(Act.ASSIGNMENT_ENDED, matter.number, by=cast.zhou, whom=cast.wu.id)

    told = await heard(cast, unread=True)
    assert told["han"] == ["对您的委派已撤回，无需继续办理"]
    assert told["wu"] == ["由您承办，请审查", "已改由他人承办，您无需继续办理"]


async def test_another_reviewer_ends_the_call_of_the_first(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await record(Act.REVIEWER_ASSIGNED, matter.number, by=cast.zhou, whom=cast.wu.id)

    @transaction
    async def reassign() -> None:
        await leave(matter, cast.wu.id, Relation.REVIEWER)
        await record(Act.ASSIGNMENT_ENDED, matter.number, by=cast.zhou, whom=cast.wu.id)
        await join(matter, cast.zheng, Relation.REVIEWER)
        await record(Act.REVIEWER_ASSIGNED, matter.number, by=cast.zhou, whom=cast.zheng.id)

    await reassign()

    assert await heard(cast, unread=True) == {
        "wu": ["已改由他人承办，您无需继续办理"], "zheng": ["由您承办，请审查"],
    }  # fmt: skip


async def test_who_steps_aside_keeps_no_word_of_the_matter(cast):
    matter = await matter_at(State.REGISTERED, cast, people=())
    plan = Plan(cast.wu.id, invitations=[Invitation(Duty.ADVISER, cast.han.id)])
    await assignments.route(matter, plan, by=cast.zhou)

    await engagements.declare_conflict(matter, "代理过对方", by=cast.han)

    assert await heard(cast) == {"wu": ["由您承办，请审查", "顾问回避，请考虑另行委派"]}


async def test_a_call_is_over_when_somebody_has_done_it(cast):
    matter = await matter_at(State.REGISTERED, cast, people=())
    await record(Move.REGISTER, matter.number, by=cast.zhou)
    await record(Move.HAND_BACK, matter.number, by=cast.wu)
    assert await heard(cast, unread=True) == {
        "lin": ["已受理，审查期限开始计算"], "zhou": ["承办人回避，请重新分办"],
    }  # fmt: skip

    await assignments.route(matter, Plan(cast.wu.id, without_adviser="无需"), by=cast.zhou)

    assert "zhou" not in await heard(cast, unread=True)  # though he may still assign another


async def test_steps_of_a_type_call_whom_its_file_names(cast):
    """In a type that is discussed, each check calls anew, in the words of the step."""
    matter = await matter_at(State.CHECKING, cast, kind="agenda")
    await record(Move.CONCLUDE, matter.number, by=cast.wu)
    first = await Notice.get(person_id=cast.zheng.id)
    step = matter.type.step(matter.step)

    assert step is not None
    assert first.facts == {"verb": step.name}
    assert (first.permit, first.address) == (Permit.CHECK, f"/matters/{matter.number}/opinion")


async def test_telling_twice_writes_nothing_twice(cast):
    matter = await matter_at(State.SUBMITTED, cast)
    await record(Move.SUBMIT, matter.number, by=cast.lin)
    before = await Notice.all().values()

    await tell(await Entry.all())

    assert await Notice.all().values() == before


async def test_material_that_comes_piece_by_piece_is_told_once_until_it_is_read(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    for _ in range(3):
        await record(Act.MATERIAL_RECEIVED, matter.number, by=cast.lin)
    assert await Notice.all().count() == 1

    await Notice.all().update(read_at=matter.moved_at)
    await record(Act.MATERIAL_RECEIVED, matter.number, by=cast.lin)

    assert await Notice.all().count() == 2


async def test_a_notice_stands_and_falls_with_its_act(cast):
    matter = await matter_at(State.SUBMITTED, cast)

    @transaction
    async def act() -> None:
        await advance(matter, Move.REGISTER, by=cast.zhou)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await act()

    assert await Notice.all().count() == 0


async def test_people_without_a_part_cost_nothing(cast):
    """Acts on no matter tell nobody."""
    await record(Act.PERSON_CHANGED, "people", by=cast.an, whom=cast.lin.id)
    assert not await Notice.all().exists()
    assert set(ROLES) >= {"lin"}
    assert not await Part.all().exists()


@pytest.mark.parametrize("door", ["portal.app", "portal.worker", "portal.demo.command"])
def test_whoever_opens_the_house_lets_the_notices_follow(door):
    """In a process that has imported nothing else."""
    asked = f"import {door}; from portal.journal.following import _followers as all; print(all)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )

    assert "tell" in answer.stdout
