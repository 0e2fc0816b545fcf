import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.word.aligning import align
from portal.word.anchors import Anchor, Carried, CarryState, carry, find, remember
from portal.word.document import Place
from tests.word.generating import Draft, edited, places
from tests.word.texts import aligned, document

SUBJECTS = ("甲方", "乙方", "市停车管理中心", "经营者", "业主委员会", "监理单位")
ACTS = ("支付管理费", "公示收费标准", "提交竣工资料", "缴纳履约保证金", "保守商业秘密")
TERMS = ("于每月五日前", "在收到通知后十日内", "于合同签订之日起", "在验收合格以后")
CONTRACT = [
    f"第{n}条 {subject}应当{term}{act}；逾期的，按日支付合同总价万分之{n}的违约金。"
    for n, (subject, act, term) in enumerate(
        [(s, a, t) for t in TERMS for a in ACTS for s in SUBJECTS][:60], 1
    )
]


def carried(old: list[str], new: list[str], words: str) -> Carried:
    """How these words of the old lines fared."""
    alignment = aligned(old, new)
    place = find(Anchor(words), alignment.old)
    assert place is not None
    return carry(alignment, place)


CLAUSE = "停车费由市政府定价，经营者应当公示收费标准。"
OTHER = "违反本办法规定的，由主管部门责令限期改正。"


@pytest.mark.parametrize(
    ("new", "words", "state", "now"),
    [
        ([CLAUSE, OTHER], "市政府", CarryState.PLACED, "市政府"),
        (["新增加的一条规定。", CLAUSE, OTHER], "市政府", CarryState.PLACED, "市政府"),
        (
            [CLAUSE.replace("市政府", "市、县政府"), OTHER],
            "市政府定价",
            CarryState.CHANGED,
            "市、县政府定价",
        ),
        ([CLAUSE.replace("市政府", "价格部门"), OTHER], "市政府", CarryState.CHANGED, "价格部门"),
        ([CLAUSE.replace("市政府", ""), OTHER], "市政府", CarryState.DELETED, ""),
        ([OTHER], "市政府", CarryState.ORPHANED, ""),
        ([CLAUSE[:10], CLAUSE[10:], OTHER], "定价，经营者", CarryState.SPLIT, "定价，\n经营者"),
        ([OTHER, CLAUSE], "市政府定价", CarryState.PLACED, "市政府定价"),
        ([OTHER, CLAUSE], "责令限期", CarryState.MOVED, "责令限期"),
    ],
)
def test_a_place_tells_how_it_fared(new: list[str], words: str, state: CarryState, now: str):
    found = carried([CLAUSE, OTHER], new, words)

    assert (found.state, found.new) == (state, now)


def test_a_corrected_word_is_not_searched_for_elsewhere():
    old = ["The agreement with Robin is void.", "Robin pays the costs of the case."]
    new = ["The agreement with Elisa is void.", "Robin pays the costs of the case."]

    alignment = aligned(old, new)
    found = carry(alignment, Place(0, 19, 0, 24))

    assert found.state is CarryState.CHANGED
    assert (found.old, found.new) == ("Robin", "Elisa")


def test_words_of_a_lost_paragraph_found_elsewhere_are_only_a_suggestion():
    rest = "。其他规定另行公布，自公布之日起施行，有效期五年，由市司法局负责解释和修订。"
    old = [OTHER, "第九条 逾期的按日加收滞纳金", CLAUSE]
    new = [OTHER, CLAUSE, "第一款：逾期的按日加收滞纳金" + rest]

    found = carried(old, new, "逾期的按日加收滞纳金")

    assert found.state is CarryState.UNCERTAIN
    assert found.place == Place(2, 4, 2, 14)


def test_an_orphan_knows_its_neighbour():
    found = carried([OTHER, CLAUSE], [OTHER, "附则"], "市政府")

    assert (found.state, found.place, found.near) == (CarryState.ORPHANED, None, 0)


def test_a_quote_is_found_by_its_neighbours():
    old = document("甲方应当付款。", "乙方应当交货。", "丙方应当见证。")
    anchor = remember(old, Place(1, 2, 1, 4))

    assert find(anchor, document("丙方应当见证。", "乙方应当交货。")) == Place(1, 2, 1, 4)
    assert find(Anchor("应当"), old) is None
    assert find(Anchor("交货。\n丙方"), old) == Place(1, 4, 2, 2)


@dataclass
class Truth:
    """How many places were found right, wrong, or not at all."""

    right: int = 0
    wrong: int = 0
    lost: int = 0


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.02, 0.1, 0.3]))
def test_words_said_to_be_placed_are_the_same_words(seed: int, share: float):
    rng = random.Random(seed)
    draft = edited(Draft.of(CONTRACT), share, rng)
    alignment = align(document(*CONTRACT), draft.document)

    for place in places(alignment.old, 20, rng):
        found = carry(alignment, place)
        if found.state in (CarryState.PLACED, CarryState.MOVED):
            assert found.place is not None
            assert alignment.new.quote(found.place) == alignment.old.quote(place)
        elif found.place is not None:
            assert found.new == alignment.new.quote(found.place)


def test_hardly_any_place_goes_wrong():
    truth = Truth()
    for seed in range(60):
        rng = random.Random(seed)
        draft = edited(Draft.of(CONTRACT), 0.3, rng)
        alignment = align(document(*CONTRACT), draft.document)
        for place in places(alignment.old, 40, rng):
            judge(truth, carry(alignment, place), place, draft)

    total = truth.right + truth.wrong + truth.lost
    assert truth.wrong / total <= 0.003, truth
    assert truth.right / total >= 0.95, truth


def judge(truth: Truth, found: Carried, place: Place, draft: Draft) -> None:
    """Counts a place as right when all surviving letters of it lie inside what was found."""
    where = draft.origins()
    letters = [
        where.get((i, at))
        for i in range(place.paragraph, place.end_paragraph + 1)
        for at in range(
            place.start if i == place.paragraph else 0,
            place.end if i == place.end_paragraph else len(CONTRACT[i]),
        )
    ]
    live = [letter for letter in letters if letter]
    if found.state in (CarryState.DELETED, CarryState.ORPHANED) or found.place is None:
        truth.right += 2 * len(live) < len(letters)
        truth.lost += 2 * len(live) >= len(letters)
        return
    start = (found.place.paragraph, found.place.start)
    end = (found.place.end_paragraph, found.place.end)
    inside = sum(start <= letter < end for letter in live)
    if 2 * inside >= len(live):
        truth.right += 1
    elif found.state is not CarryState.UNCERTAIN:
        truth.wrong += 1
