"""The states of a matter and the only moves between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.errors import WrongMoment
from portal.names import Named


class State(Named):
    SUBMITTED = "submitted", "待受理"
    SUPPLEMENTING = "supplementing", "补正中"
    RETURNED = "returned", "已退回"
    REFUSED = "refused", "不予受理"
    REGISTERED = "registered", "待分办"
    UNDER_REVIEW = "under_review", "审查中"
    REVIEW_PAUSED = "review_paused", "审查中补正"
    CHECKING = "checking", "待复核"
    SIGNING = "signing", "待签发"
    ISSUED = "issued", "待反馈采纳情况"
    ANSWERED = "answered", "待核对采纳情况"
    DISCUSSING = "discussing", "待集体讨论"
    OBJECTED = "objected", "异议复审中"
    CLEARED = "cleared", "审查通过"
    DECIDED = "decided", "已审议通过"
    CLOSED = "closed", "已终止"
    WITHDRAWN = "withdrawn", "已撤回"


class Task(Named):
    """What is done at a step of a type; the steps themselves stand in the type's file."""

    ADVISE = "advise", "出具顾问意见"
    REVIEW = "review", "审查汇总"
    CHECK = "check", "复核"
    DISCUSS = "discuss", "集体讨论"
    SIGN = "sign", "签发"
    MEET = "meet", "会议审议"
    SETTLE = "settle", "争议意见集体讨论"
    REHEAR = "rehear", "异议复审"

    @property
    def is_on_opinion(self) -> bool:
        """Whether somebody here answers for an opinion that another one wrote."""
        return self in (Task.CHECK, Task.DISCUSS, Task.SIGN, Task.SETTLE, Task.REHEAR)


class Move(Named):
    """A move is recorded in the journal under its value; `zh` is the verb on the timeline."""

    SUBMIT = "matter:submitted", "送审"
    REQUEST_SUPPLEMENT = "matter:supplement requested", "要求补正"
    SUPPLY = "matter:supplied", "提交补正"
    RETURN = "matter:returned", "退回"
    RESUBMIT = "matter:resubmitted", "重新送审"
    REFUSE = "matter:refused", "不予受理"
    REGISTER = "matter:registered", "受理"
    ASSIGN = "matter:assigned", "分办"
    HAND_BACK = "matter:handed back", "承办人回避，交回分办"
    PAUSE_REVIEW = "matter:review paused", "审查中要求补正"
    RESUME_REVIEW = "matter:review resumed", "补正完毕，恢复审查"
    STEP_ON = "matter:step done", "完成一步"
    CONCLUDE = "matter:concluded", "提交复核"
    SEND_BACK = "matter:sent back", "退回修改意见"
    CHECK = "matter:checked", "复核通过"
    DECLINE_SIGNATURE = "matter:signature declined", "签发人退回"
    ISSUE = "matter:issued", "签发意见书"
    ANSWER = "matter:answered", "反馈采纳情况"
    CONTEST = "matter:contested", "退回反馈"
    DEADLOCK = "matter:deadlocked", "提交集体讨论"
    HOLD = "matter:held in discussion", "集体讨论维持意见"
    YIELD = "matter:yielded in discussion", "集体讨论采纳送审单位意见"
    OBJECT = "matter:objected", "提出异议"
    UPHOLD = "matter:upheld on objection", "复审维持审查意见"
    RECONSIDER = "matter:reconsidered on objection", "复审认为异议成立，重新审查"
    REOPEN = "matter:reopened", "重新审查"
    CLEAR = "matter:cleared", "确认审查通过"
    PASS_MEETING = "matter:passed a meeting", "会议审议通过"
    DECIDE = "matter:decided", "登记办理结果"
    CLOSE = "matter:closed", "终止"
    WITHDRAW = "matter:withdrawn", "撤回"
    UNDO = "matter:undone", "撤销刚才的操作"


@dataclass(frozen=True)
class Path:
    out_of: frozenset[State]
    into: State


