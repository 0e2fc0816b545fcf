"""When a reply is complete, what the office must say of it, and when a text is cleared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.kinds import Effect
from portal.opinions.adopting import (
    Reply,
    clearing_fault,
    gap_in_answer,
    gap_in_confirmation,
    is_proven,
    needs_new_draft,
)
from portal.opinions.comparing import fate
from portal.opinions.models import Adoption, TextChange
from portal.reviews.models import Severity
from portal.word.aligning import align
from portal.word.document import Place
from portal.word.reading import read
from tests.scenes import word

MUST, SHOULD, HINT = Severity.MUST, Severity.SHOULD, Severity.HINT
YES, PARTLY, NO = Adoption.ADOPTED, Adoption.PARTLY, Adoption.NOT_ADOPTED
AS_PROPOSED, CHANGED, UNCHANGED = TextChange.AS_PROPOSED, TextChange.CHANGED, TextChange.UNCHANGED
DELETED, UNKNOWN = TextChange.DELETED, TextChange.UNKNOWN


@pytest.mark.parametrize(
    ("adoption", "reason", "field"),
    [
        (None, "", "adoption"),
        (None, "理由", "adoption"),
        (YES, "", None),
        (PARTLY, "", "reason"),
        (PARTLY, "预算已定。", None),
        (NO, "", "reason"),
        (NO, "另有规定。", None),
    ],
)
def test_what_the_department_still_has_to_say(adoption, reason, field):
    gap = gap_in_answer(Reply(MUST, adoption, reason))

    assert (gap.field if gap else None) == field


@pytest.mark.parametrize(
    ("effect", "replies", "needed"),
    [
        (Effect.CLEAR, [], False),
        (Effect.CLEAR, [(HINT, YES)], False),
        (Effect.CLEAR, [(SHOULD, YES)], True),
        (Effect.REVISE, [(HINT, NO), (MUST, YES)], True),
        (Effect.REVISE, [(MUST, PARTLY)], True),
        (Effect.REVISE, [(MUST, NO), (SHOULD, NO)], False),
        (Effect.BLOCK, [(MUST, YES)], False),
    ],
)
def test_when_a_new_draft_is_needed(effect, replies, needed):
    assert needs_new_draft(effect, [Reply(*one) for one in replies]) is needed


@pytest.mark.parametrize(
    ("adoption", "change", "proven"),
    [
        (YES, AS_PROPOSED, True),
        (YES, CHANGED, False),
        (YES, UNCHANGED, False),
        (YES, UNKNOWN, False),
        (PARTLY, AS_PROPOSED, False),
        (NO, AS_PROPOSED, False),
    ],
)
def test_what_is_ticked_before_anybody_looks(adoption, change, proven):
    assert is_proven(Reply(MUST, adoption, change=change)) is proven


@pytest.mark.parametrize(
    ("severity", "adoption", "change", "confirmed", "note", "field"),
    [
        (MUST, YES, AS_PROPOSED, None, "", "confirmed"),
        (MUST, YES, AS_PROPOSED, True, "", None),
        (MUST, YES, CHANGED, True, "", None),
        (MUST, YES, UNCHANGED, True, "", "note"),
        (MUST, YES, UNCHANGED, True, "已在附件中修改。", None),
        (SHOULD, PARTLY, UNCHANGED, True, "", "note"),
        (HINT, YES, UNCHANGED, True, "", None),
        (MUST, NO, UNCHANGED, True, "", "note"),
        (MUST, NO, UNCHANGED, True, "理由成立。", None),
        (SHOULD, NO, UNCHANGED, True, "", None),
        (MUST, NO, UNCHANGED, False, "", "note"),
        (HINT, YES, CHANGED, False, "", "note"),
        (MUST, NO, UNCHANGED, False, "请按意见修改。", None),
    ],
)
def test_what_the_office_still_has_to_say(severity, adoption, change, confirmed, note, field):
    gap = gap_in_confirmation(Reply(severity, adoption, "理由", change, confirmed, note))

    assert (gap.field if gap else None) == field


SETTLED = Reply(MUST, YES, "", CHANGED, confirmed=True)


@pytest.mark.parametrize(
    ("effect", "replies", "clears"),
    [
        (Effect.CLEAR, [], True),
        (Effect.REVISE, [SETTLED], True),
        (Effect.REVISE, [SETTLED, replace(SETTLED, confirmed=None)], False),
        (Effect.REVISE, [replace(SETTLED, confirmed=False, note="未改")], False),
        (Effect.REVISE, [replace(SETTLED, adoption=NO)], False),
        (Effect.REVISE, [replace(SETTLED, adoption=NO, note="理由成立")], True),
        (Effect.REVISE, [replace(SETTLED, change=UNCHANGED)], False),
        (Effect.BLOCK, [], False),
        (Effect.BLOCK, [SETTLED], False),
    ],
)
def test_when_a_text_is_cleared(effect, replies, clears):
    assert (clearing_fault(effect, replies) == "") is clears


FIRST = "第一条 养护范围为本市市管道路。"
PAY = "第二条 合同签订后十日内支付百分之五十。"
LAST = "第三条 发生争议的，提交仲裁，或者向人民法院起诉。"
WHEN, QUOTE = "第二条 合同签订后十日内", "支付百分之五十"
LESS, BOND = "支付百分之三十", "支付百分之五十，并出具保函"
LATER = "第二条 合同签订后三十日内支付百分之五十。"


@pytest.mark.parametrize(
    ("new", "proposal", "change", "text"),
    [
        (PAY, LESS, UNCHANGED, QUOTE),
        (f"{WHEN}{LESS}。", LESS, AS_PROPOSED, LESS),
        (f"{WHEN}支付百分之 三十。", LESS, AS_PROPOSED, LESS),
        (f"{WHEN}支付百分之四十。", LESS, CHANGED, "支付百分之四十"),
        (f"{WHEN}{BOND}。", BOND, AS_PROPOSED, BOND),
        (PAY, BOND, UNCHANGED, QUOTE),
        (f"{WHEN}。", "", AS_PROPOSED, ""),
        (f"{WHEN}。", LESS, DELETED, ""),
        (LATER, LESS, UNCHANGED, QUOTE),
        (LATER, None, UNKNOWN, LATER),
        (PAY, None, UNCHANGED, QUOTE),
        (f"{WHEN}{LESS}。", None, CHANGED, LESS),
    ],
)
def test_the_text_is_asked_what_happened(new, proposal, change, text):
    laid = align(read(word(FIRST, PAY, LAST)), read(word(FIRST, new, LAST)))
    start = PAY.index(QUOTE)

    found = fate(laid, Place(1, start, 1, start + len(QUOTE)), proposal)

    assert (found.change, found.new_text) == (change, text)


def test_a_paragraph_that_is_gone_was_deleted():
    laid = align(read(word(FIRST, PAY, LAST)), read(word(FIRST, LAST)))

    assert fate(laid, Place(1, 0, 1, len(PAY)), None).change is DELETED


def test_a_paragraph_written_anew_is_for_people_to_judge():
    other = "付款安排由双方另行签订补充协议约定，补充协议为本合同附件。"
    laid = align(read(word(FIRST, PAY, LAST)), read(word(FIRST, other, LAST)))

    found = fate(laid, Place(1, 0, 1, len(PAY)), "第二条 按进度付款。")

    assert found.change in (UNKNOWN, CHANGED)
    assert found.new_text == other


def test_an_item_about_no_passage_is_for_people_to_judge():
    laid = align(read(word(FIRST)), read(word(LAST)))

    assert fate(laid, None, None).change is UNKNOWN
