"""Whose turn it is: for every state of a matter, who acts next, in which words, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from portal.matters.models import Matter
from portal.permits import Permit, Relation
from portal.workflow import State, Task


@dataclass(frozen=True)
class Turn:
    """`who` acts by way of `permit` at `place`, an address below the matter's own."""

    who: Relation
    permit: Permit
    verb: str  # Chinese message id: the button of the to-do list
    place: str

    def address(self, number: str) -> str:
        return f"/matters/{number}{self.place}"


S, R, P = State, Relation, Permit
TURNS = {
    S.SUBMITTED: Turn(R.REGISTRAR, P.RECEIVE, "受理", "/registration"),
    S.SUPPLEMENTING: Turn(R.SUBMITTER, P.SUPPLY, "补正材料", "/supplements"),
    S.RETURNED: Turn(R.SUBMITTER, P.RESUBMIT, "修改后重新送审", "/resubmission"),
    S.REGISTERED: Turn(R.DISPATCHER, P.ASSIGN, "分办", "/assignments"),
    S.UNDER_REVIEW: Turn(R.REVIEWER, P.CONSOLIDATE, "审查", "/review"),
    S.REVIEW_PAUSED: Turn(R.SUBMITTER, P.SUPPLY, "补正材料", "/supplements"),
    S.CHECKING: Turn(R.APPROVER, P.CHECK, "复核", "/opinion"),
    S.SIGNING: Turn(R.SIGNER, P.SIGN, "签发", "/opinion"),
    S.ISSUED: Turn(R.SUBMITTER, P.REPLY, "反馈采纳情况", "/adoptions"),
    S.ANSWERED: Turn(R.REVIEWER, P.CONFIRM, "核对采纳情况", "/adoptions"),
    S.DISCUSSING: Turn(R.APPROVER, P.SETTLE, "登记集体讨论结论", "/discussion"),
    S.OBJECTED: Turn(R.APPROVER, P.REHEAR, "复审异议", "/objection"),
    S.CLEARED: Turn(R.SUBMITTER, P.RECORD_MEETING, "登记会议审议结果", "/meeting-results"),
}


ADVISING = Turn(R.REVIEWER, P.ARRANGE_ADVICE, "安排顾问意见", "/steps")


def turn_at(state: State, step: Task | None) -> Turn | None:
    """Who acts next at a step of this task; None when the matter has ended."""
    if state is S.UNDER_REVIEW and step is Task.ADVISE:
        return ADVISING
    if state is S.CLEARED and step is not Task.MEET:
        return None
    return TURNS.get(state)


def turn_of(matter: Matter) -> Turn | None:
    """Who acts next, in the words of the matter's type; None when the matter has ended."""
    step = matter.type.step(matter.step)
    usual = turn_at(matter.state, step.task if step else None)
    if usual is None or step is None or step.task is Task.REVIEW:
        return usual
    if step.task.is_on_opinion:
        return replace(usual, who=step.who[0], verb=step.name)
    return replace(usual, verb=step.name)