def path(*out_of: State, into: State) -> Path:
    """From any of these states into that one."""
    return Path(frozenset(out_of), into)


S = State
BEFORE_ISSUE = (
    S.SUBMITTED,
    S.SUPPLEMENTING,
    S.RETURNED,
    S.REGISTERED,
    S.UNDER_REVIEW,
    S.REVIEW_PAUSED,
    S.CHECKING,
    S.SIGNING,
)
MOVES = {
    Move.REQUEST_SUPPLEMENT: path(S.SUBMITTED, into=S.SUPPLEMENTING),
    Move.SUPPLY: path(S.SUPPLEMENTING, into=S.SUBMITTED),
    Move.RETURN: path(S.SUBMITTED, S.SUPPLEMENTING, into=S.RETURNED),
    Move.RESUBMIT: path(S.RETURNED, into=S.SUBMITTED),
    Move.REFUSE: path(S.SUBMITTED, S.SUPPLEMENTING, into=S.REFUSED),
    Move.REGISTER: path(S.SUBMITTED, into=S.REGISTERED),
    Move.ASSIGN: path(S.REGISTERED, into=S.UNDER_REVIEW),
    Move.HAND_BACK: path(S.UNDER_REVIEW, into=S.REGISTERED),
    Move.PAUSE_REVIEW: path(S.UNDER_REVIEW, into=S.REVIEW_PAUSED),
    Move.RESUME_REVIEW: path(S.REVIEW_PAUSED, into=S.UNDER_REVIEW),
    Move.STEP_ON: path(S.UNDER_REVIEW, into=S.UNDER_REVIEW),
    Move.CONCLUDE: path(S.UNDER_REVIEW, into=S.CHECKING),
    Move.SEND_BACK: path(S.CHECKING, into=S.UNDER_REVIEW),
    Move.CHECK: path(S.CHECKING, into=S.SIGNING),
    Move.DECLINE_SIGNATURE: path(S.SIGNING, into=S.UNDER_REVIEW),
    Move.ISSUE: path(S.SIGNING, into=S.ISSUED),
    Move.ANSWER: path(S.ISSUED, into=S.ANSWERED),
    Move.CONTEST: path(S.ANSWERED, into=S.ISSUED),
    Move.DEADLOCK: path(S.ANSWERED, into=S.DISCUSSING),
    Move.HOLD: path(S.DISCUSSING, into=S.ISSUED),
    Move.YIELD: path(S.DISCUSSING, into=S.ANSWERED),
    Move.OBJECT: path(S.ISSUED, into=S.OBJECTED),
    Move.UPHOLD: path(S.OBJECTED, into=S.ISSUED),
    Move.RECONSIDER: path(S.OBJECTED, into=S.UNDER_REVIEW),
    Move.REOPEN: path(S.ISSUED, S.ANSWERED, S.CLEARED, S.CLOSED, into=S.UNDER_REVIEW),
    Move.CLEAR: path(S.ANSWERED, into=S.CLEARED),
    Move.PASS_MEETING: path(S.CLEARED, into=S.DECIDED),
    Move.DECIDE: path(S.CLEARED, into=S.DECIDED),
    Move.CLOSE: path(S.ISSUED, S.ANSWERED, into=S.CLOSED),
    Move.WITHDRAW: path(*BEFORE_ISSUE, into=S.WITHDRAWN),
}

OFF_THE_WAY = {S.DISCUSSING: "discussion", S.OBJECTED: "objection"}  # steps every type has
# what whoever did it may undo, as long as nobody has acted on it; UNDO leads to where it stood then
UNDOABLE = (Move.REGISTER, Move.ASSIGN, Move.CONCLUDE, Move.WITHDRAW)

ENDED = (S.REFUSED, S.CLEARED, S.DECIDED, S.CLOSED, S.WITHDRAWN)


@dataclass(frozen=True)
class Stage:
    """A step on the way of one type of matter."""

    key: str
    task: Task


