"""Who may do what to a matter, and when: the whole law on one page."""

from __future__ import annotations

from dataclasses import dataclass

from portal.errors import NotFound, Refused
from portal.names import Named
from portal.workflow import State, Task


class Relation(Named):
    """What a person is to one matter."""

    SUBMITTER = "submitter", "经办人"
    DEPARTMENT = "department", "送审单位同事"
    HEAD = "head", "送审单位负责人"
    REGISTRAR = "registrar", "收件员"
    DISPATCHER = "dispatcher", "分办人"
    REVIEWER = "reviewer", "承办人"
    LAWYER = "lawyer", "公职律师"
    ADVISER = "adviser", "法律顾问"
    INVITED = "invited", "待确认的受邀人"
    APPROVER = "approver", "复核人"
    CHECKER = "checker", "本件复核人"
    SIGNER = "signer", "签发人"
    AUDITOR = "auditor", "审计员"
    BARRED = "barred", "回避人"


R = Relation
DEPARTMENT_SIDE = (R.SUBMITTER, R.DEPARTMENT, R.HEAD)
OFFICE_SIDE = (R.REGISTRAR, R.DISPATCHER, R.REVIEWER, R.APPROVER, R.CHECKER, R.SIGNER)
OUTSIDE = (R.LAWYER, R.ADVISER)
EVERYBODY = (*DEPARTMENT_SIDE, *OFFICE_SIDE, *OUTSIDE, R.AUDITOR)


class Permit(Named):
    READ = "read", "查看事项"
    READ_SUMMARY = "read_summary", "查看摘要和当事人"
    READ_DRAFT = "read_draft", "查看送审稿"
    READ_REVIEW = "read_review", "查看审查过程"
    READ_OPINION = "read_opinion", "查看意见书"
    READ_JOURNAL = "read_journal", "查看办理记录"
    TAKE_DOSSIER = "take_dossier", "下载卷宗"
    SUPPLY = "supply", "提交补正材料"
    RESUBMIT = "resubmit", "重新送审"
    WITHDRAW = "withdraw", "撤回"
    CORRECT = "correct", "更正登记"
    ADD_MATERIAL = "add_material", "补交材料"
    RECEIVE = "receive", "受理、退回或要求补正"
    ASK_SUPPLEMENT = "ask_supplement", "审查中要求补正"
    ASSIGN = "assign", "分办"
    ENGAGE = "engage", "委派法律顾问"
    DECLARE = "declare", "声明利益冲突并接受委派"
    RECUSE = "recuse", "回避"
    ANNOTATE = "annotate", "批注"
    ADVISE = "advise", "提交顾问意见"
    ARRANGE_ADVICE = "arrange_advice", "安排顾问意见"
    CONSULT = "consult", "征求意见"
    COLLECT = "collect", "汇总征求的意见"
    STATE_PROCEDURE = "state_procedure", "说明法定程序履行情况"
    PAUSE = "pause", "中止或者恢复审查计时"
    ASK_EXTENSION = "ask_extension", "申请延长审查时限"
    GRANT_EXTENSION = "grant_extension", "审批延长审查时限"
    CONSOLIDATE = "consolidate", "汇总意见"
    CHECK = "check", "复核"
    SIGN = "sign", "签发"
    REPLY = "reply", "反馈采纳情况"
    CONFIRM = "confirm", "核对采纳情况"
    SETTLE = "settle", "登记集体讨论结论"
    OBJECT = "object", "对意见书提出异议"
    REHEAR = "rehear", "复审异议"
    REOPEN = "reopen", "重新审查"
    WALK_TO_MEETING = "walk_to_meeting", "安排上会"
    RECORD_MEETING = "record_meeting", "登记会议审议结果"
    RECORD_DECISION = "record_decision", "登记办理结果"
    UNDO = "undo", "撤销刚才的操作"


class Refusal(Named):
    STRANGER = "stranger", "没有这件事项"
    NOT_YOURS = "not_yours", "“{permit}”由{who}办理，您在本件中不是该角色"
    NOT_NOW = "not_now", "本件现在是“{state}”，还不能或已不能“{permit}”"
    SAME_PERSON = "same_person", "您已参与本件的审查，“{permit}”须由另一人办理"
    STEP = "step", "本件正在“顾问意见”步骤，还不能“{permit}”；意见齐备后自动进入审查汇总"


READING = frozenset(
    {
        Permit.READ,
        Permit.READ_SUMMARY,
        Permit.READ_DRAFT,
        Permit.READ_REVIEW,
        Permit.READ_OPINION,
        Permit.READ_JOURNAL,
        Permit.TAKE_DOSSIER,
    }
)


@dataclass(frozen=True)
class StepLaw:
    """What the type's file says of the step where a matter stands: who may take it, who not."""

    task: Task
    who: frozenset[Relation]
    apart: frozenset[Relation] = frozenset()


