"""What a next draft changes beside the items of an opinion is found, and nothing else."""

from __future__ import annotations

import pytest

from portal.opinions.unasked import unasked
from portal.word.document import Place
from portal.word.reading import read
from tests.word.tiny import docx, draft, p, r

pytestmark = pytest.mark.pure

OLD = (
    "合同",
    "第一条 期限为十二个月。",
    "第二条 支付百分之五十，期限三十日。",
    "第三条 争议提交仲裁。",
    "第四条 The cap is twelve months of fees.",
)
PAY = Place(2, 6, 2, 11)  # 百分之五十
CAP = Place(4, 15, 4, 19)  # the first letters of twelve
DISPUTES = Place(3, 0, 3, 10)


def with_(*changes: tuple[int, str]) -> tuple[str, ...]:
    lines = list(OLD)
    for at, text in changes:
        lines[at] = text
    return tuple(line for line in lines if line)


@pytest.mark.parametrize(
    ("new", "asked", "clauses"),
    [
        # as proposed, or otherwise at the very words: asked for
        (with_((2, "第二条 支付百分之三十，期限三十日。")), [(PAY, "百分之三十")], []),
        (with_((2, "第二条 支付百分之四十，期限三十日。")), [(PAY, "百分之三十")], []),
        (with_((4, "第四条 The cap is three months of fees.")), [(CAP, "three")], []),
        # in the same sentence, but elsewhere
        (with_((2, "第二条 支付百分之三十，期限九十日。")), [(PAY, "百分之三十")], ["第二条"]),
        # in a clause that nobody spoke of
        (with_((1, "第一条 期限为三个月。")), [(PAY, "百分之三十")], ["第一条"]),
        (with_((1, "")), [(PAY, "百分之三十")], ["第一条"]),
        # a remark without wording of its own leaves the paragraph to the department
        (with_((3, "第三条 争议向有管辖权的人民法院起诉。")), [(DISPUTES, None)], []),
        ((*OLD[:4], "双方也可以先行协商。", OLD[4]), [(DISPUTES, None)], []),
        ((*OLD[:4], "双方可以协商。", OLD[4]), [(DISPUTES, "争议起诉。\n双方可以协商。")], []),
        # new paragraphs elsewhere
        ((*OLD, "第五条 乙方可以转包。"), [(DISPUTES, None)], ["第五条"]),
        # an item about no passage answers for nothing
        (with_((1, "第一条 期限为三个月。")), [(None, None)], ["第一条"]),
        (OLD, [], []),
    ],
)  # fmt: skip
def test_what_nobody_asked_for(new, asked, clauses):
    found = unasked(read(draft(*OLD)), read(draft(*new)), asked)

    assert [one.clause for one in found] == clauses


def test_what_only_moved_is_shown_too():
    moved = (OLD[0], OLD[2], OLD[3], OLD[4], OLD[1])
    found = unasked(read(draft(*OLD)), read(draft(*moved)), [(PAY, "百分之三十")])

    assert found


def test_a_change_in_a_footnote_is_shown_whatever_the_items_are_about():
    body = p(inside=r(OLD[2]) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    old, new = (
        read(docx(body, {"word/footnotes.xml": f'<w:footnote w:id="2">{p(text)}</w:footnote>'}))
        for text in ("含税。", "不含税。")
    )

    assert [one.story for one in unasked(old, new, [(Place(0, 0, 0, 9), None)])] == ["footnote"]
