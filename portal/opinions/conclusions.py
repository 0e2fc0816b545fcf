"""Whether an opinion may go on to its checker: what its conclusion allows, what is missing.

The outcomes are the type's own (review_templates/types/); 国务院令第713号 第二十七条 and 国办发
〔2018〕115号 want a clear conclusion with its reasons.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portal.kinds import Effect, Kind, Outcome
from portal.reviews.models import Severity


@dataclass(frozen=True)
class Stock:
    """What an opinion has so far, as far as it decides whether it may go on."""

    conclusion: str  # key of an outcome, "" while none is chosen
    note: str
    severities: tuple[Severity, ...]  # of the items in the letter
    undecided: int  # annotations that were neither taken in nor left out
    advices: int  # that were submitted
    without_advice: str  # the recorded reason for hearing no adviser


def obstacles(kind: Kind, stock: Stock) -> dict[str, str]:
    """What keeps the opinion from being checked, one text a field; {undecided} is to be filled."""
    found = {}
    if stock.undecided:
        found[""] = "还有 {undecided} 条批注未处理：请逐条采入、改写，或者写明不采的理由"
    if fault := conclusion_fault(kind, stock.conclusion, stock.severities, stock.note):
        found["conclusion"] = fault
    if kind.needs_adviser and not stock.advices and not stock.without_advice:
        found["without_advice"] = (
            "本类事项应当听取法律顾问意见：请等待法律顾问提交意见，或者写明未听取的理由"
        )
    return found


def conclusion_fault(kind: Kind, key: str, severities: Collection[Severity], note: str) -> str:
    """Why this conclusion cannot be drawn from such items; "" when it can."""
    outcome = outcome_of(kind, key)
    if outcome is None:
        return "请选择审查结论"
    if outcome.effect is Effect.CLEAR and Severity.MUST in severities:
        return "还有“必须修改”的意见，不能得出直接通过的结论：请改选结论，或者调整该条意见的类别"
    if outcome.effect is not Effect.CLEAR and not severities and not note:
        return "这一结论须有至少一条意见支持，或者在“结论说明”中写明理由"
    return ""


def outcome_of(kind: Kind, key: str) -> Outcome | None:
    """The outcome of this key; None where nothing, or nothing of this type, was chosen."""
    return next((one for one in kind.outcomes if one.key == key), None)
