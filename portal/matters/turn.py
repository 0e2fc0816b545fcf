"""Whose turn it is: for every state of a matter, who acts next, in which words, and where."""

from __future__ import annotations

from dataclasses import dataclass

from portal.matters.models import Matter
from portal.permits import Permit, Relation
from portal.workflow import State


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
}


def turn_of(matter: Matter) -> Turn | None:
    """Who acts next; None when the matter has ended."""
    return TURNS.get(matter.state)