@dataclass(frozen=True)
class Standpoint:
    """Where a matter stands: its state, and the step of its type while it walks through those."""

    state: State
    step: str = ""

    @property
    def is_ended(self) -> bool:
        """Whether nobody has anything to do any more; a cleared matter may have meetings ahead."""
        return self.state in ENDED and not self.step


USUAL = (Stage("review", Task.REVIEW), Stage("check", Task.CHECK), Stage("sign", Task.SIGN))
STATE_OF = {
    Task.ADVISE: S.UNDER_REVIEW,
    Task.REVIEW: S.UNDER_REVIEW,
    Task.CHECK: S.CHECKING,
    Task.DISCUSS: S.CHECKING,
    Task.SIGN: S.SIGNING,
    Task.MEET: S.CLEARED,
}
WALKING = (S.REGISTERED, S.UNDER_REVIEW, S.REVIEW_PAUSED, S.CHECKING, S.SIGNING)
ONWARD = (Move.STEP_ON, Move.CONCLUDE, Move.CHECK, Move.PASS_MEETING)
BACK_TO_REVIEW = (Move.SEND_BACK, Move.DECLINE_SIGNATURE, Move.RECONSIDER, Move.REOPEN)
DONE_AT = {
    Move.STEP_ON: (Task.ADVISE,),
    Move.CONCLUDE: (Task.REVIEW,),
    Move.CHECK: (Task.CHECK, Task.DISCUSS),
    Move.ISSUE: (Task.SIGN,),
    Move.PASS_MEETING: (Task.MEET,),
}


def after(at: Standpoint, move: Move, track: Sequence[Stage] = USUAL) -> Standpoint:
    """Where `move` leads from `at` on the way of its type; WrongMoment where it leads nowhere."""
    way = MOVES[move]
    if at.state not in way.out_of or not _is_done_here(at, move, track):
        raise WrongMoment(
            "现在是“{state}”，不能{move}；请刷新页面查看最新进展", state=at.state.zh, move=move.zh
        )
    if move in ONWARD:
        return _next(at, track, way.into)
    if move is Move.ASSIGN:
        return Standpoint(way.into, at.step or track[0].key)
    if move in BACK_TO_REVIEW:
        return Standpoint(way.into, _first(track, Task.REVIEW))
    if move is Move.CLEAR:
        return Standpoint(way.into, _first(track, Task.MEET))
    kept = at.step if way.into in WALKING else ""
    return Standpoint(way.into, OFF_THE_WAY.get(way.into, kept))


def _is_done_here(at: Standpoint, move: Move, track: Sequence[Stage]) -> bool:
    """Whether the step where it stands is one that this move completes, or none is ahead."""
    if move is Move.DECIDE:
        return not at.step
    tasks = DONE_AT.get(move)
    return tasks is None or any(one.key == at.step and one.task in tasks for one in track)


def _next(at: Standpoint, track: Sequence[Stage], last: State) -> Standpoint:
    """The step after the one where it stands; `last` where there is none."""
    place = next(number for number, one in enumerate(track) if one.key == at.step)
    if place + 1 == len(track):
        return Standpoint(last)
    following = track[place + 1]
    return Standpoint(STATE_OF[following.task], following.key)


def _first(track: Sequence[Stage], task: Task) -> str:
    """The first step of this task; "" where the type has none."""
    return next((one.key for one in track if one.task is task), "")


def standpoint_at(state: State, track: Sequence[Stage] = USUAL) -> Standpoint:
    """Where a matter of this state first stands on the way of its type."""
    if state in OFF_THE_WAY:
        return Standpoint(state, OFF_THE_WAY[state])
    tasks = [task for task, one in STATE_OF.items() if one is state]
    if state is S.REVIEW_PAUSED:
        tasks = [Task.REVIEW]
    found = (one.key for one in track if one.task in tasks)
    return Standpoint(state, next(found, ""))