@dataclass(frozen=True)
class Standing:
    """All that a permit depends on: what you are to the matter, and where it stands.

    `step` is None where the matter stands in none, or its type says nothing of it; `was_issued`
    stays true when it is reviewed anew after its opinion was issued.
    """

    relations: frozenset[Relation]
    state: State
    step: StepLaw | None = None
    was_issued: bool = False


@dataclass(frozen=True)
class Rule:
    to: frozenset[Relation]
    during: frozenset[State] = frozenset(State)
    never: frozenset[Relation] = frozenset()


def rule(
    *to: Relation, during: tuple[State, ...] = tuple(State), never: tuple[Relation, ...] = ()
) -> Rule:
    return Rule(frozenset(to), frozenset(during), frozenset(never))


S = State
REVIEWING = (S.UNDER_REVIEW, S.REVIEW_PAUSED)
AFTER_ISSUE = (S.ISSUED, S.ANSWERED, S.DISCUSSING, S.OBJECTED, S.CLEARED, S.DECIDED, S.CLOSED)

RULES = {
    Permit.READ: rule(*EVERYBODY),
    Permit.READ_SUMMARY: rule(*EVERYBODY, R.INVITED),
    Permit.READ_DRAFT: rule(*DEPARTMENT_SIDE, *OFFICE_SIDE, *OUTSIDE),
    Permit.READ_REVIEW: rule(*OFFICE_SIDE, *OUTSIDE),
    Permit.READ_OPINION: rule(*DEPARTMENT_SIDE, *OFFICE_SIDE, *OUTSIDE, during=AFTER_ISSUE),
    Permit.READ_JOURNAL: rule(*DEPARTMENT_SIDE, *OFFICE_SIDE, R.AUDITOR),
    Permit.TAKE_DOSSIER: rule(*OFFICE_SIDE, during=AFTER_ISSUE),
    Permit.SUPPLY: rule(R.SUBMITTER, R.HEAD, during=(S.SUPPLEMENTING, S.REVIEW_PAUSED)),
    Permit.RESUBMIT: rule(R.SUBMITTER, R.HEAD, during=(S.RETURNED,)),
    Permit.CORRECT: rule(
        R.REGISTRAR,
        R.REVIEWER,
        during=(S.SUBMITTED, S.SUPPLEMENTING, S.REGISTERED, S.UNDER_REVIEW, S.REVIEW_PAUSED),
    ),
    Permit.WITHDRAW: rule(
        R.SUBMITTER,
        R.HEAD,
        during=(
            S.SUBMITTED,
            S.SUPPLEMENTING,
            S.RETURNED,
            S.REGISTERED,
            S.UNDER_REVIEW,
            S.REVIEW_PAUSED,
            S.CHECKING,
            S.SIGNING,
        ),
    ),
    Permit.ADD_MATERIAL: rule(
        *DEPARTMENT_SIDE,
        during=(
            S.SUBMITTED,
            S.SUPPLEMENTING,
            S.REGISTERED,
            S.UNDER_REVIEW,
            S.REVIEW_PAUSED,
            S.ISSUED,
            S.ANSWERED,  # what was promised may come late, but not under the checker's hands
        ),
    ),
    Permit.RECEIVE: rule(R.REGISTRAR, during=(S.SUBMITTED, S.SUPPLEMENTING)),
    Permit.ASK_SUPPLEMENT: rule(R.REVIEWER, during=(S.UNDER_REVIEW,)),
    Permit.ASSIGN: rule(R.DISPATCHER, during=(S.REGISTERED, S.UNDER_REVIEW, S.REVIEW_PAUSED)),
    Permit.ENGAGE: rule(R.DISPATCHER, R.REVIEWER, during=(S.REGISTERED, S.UNDER_REVIEW)),
    Permit.DECLARE: rule(R.INVITED, during=(S.REGISTERED, *REVIEWING)),
    Permit.RECUSE: rule(R.REVIEWER, *OUTSIDE, during=(S.REGISTERED, *REVIEWING)),
    Permit.ANNOTATE: rule(R.REVIEWER, R.LAWYER, R.ADVISER, during=REVIEWING),
    Permit.ADVISE: rule(R.LAWYER, R.ADVISER, during=REVIEWING),
    Permit.ARRANGE_ADVICE: rule(R.REVIEWER, during=(S.UNDER_REVIEW,)),
    Permit.CONSULT: rule(
        R.REVIEWER,
        R.SUBMITTER,
        R.HEAD,
        during=(S.SUBMITTED, S.SUPPLEMENTING, S.RETURNED, S.REGISTERED, *REVIEWING, S.ISSUED),
    ),
    Permit.COLLECT: rule(R.REVIEWER, R.SUBMITTER, R.HEAD),
    Permit.STATE_PROCEDURE: rule(
        R.SUBMITTER,
        R.HEAD,
        during=(
            S.SUBMITTED,
            S.SUPPLEMENTING,
            S.RETURNED,
            S.REGISTERED,
            *REVIEWING,
            S.ISSUED,
            S.ANSWERED,
            S.CLEARED,
        ),
    ),
    Permit.PAUSE: rule(R.REVIEWER, during=(S.UNDER_REVIEW,)),
    Permit.ASK_EXTENSION: rule(R.REVIEWER, during=REVIEWING),
    Permit.GRANT_EXTENSION: rule(
        R.APPROVER, during=(*REVIEWING, S.CHECKING, S.SIGNING), never=(R.REVIEWER, *OUTSIDE)
    ),
    Permit.CONSOLIDATE: rule(R.REVIEWER, during=(S.UNDER_REVIEW,)),
    Permit.CHECK: rule(R.APPROVER, during=(S.CHECKING,), never=(R.REVIEWER, *OUTSIDE)),
    Permit.SIGN: rule(R.SIGNER, during=(S.SIGNING,), never=(R.REVIEWER, R.CHECKER, *OUTSIDE)),
    Permit.REPLY: rule(R.SUBMITTER, R.HEAD, during=(S.ISSUED,)),
    Permit.CONFIRM: rule(R.REVIEWER, during=(S.ANSWERED,)),
    Permit.SETTLE: rule(R.APPROVER, during=(S.DISCUSSING,), never=(R.REVIEWER, *OUTSIDE)),
    Permit.OBJECT: rule(R.SUBMITTER, R.HEAD, during=(S.ISSUED,)),
    Permit.REHEAR: rule(R.APPROVER, during=(S.OBJECTED,), never=(R.REVIEWER, *OUTSIDE)),
    Permit.REOPEN: rule(R.SIGNER, during=(S.ISSUED, S.ANSWERED, S.CLEARED, S.CLOSED)),
    Permit.WALK_TO_MEETING: rule(R.DEPARTMENT, R.SUBMITTER, R.HEAD),
    Permit.RECORD_MEETING: rule(R.SUBMITTER, R.HEAD, during=(S.CLEARED,)),
    Permit.RECORD_DECISION: rule(*DEPARTMENT_SIDE, during=(S.CLEARED, S.DECIDED)),
    Permit.UNDO: rule(  # and only what one did oneself a moment ago: matters/undoing.py
        R.SUBMITTER,
        R.HEAD,
        R.REGISTRAR,
        R.DISPATCHER,
        R.REVIEWER,
        during=(S.REGISTERED, S.UNDER_REVIEW, S.CHECKING, S.WITHDRAWN),
    ),
}


