"""The states of a matter and the only moves between them."""

from __future__ import annotations

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
    CLEARED = "cleared", "审查通过"
    CLOSED = "closed", "已终止"
    WITHDRAWN = "withdrawn", "已撤回"


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
    CONCLUDE = "matter:concluded", "提交复核"
    SEND_BACK = "matter:sent back", "退回修改意见"
    CHECK = "matter:checked", "复核通过"
    DECLINE_SIGNATURE = "matter:signature declined", "签发人退回"
    ISSUE = "matter:issued", "签发意见书"
    ANSWER = "matter:answered", "反馈采纳情况"
    CONTEST = "matter:contested", "退回反馈"
    CLEAR = "matter:cleared", "确认审查通过"
    CLOSE = "matter:closed", "终止"
    WITHDRAW = "matter:withdrawn", "撤回"


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
    Move.CONCLUDE: path(S.UNDER_REVIEW, into=S.CHECKING),
    Move.SEND_BACK: path(S.CHECKING, into=S.UNDER_REVIEW),
    Move.CHECK: path(S.CHECKING, into=S.SIGNING),
    Move.DECLINE_SIGNATURE: path(S.SIGNING, into=S.UNDER_REVIEW),
    Move.ISSUE: path(S.SIGNING, into=S.ISSUED),
    Move.ANSWER: path(S.ISSUED, into=S.ANSWERED),
    Move.CONTEST: path(S.ANSWERED, into=S.ISSUED),
    Move.CLEAR: path(S.ANSWERED, into=S.CLEARED),
    Move.CLOSE: path(S.ISSUED, S.ANSWERED, into=S.CLOSED),
    Move.WITHDRAW: path(*BEFORE_ISSUE, into=S.WITHDRAWN),
}

ENDED = (S.REFUSED, S.CLEARED, S.CLOSED, S.WITHDRAWN)


def after(state: State, move: Move) -> State:
    """Where `move` leads from `state`; raises WrongMoment where it leads nowhere."""
    way = MOVES[move]
    if state not in way.out_of:
        raise WrongMoment(
            "现在是“{state}”，不能{move}；请刷新页面查看最新进展", state=state.zh, move=move.zh
        )
    return way.into
