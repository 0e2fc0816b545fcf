import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.word.aligning import align
from portal.word.wording import Op, edits, laid
from tests.word.texts import aligned, document, shown

LINE = st.text(alphabet="第一二条，。甲乙方应当 ab12\t", max_size=30)
LINES = st.lists(LINE, max_size=12)


def differences(old: list[str], new: list[str]) -> list[str]:
    """All pairs that are not the same, as a person reads them."""
    alignment = aligned(old, new)
    return [shown(alignment, pair) for pair in alignment.pairs if not pair.is_same]


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        ("停车费由市政府定价。", "停车费由市政府定价并公布。", "停车费由市政府定价[+并公布]。"),
        ("余款1,500元付清", "余款2,500元付清", "余款[-1,500][+2,500]元付清"),
        ("The Robin agreement", "The Elisa agreement", "The [-Robin][+Elisa] agreement"),
        (
            "甲方负责；乙方应当签字；丙方",
            "甲方负责；丁方应当签字；乙方应当签字；丙方",
            "甲方负责；[+丁方应当签字；]乙方应当签字；丙方",
        ),
        ("甲方为𬭎达某公司", "甲方为𬭎某公司", "甲方为𬭎[-达]某公司"),
    ],
)
def test_edits_read_as_a_person_would_make_them(old: str, new: str, way: str):
    assert differences([old], [new]) == [way]


@given(LINE, LINE)
def test_edits_lead_from_the_old_text_to_the_new(old: str, new: str):
    kept_old, kept_new, cut, added = [], [], 0, 0
    for op, before, after, length in laid(edits(old, new)):
        assert length > 0
        if op is Op.KEEP:
            kept_old.append(old[before : before + length])
            kept_new.append(new[after : after + length])
        cut += length * (op is not Op.ADD)
        added += length * (op is not Op.CUT)

    assert kept_old == kept_new
    assert (cut, added) == (len(old), len(new))


def test_a_number_alone_does_not_part_a_clause_from_itself():
    old = ["第一条 甲方付款。", "第二条 乙方交货。"]
    new = ["第一条 本合同依法订立。", "第二条 甲方付款。", "第三条 乙方交货。"]

    alignment = aligned(old, new)

    assert [(p.old[0], p.new[0]) for p in alignment.pairs] == [(0, 1), (1, 2)]
    assert alignment.inserted == (0,)


def test_repeated_lines_are_matched_in_order():
    old = ["甲方：", "盖章", "", "乙方：", "盖章", ""]
    new = ["甲方：", "盖章", "", "丙方：", "盖章", "", "乙方：", "盖章", ""]

    alignment = aligned(old, new)

    assert [(p.old[0], p.new[0]) for p in alignment.pairs][3] == (3, 6)
    assert alignment.deleted == ()


def test_a_split_paragraph_is_one_pair():
    old = ["违反规定的，由主管部门责令改正；拒不改正的，处以罚款。"]
    new = ["违反规定的，由主管部门责令改正；", "拒不改正的，处以罚款。"]

    assert differences(old, new) == ["违反规定的，由主管部门责令改正；[+\n]拒不改正的，处以罚款。"]
    assert differences(new, old) == ["违反规定的，由主管部门责令改正；[-\n]拒不改正的，处以罚款。"]


def test_a_moved_paragraph_is_found():
    clause = "本合同一式四份，双方各执两份，具有同等效力。"
    others = ["甲方应当在十日内支付价款。", "乙方应当在交货时提供发票。", "双方应当保守商业秘密。"]
    old = [others[0], clause, *others[1:]]
    new = [*others, clause]

    moved = [pair for pair in aligned(old, new).pairs if pair.moved]

    assert [(p.old[0], p.new[0]) for p in moved] == [(1, 3)]


@given(LINES, LINES)
def test_no_paragraph_is_in_two_pairs_and_none_is_lost(old: list[str], new: list[str]):
    alignment = align(document(*old), document(*new))

    olds = sorted([i for pair in alignment.pairs for i in pair.old] + list(alignment.deleted))
    news = sorted([i for pair in alignment.pairs for i in pair.new] + list(alignment.inserted))
    assert olds == list(range(len(old)))
    assert news == list(range(len(new)))


@given(LINES)
def test_a_text_is_the_same_as_itself(lines: list[str]):
    assert all(pair.is_same and not pair.moved for pair in aligned(lines, lines).pairs)


@pytest.mark.parametrize("line", ["重复的一行", ""])
def test_repeated_lines_take_no_quadratic_time(line: str):
    old = [line] * 4_000 + ["甲"] + [line] * 1_000
    new = [line] * 1_000 + ["乙"] + [line] * 4_500
    began = time.perf_counter()

    aligned(old, new)

    assert time.perf_counter() - began < 2