BY_STEP = {
    Permit.CHECK: (Task.CHECK, Task.DISCUSS),
    Permit.SIGN: (Task.SIGN,),
    Permit.SETTLE: (Task.SETTLE,),
    Permit.REHEAR: (Task.REHEAR,),
}


def rule_for(permit: Permit, standing: Standing) -> Rule:
    """The rule as it reads for this matter: who checks and signs, the type's file says."""
    found, step = RULES[permit], standing.step
    if step is None or step.task not in BY_STEP.get(permit, ()):
        return found
    return Rule(step.who, found.during, step.apart)


def refusal(permit: Permit, standing: Standing) -> Refusal | None:
    """Why `standing` does not carry `permit`; None when it does."""
    law, mine = rule_for(permit, standing), standing.relations
    if not mine or Relation.BARRED in mine:
        return Refusal.STRANGER
    if mine == {Relation.INVITED} and permit is Permit.READ:
        return Refusal.STRANGER
    if not law.to & mine:
        return Refusal.NOT_YOURS
    if not _is_the_moment(permit, law, standing):
        return Refusal.NOT_NOW
    if law.never & mine:
        return Refusal.SAME_PERSON
    if permit is Permit.CONSOLIDATE and standing.step and standing.step.task is Task.ADVISE:
        return Refusal.STEP
    return None


def _is_the_moment(permit: Permit, law: Rule, standing: Standing) -> bool:
    """Whether the state allows it: an issued opinion stays readable, and nobody withdraws what
    it was issued on, while the matter is reviewed anew."""
    if permit is Permit.READ_OPINION and standing.was_issued:
        return True
    if permit is Permit.WITHDRAW and standing.was_issued:
        return False
    return standing.state in law.during


def may(permit: Permit, standing: Standing) -> bool:
    return refusal(permit, standing) is None


def require(permit: Permit, standing: Standing) -> None:
    """Raise NotFound for a stranger, Refused with the reason for a participant."""
    reason = refusal(permit, standing)
    if reason is Refusal.STRANGER:
        raise NotFound(Refusal.STRANGER.zh)
    if reason:
        raise Refused(
            reason.zh,
            permit=permit.zh,
            state=standing.state.zh,
            who=tuple(sorted(rule_for(permit, standing).to)),
        )
