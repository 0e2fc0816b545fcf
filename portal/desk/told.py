"""What of the journal is told to whom, and in which words. Whoever is not named sees less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.acts import Act
from portal.consultation.models import ExpertStance, Mode, Stance
from portal.deadlines.models import PauseReason, Period
from portal.i18n import translate as _
from portal.intake.corrections import Corrigible
from portal.names import Named
from portal.opinions.models import Adoption, Choice, Settlement
from portal.permits import DEPARTMENT_SIDE, OFFICE_SIDE, Relation, Standing
from portal.routing.models import Duty
from portal.signing.models import Finding
from portal.web.rendering import day as in_words
from portal.workflow import Move


class Side(StrEnum):
    """From where somebody looks at a matter."""

    OFFICE = "office"
    DEPARTMENT = "department"
    AUDIT = "audit"
    OUTSIDE = "outside"


def side_of(standing: Standing) -> Side:
    """The side of a person with several relations is the one that sees more."""
    mine = standing.relations
    if mine & set(OFFICE_SIDE):
        return Side.OFFICE
    if Relation.AUDITOR in mine:
        return Side.AUDIT
    return Side.DEPARTMENT if mine & set(DEPARTMENT_SIDE) else Side.OUTSIDE


M, A = Move, Act
NAMES: Mapping[str, Named] = {member.value: member for members in (Move, Act) for member in members}

# how the review went inside the office is the office's: 政府信息公开条例 第十六条（过程性信息）
DEPARTMENT_SEES = frozenset(
    {
        M.SUBMIT, M.REQUEST_SUPPLEMENT, M.SUPPLY, M.RETURN, M.RESUBMIT, M.REFUSE, M.REGISTER,
        M.ASSIGN, M.PAUSE_REVIEW, M.RESUME_REVIEW, M.ISSUE, M.ANSWER, M.CONTEST,
        M.DEADLOCK, M.HOLD, M.YIELD, M.OBJECT, M.UPHOLD, M.RECONSIDER, M.REOPEN, M.CLEAR,
        M.CLOSE, M.WITHDRAW, M.UNDO, M.PASS_MEETING, A.MEETING_NOT_PASSED,
        A.PROCEDURE_STATED, A.TEXT_PUT_UP, A.TEXT_CLOSED,
        A.BASKET_FILLED, A.DRAFT_RECEIVED, A.MATERIAL_RECEIVED, A.SUPPLEMENT_ANSWERED,
        A.REGISTRATION_CORRECTED, A.DEADLINE_CHANGED,
        A.DEADLINE_OPENED, A.DEADLINE_PAUSED, A.DEADLINE_RESUMED, A.DEADLINE_CLOSED,
        A.DEADLINE_REDATED, A.DEADLINE_RESTORED, A.DEADLINE_CANCELLED, A.EXTENSION_GRANTED,
        A.MEETING_OPENED, A.AGENDA_DECIDED, A.OPINION_ISSUED, A.ITEM_ANSWERED, A.ITEM_CONFIRMED,
        A.ITEM_SETTLED,
        A.OBJECTION_RAISED, A.OBJECTION_ANSWERED, A.CLEARANCE_GIVEN, A.CLEARANCE_VOIDED,
    }
)  # fmt: skip
SEEN: Mapping[Side, frozenset[str]] = {
    Side.OFFICE: frozenset(NAMES),
    Side.AUDIT: frozenset(NAMES),
    Side.DEPARTMENT: frozenset(one.value for one in DEPARTMENT_SEES),
    Side.OUTSIDE: frozenset(),
}

# what stands behind an act, in the order in which it is told
DETAILS = {
    "undone": "撤销的是：{value}",
    "what": "更正的是：{value}",
    "was": "原为：{value}",
    "now": "现为：{value}",
    "person": "人员：{value}",
    "duty": "职责：{value}",
    "version": "第{value}稿",
    "item": "{value}",
    "procedure": "程序：{value}",
    "organ": "单位：{value}",
    "stance": "答复：{value}",
    "mode": "方式：{value}",
    "expert": "专家：{value}",
    "letters": "{value}份函",
    "comments": "{value}条意见",
    "until": "至{value}止",
    "name": "文件：{value}",
    "number": "文号：{value}",
    "period": "{value}",
    "days": "{value}个工作日",
    "calendar_days": "{value}日",
    "months": "{value}个月",
    "before": "原应于{value}前办结",
    "due": "应于{value}前办结",
    "choice": "处理：{value}",
    "adoption": "采纳情况：{value}",
    "settlement": "结论：{value}",
    "finding": "复审结论：{value}",
    "replaces": "取代：{value}",
    "reason": "理由：{value}",
    "override": "突破提示的理由：{value}",
    "note": "说明：{value}",
    "about": "事由：{value}",
    "answer": "审批意见：{value}",
}
INTERNAL = frozenset({"person", "duty", "choice", "override", "about", "answer"})
SETS: Mapping[str, tuple[type[Named], ...]] = {
    "what": (Corrigible,),
    "duty": (Duty,),
    "period": (Period,),
    "choice": (Choice,),
    "adoption": (Adoption,),
    "settlement": (Settlement,),
    "finding": (Finding,),
    "stance": (Stance, ExpertStance),
    "mode": (Mode,),
    "reason": (PauseReason,),
}


@dataclass(frozen=True)
class Told:
    """One act as a side is told it: the verb and what stands behind it."""

    verb: str
    details: tuple[str, ...]

    def __str__(self) -> str:
        return _("；").join([self.verb, *self.details])


def tell(act: str, facts: Mapping[str, str], side: Side) -> Told | None:
    """The act in the reader's language; None where `side` is not to know of it."""
    if not {act, facts.get("undone", act)} <= SEEN[side]:
        return None
    shown = _shown(facts, side)
    return Told(_(NAMES[act].zh), tuple(_(DETAILS[key], value=said) for key, said in shown))


def _shown(facts: Mapping[str, str], side: Side) -> Iterator[tuple[str, str]]:
    for key in DETAILS:
        said = facts.get(key, "")
        if said and said != "None" and not (side is Side.DEPARTMENT and key in INTERNAL):
            yield key, _in_words(key, said)


def _in_words(key: str, said: str) -> str:
    """A value of a closed set as the office calls it; anything else as it was written."""
    for members in SETS.get(key, ()):
        if said in set(members):
            return _(members(said).zh)
    if key == "undone":
        return _(NAMES[said].zh)
    if key == "item" and said.isdecimal():
        return _("第{position}条意见", position=said)
    return in_words(date.fromisoformat(said)) if key in ("due", "before", "until") else said
