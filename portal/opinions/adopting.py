"""What becomes of an opinion's items: when a reply is complete, confirmed, or clears the text.

A department says of every item whether it was adopted, and why where it was not (国务院令第713号
第二十九条: 未采纳的应当说明理由).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portal.kinds import Effect
from portal.opinions.models import Adoption, Settlement, TextChange
from portal.reviews.models import Severity


@dataclass(frozen=True)
class Reply:
    """What was answered to one item, what the text shows, and what the office said of it."""

    severity: Severity
    adoption: Adoption | None = None
    reason: str = ""
    change: TextChange = TextChange.UNKNOWN
    confirmed: bool | None = None  # None: the office has not decided
    note: str = ""
    rounds: int = 0  # how often it was given back before this answer
    ruling: Settlement | None = None  # what a collective discussion concluded of it


@dataclass(frozen=True)
class Gap:
    """What is missing in the answer to one item: which field, and the text that says so."""

    field: str  # "adoption", "reason", "confirmed", "note"
    text: str


def gap_in_answer(reply: Reply) -> Gap | None:
    """What the department still has to say of an item; None when it has said all."""
    if reply.adoption is None:
        return Gap("adoption", "请选择采纳情况")
    if reply.ruling is Settlement.HELD and reply.adoption is not Adoption.ADOPTED:
        return Gap("adoption", "集体讨论已维持这条意见，请采纳并修改")
    if reply.adoption is not Adoption.ADOPTED and not reply.reason:
        return Gap("reason", "部分采纳或者未采纳的，请写明理由和依据")
    return None


def needs_new_draft(effect: Effect, replies: Collection[Reply]) -> bool:
    """Whether something was adopted that can only be seen in a new text.

    A hint binds nobody, and a text that may not go on is not looked at again.
    """
    if effect is Effect.BLOCK:
        return False
    return any(
        reply.severity is not Severity.HINT
        and reply.adoption in (Adoption.ADOPTED, Adoption.PARTLY)
        for reply in replies
    )


def is_proven(reply: Reply) -> bool:
    """Whether the text itself shows that the item was adopted: ticked before anybody looks."""
    return reply.adoption is Adoption.ADOPTED and reply.change is TextChange.AS_PROPOSED


def gap_in_confirmation(reply: Reply) -> Gap | None:
    """What the office still has to say of an answer; None when it has said all."""
    if reply.ruling is Settlement.YIELDED:
        return None
    if reply.confirmed is None:
        return Gap("confirmed", "请选择认可或者退回")
    if reply.note:
        return None
    if not reply.confirmed:
        return Gap("note", "请写明退回这一条的理由")
    if reply.severity is Severity.MUST and reply.adoption is Adoption.NOT_ADOPTED:
        return Gap("note", "必须修改的意见未被采纳，认可的须写明理由")
    if is_contradicted(reply):
        return Gap("note", "答复为采纳而文本没有改动，认可的须写明理由")
    return None


def is_contested(reply: Reply) -> bool:
    """Whether it was given back; what a discussion granted the department no word takes back."""
    return reply.confirmed is False and reply.ruling is not Settlement.YIELDED


def goes_to_discussion(reply: Reply, rounds: int) -> bool:
    """Whether giving it back once more is the end of the exchange, `rounds` being the type's.

    The department insists on its answer, and nothing was concluded of the item before.
    """
    insists = reply.adoption in (Adoption.PARTLY, Adoption.NOT_ADOPTED)
    return reply.ruling is None and insists and reply.rounds + 1 >= rounds


def is_deadlocked(reply: Reply, rounds: int) -> bool:
    """Whether it was given back and a collective discussion has to conclude."""
    return is_contested(reply) and goes_to_discussion(reply, rounds)


def is_contradicted(reply: Reply) -> bool:
    """Whether something binding is said to be adopted while its words stand unchanged."""
    return (
        reply.severity is not Severity.HINT
        and reply.adoption in (Adoption.ADOPTED, Adoption.PARTLY)
        and reply.change is TextChange.UNCHANGED
    )


def clearing_fault(effect: Effect, replies: Collection[Reply]) -> str:
    """Why the text cannot be cleared; "" when it can."""
    if effect is Effect.BLOCK:
        return "审查结论不允许继续办理，本件只能终止，不能通过"
    if any(is_contested(reply) for reply in replies):
        return "有退回的意见，请退回送审单位重新反馈"
    if any(gap_in_confirmation(reply) for reply in replies):
        return "还有意见没有核对完毕"
    return ""
