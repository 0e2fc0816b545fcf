from __future__ import annotations

import pytest

from portal.acts import Act
from portal.desk.told import DEPARTMENT_SEES, NAMES, Side, side_of, tell
from portal.i18n import speaking
from portal.permits import Relation, Standing
from portal.workflow import Move, State

OF, A, D, X = Side.OFFICE, Side.AUDIT, Side.DEPARTMENT, Side.OUTSIDE
INTERNAL = [
    Act.REVIEWER_ASSIGNED, Act.ASSIGNMENT_ENDED, Act.ADVISER_OFFERED, Act.ENGAGEMENT_ACCEPTED,
    Act.ENGAGEMENT_DECLINED, Act.ENGAGEMENT_WITHDRAWN, Act.RECUSED, Act.CONFLICT_ADDED,
    Act.ANNOTATED, Act.ANNOTATION_CHANGED, Act.ANNOTATION_REMOVED, Act.REPLIED,
    Act.ANNOTATION_RESOLVED, Act.ANNOTATION_REOPENED, Act.WORD_IMPORTED, Act.ADVICE_SAVED,
    Act.ADVICE_SUBMITTED, Act.ITEM_DECIDED, Act.OPINION_SAVED, Act.OPINION_APPROVED,
    Act.EXTENSION_ASKED, Act.EXTENSION_REFUSED,
    Act.DRAFT_DOWNLOADED, Move.CONCLUDE, Move.SEND_BACK, Move.CHECK, Move.DECLINE_SIGNATURE,
]  # fmt: skip


@pytest.mark.parametrize("act", INTERNAL)
def test_the_department_is_not_told_how_the_review_went(act):
    assert tell(act.value, {"note": "内部意见"}, D) is None
    assert tell(act.value, {"note": "内部意见"}, OF) is not None


@pytest.mark.parametrize("act", sorted(DEPARTMENT_SEES))
def test_the_department_is_told_what_concerns_it(act):
    assert tell(act, {}, D) is not None


@pytest.mark.parametrize("act", NAMES)
def test_advisers_are_told_nothing_and_auditors_everything(act):
    assert tell(act, {}, X) is None
    assert tell(act, {}, A) is not None


def test_what_nobody_has_thought_of_is_not_told_to_the_department():
    assert tell("matter:something new", {}, D) is None


@pytest.mark.parametrize(
    ("act", "facts", "side", "said"),
    [
        (Move.ASSIGN, {"person": "吴敏"}, OF, "分办；人员：吴敏"),
        (Move.ASSIGN, {"person": "吴敏", "override": "熟悉情况"}, D, "分办"),
        (Move.RETURN, {"note": "缺起草说明"}, D, "退回；说明：缺起草说明"),
        (
            Act.DEADLINE_OPENED, {"period": "review", "days": "5", "due": "2026-11-27"}, D,
            "开始计时；审查时限；5个工作日；应于2026年11月27日前办结",
        ),
        (Act.DEADLINE_OPENED, {"period": "review", "due": "None"}, D, "开始计时；审查时限"),
        (
            Act.DEADLINE_PAUSED, {"reason": "supplement", "period": "review"}, D,
            "中止计时；审查时限；理由：等待送审单位补正",
        ),
        (Act.ITEM_DECIDED, {"choice": "left_out"}, OF, "处理一条意见；处理：不采"),
        (Act.ITEM_CONFIRMED, {"item": "3", "confirmed": "yes"}, OF, "核对一条意见；第3条意见"),
        (Act.SUPPLEMENT_ANSWERED, {"item": "资金来源"}, D, "补正一项；资金来源"),
        (Act.DRAFT_RECEIVED, {"version": "2", "sha256": "ab"}, A, "上传送审稿；第2稿"),
        (Act.RECUSED, {"reason": "曾代理{对方}"}, OF, "回避；理由：曾代理{对方}"),
    ],
)  # fmt: skip
def test_in_which_words(act, facts, side, said):
    assert str(tell(act.value, facts, side)) == said


def test_in_english_too():
    with speaking("en"):
        said = str(tell(Act.DRAFT_RECEIVED.value, {"version": "2"}, OF))

    assert said == "Uploaded a draft; Version 2"


R = Relation


@pytest.mark.parametrize(
    ("relations", "side"),
    [
        ({R.SUBMITTER}, D), ({R.DEPARTMENT}, D), ({R.HEAD}, D), ({R.REGISTRAR}, OF),
        ({R.REVIEWER}, OF), ({R.SIGNER, R.AUDITOR}, OF), ({R.AUDITOR}, A), ({R.ADVISER}, X),
        ({R.LAWYER}, X), ({R.ADVISER, R.DEPARTMENT}, D), ({R.DEPARTMENT, R.CHECKER}, OF),
    ],
)  # fmt: skip
def test_sides(relations, side):
    assert side_of(Standing(frozenset(relations), State.UNDER_REVIEW)) is side
