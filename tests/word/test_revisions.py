import pytest

from portal.word.revisions import accept, reject
from tests.word.oracle import View, blocks, text
from tests.word.tiny import deleted, docx, draft, ins, p, r, table, unpack

PROPERTIES = "<w:pPr><w:rPr>{}</w:rPr></w:pPr>"
FLAG = '<w:{} w:id="9" w:author="他" w:date="2026-01-02T03:04:05Z"/>'
GONE, NEW = (PROPERTIES.format(FLAG.format(tag)) for tag in ("del", "ins"))
ROW_GONE = f"<w:trPr>{FLAG.format('del')}</w:trPr>"
FORMER = (
    '<w:rPr><w:b/><w:rPrChange w:id="5" w:author="他"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
)
CASES = {
    "insertion": (p(inside=r("甲") + ins("乙")), ["甲乙"], ["甲"]),
    "deletion": (p(inside=r("甲") + deleted("乙")), ["甲"], ["甲乙"]),
    "deletion in an insertion": (
        p(inside=r("甲") + f"<w:ins {FLAG[6:-2].format()}>{deleted('乙')}</w:ins>"),
        ["甲"],
        ["甲"],
    ),
    "mark deleted": (p(inside=GONE + r("甲")) + p("乙"), ["甲乙"], ["甲", "乙"]),
    "mark inserted": (p(inside=NEW + r("甲")) + p("乙"), ["甲", "乙"], ["甲乙"]),
    "whole paragraph deleted": (p(inside=GONE + deleted("甲")) + p("乙"), ["乙"], ["甲", "乙"]),
    "paragraph deleted before a table": (
        p(inside=GONE + deleted("甲")) + table(("乙",)) + p(),
        [[[["乙"]]], ""],
        ["甲", [[["乙"]]], ""],
    ),
    "row deleted": (
        table(("甲",), ("乙",)).replace("<w:tr>", f"<w:tr>{ROW_GONE}", 1) + p(),
        [[[["乙"]]], ""],
        [[[["甲"]], [["乙"]]], ""],
    ),
    "all rows deleted": (
        p("甲") + table(("乙",)).replace("<w:tr>", f"<w:tr>{ROW_GONE}") + p(),
        ["甲", ""],
        ["甲", [[["乙"]]], ""],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_changes_are_settled_either_way(name: str):
    body, accepted, rejected = CASES[name]
    data = docx(body)

    assert blocks(accept(data), View.ACCEPTED) == accepted
    assert blocks(reject(data), View.ACCEPTED) == rejected
    assert blocks(data, View.ACCEPTED) == accepted
    assert blocks(data, View.REJECTED) == rejected


def test_former_looks_come_back_when_rejected():
    data = docx(p(inside=f"<w:r>{FORMER}<w:t>甲</w:t></w:r>"))

    assert b"<w:rPr><w:b/></w:rPr>" in document(accept(data))
    assert b"<w:rPr><w:i/></w:rPr>" in document(reject(data))


def test_a_file_without_changes_stays_as_it_is():
    data = draft("甲", "乙")

    assert accept(data) == data
    assert text(data, View.REJECTED) == ["甲", "乙"]


def document(data: bytes) -> bytes:
    return unpack(data)["word/document.xml"]
