"""What a letter's answer amounts to on a day: nothing of it is stored, all of it is derived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.clock import day_of
from portal.consultation.models import Consultation, Letter, Stance, View
from portal.names import Named
from portal.opinions.models import Adoption

SILENCE = "逾期未答复的，视为无意见。"
NO_SILENCE = "请按期答复；逾期未答复的，不视为同意。"


class Answer(Named):
    WAITING = "waiting", "待答复"
    OVERDUE = "overdue", "逾期未答复"
    SILENT = "silent", "逾期未答复，视为无意见"
    NONE = "none", "无意见"
    VIEWS = "views", "有修改意见"

    @property
    def is_in(self) -> bool:
        """Whether nothing more is waited for."""
        return self not in (Answer.WAITING, Answer.OVERDUE)


LIGHTS = {
    Answer.WAITING: "info", Answer.OVERDUE: "bad", Answer.SILENT: "warn", Answer.NONE: "ok",
    Answer.VIEWS: "ok",
}  # fmt: skip


def answer_of(letter: Letter, asked: Consultation, day: date) -> Answer:
    """How the organ has answered as of `day`; its silence speaks only where the letter said so."""
    if letter.stance is not None:
        return Answer.VIEWS if letter.stance is Stance.VIEWS else Answer.NONE
    if day <= asked.due:
        return Answer.WAITING
    return Answer.SILENT if asked.silence else Answer.OVERDUE


def is_late(letter: Letter, asked: Consultation) -> bool:
    """Whether the answer came after the last day."""
    return letter.replied_at is not None and day_of(letter.replied_at) > asked.due


def gap(adoption: Adoption | None, reason: str) -> str:
    """What is missing where a view is settled, as a message id; "" when nothing is."""
    if adoption in (Adoption.PARTLY, Adoption.NOT_ADOPTED) and not reason:
        return "部分采纳或者未采纳的，请写明理由"
    if adoption is None and reason:
        return "请选择采纳情况"
    return ""


@dataclass(frozen=True)
class Tally:
    """How a consultation stands: letters by answer, views by adoption."""

    letters: int
    replied: int
    silent: int
    missing: int  # nobody may take their silence for an answer
    views: int
    unsettled: int


def tally(asked: Consultation, letters: Sequence[Letter], day: date) -> Tally:
    """The numbers of a consultation as of `day`, its letters' views fetched."""
    said = [answer_of(letter, asked, day) for letter in letters]
    views: list[View] = [view for letter in letters for view in letter.views]
    return Tally(
        letters=len(said),
        replied=sum(one in (Answer.NONE, Answer.VIEWS) for one in said),
        silent=said.count(Answer.SILENT),
        missing=sum(not one.is_in for one in said),
        views=len(views),
        unsettled=sum(view.adoption is None for view in views),
    )
