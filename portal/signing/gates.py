"""The gate: whether just these words were reviewed and may go on, and the sentence that says why.

国务院令第713号 第二十五条: a draft that was not reviewed, or that did not pass, may not be put
before the deciding organ. The word that it may go on is bound to the hash of its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.documents.models import Draft
from portal.intake.models import Handling
from portal.kinds import Effect, Outcome
from portal.matters.models import Matter
from portal.names import Named
from portal.signing.models import Clearance, IssuedOpinion
from portal.workflow import State


class Verdict(Named):
    """Whether an item may be put to the meeting."""

    MAY = "may", "可上会"
    NOT_YET = "not_yet", "尚不可上会"
    NEVER = "never", "不得上会"
    EXEMPT = "exempt", "无需审查"


LIGHTS = {Verdict.MAY: "ok", Verdict.NOT_YET: "warn", Verdict.NEVER: "bad", Verdict.EXEMPT: "info"}
DROPPED = (State.WITHDRAWN, State.REFUSED, State.CLOSED)


@dataclass(frozen=True)
class Review:
    """What became of the matter of an item, as far as the gate is concerned."""

    state: State
    outcome: Outcome | None = None  # of the opinion, once it is issued
    text: str = ""  # hash of the words of the newest draft
    version: int = 0
    cleared: str = ""  # hash that was cleared; empty while nothing was
    void_reason: str | None = None  # why the clearance was taken back


@dataclass(frozen=True)
class Ruling:
    """The gate's word on one item, and the sentence that explains it."""

    verdict: Verdict
    why: str  # Chinese message id
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def light(self) -> str:
        return LIGHTS[self.verdict]


@dataclass(frozen=True)
class Case:
    """What there is of a matter that the gate looks at: its newest draft, clearance and opinion."""

    matter: Matter
    draft: Draft | None
    clearance: Clearance | None
    opinion: IssuedOpinion | None

    @property
    def review(self) -> Review:
        draft, clearance, opinion = self.draft, self.clearance, self.opinion
        voided = clearance is not None and clearance.voided_at is not None
        return Review(
            state=self.matter.state,
            outcome=self.matter.type.outcome(opinion.opinion.conclusion) if opinion else None,
            text=draft.text_hash if draft else "",
            version=draft.version if draft else 0,
            cleared=clearance.text_hash if clearance else "",
            void_reason=clearance.void_reason if clearance and voided else None,
        )


def ruling(handling: Handling, review: Review | None, reason: str = "") -> Ruling:
    """Whether an item so handled may be put to the meeting, and why or why not."""
    if handling is Handling.EXEMPT:
        return Ruling(Verdict.EXEMPT, "{reason}", {"reason": reason})
    if handling is Handling.OPEN or review is None:
        return Ruling(Verdict.NOT_YET, "请先确定：送审、关联已有事项，或者写明无需审查的理由")
    if review.state in DROPPED:
        return Ruling(Verdict.NEVER, "事项{state}，没有通过审查", {"state": review.state})
    if review.outcome is not None and review.outcome.effect is Effect.BLOCK:
        return Ruling(Verdict.NEVER, "审查结论为“{outcome}”", {"outcome": review.outcome.name})
    return _cleared(review) if review.cleared else _on_its_way(review)


async def cases(matters: Sequence[Matter]) -> dict[int, Case]:
    """What the gate looks at, by the matter's id; their rules were recalled. Three queries."""
    ids = [matter.id for matter in matters]
    drafts, clearances = await _latest_drafts(ids), await _clearances(ids)
    opinions = await _opinions(ids)
    return {
        one.id: Case(one, drafts.get(one.id), clearances.get(one.id), opinions.get(one.id))
        for one in matters
    }


def _cleared(review: Review) -> Ruling:
    if review.void_reason is not None:
        return Ruling(Verdict.NOT_YET, "通过凭证已失效：{reason}", {"reason": review.void_reason})
    if review.cleared != review.text:
        return Ruling(
            Verdict.NOT_YET, "审查通过后文本又有改动（第{number}稿），须重新审查",
            {"number": review.version},
        )  # fmt: skip
    return Ruling(Verdict.MAY, "审查通过，凭证与第{number}稿文本一致", {"number": review.version})


def _on_its_way(review: Review) -> Ruling:
    if review.outcome is None:
        return Ruling(Verdict.NOT_YET, "审查尚未完成，现在是“{state}”", {"state": review.state})
    return Ruling(
        Verdict.NOT_YET, "审查结论为“{outcome}”，现在是“{state}”",
        {"outcome": review.outcome.name, "state": review.state},
    )  # fmt: skip


async def _latest_drafts(ids: list[int]) -> dict[int, Draft]:
    found = await Draft.filter(matter_id__in=ids).order_by("version")
    return {one.matter_id: one for one in found}


async def _clearances(ids: list[int]) -> dict[int, Clearance]:
    found = await Clearance.filter(matter_id__in=ids).order_by("id")
    return {one.matter_id: one for one in found}


async def _opinions(ids: list[int]) -> dict[int, IssuedOpinion]:
    found = IssuedOpinion.filter(opinion__matter_id__in=ids).order_by("id")
    issued = await found.select_related("opinion", "opinion__author", "signed_by", "office")
    return {one.opinion.matter_id: one for one in issued}
