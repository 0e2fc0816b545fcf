import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.word.comparing import ChangeKind, changes, compare
from portal.word.document import Paragraph
from portal.word.errors import Unreadable
from portal.word.reading import read
from portal.word.revisions import accept, reject
from tests.word.lint import faults
from tests.word.oracle import View, beside, blocks, text
from tests.word.proving import proved
from tests.word.redrafting import redrafted
from tests.word.texts import aligned
from tests.word.tiny import deleted, docx, draft, ins, p, r, table, unpack

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BREAK = "<w:r><w:br/></w:r>"
CLAUSE = "停车费由市政府定价，经营者应当公示收费标准。"

CLAUSES = (
    CLAUSE, "甲方应当于每月五日前支付管理费。", "乙方应当保守在履行合同中知悉的商业秘密。",
    "逾期付款的，按日支付合同总价万分之五的违约金。", "乙方不得将停车场转租给第三人。",
    "因履行本合同发生争议的，由双方协商解决；协商不成的，向停车场所在地的人民法院起诉。",
)  # fmt: skip

CASES = {
    "nothing": (p(CLAUSE), p(CLAUSE)),
    "nothing at all": ("", p(CLAUSE)),
    "words": (p(CLAUSE), p(CLAUSE.replace("市政府", "价格部门"))),
    "across runs": (
        p(inside=r("停车费由市") + r("政府定价") + r("并公示")),
        p("停车费由区府并公示"),
    ),
    "in a link": (
        p(inside=r("见") + LINK.format(r("第五条规定")) + r("。")),
        p(inside=r("见") + LINK.format(r("第六条的规定")) + r("。")),
    ),
    "in a control": (p(inside=CONTROL.format(r(CLAUSE))), p(CLAUSE[:12] + "，但" + CLAUSE[12:])),
    "a whole field": (p(inside=r("见") + FIELD.format(r("第五条")) + r("。")), p("见。")),
    "part of a field": (p(inside=r("见") + FIELD.format(r("第五条")) + r("。")), p("见第六条。")),
    "line breaks": (p(inside=r("甲方") + BREAK + r("乙方")), p("甲方乙方")),
    "line breaks added": (p("甲方乙方"), p(inside=r("甲方") + BREAK + r("乙方"))),
    "split": (p(CLAUSE), p(CLAUSE[:10]) + p(CLAUSE[10:])),
    "merged": (p(CLAUSE[:10]) + p(CLAUSE[10:]), p(CLAUSE)),
    "split in a link": (
        p(inside=LINK.format(r(CLAUSE))),
        p(inside=LINK.format(r(CLAUSE[:10]))) + p(inside=LINK.format(r(CLAUSE[10:]))),
    ),
    "paragraph in front": (p(CLAUSE), p("新的第一条。") + p(CLAUSE)),
    "paragraph at the end": (p(CLAUSE), p(CLAUSE) + p("新的最后一条。")),
    "last paragraph gone": (p(CLAUSE) + p("最后一条。"), p(CLAUSE)),
    "another text": (p("甲") + p("乙"), p(CLAUSE)),
    "empty paragraphs": (p("甲") + p() + p(CLAUSE), p("甲") + p() + p() + p() + p(CLAUSE)),
    "a cell": (table(("甲", "100")) + p(), table(("甲", "200")) + p()),
    "a row added": (
        table(("甲方", "一百元"), ("丙方", "三百元")) + p(),
        table(("甲方", "一百元"), ("乙方", "二百元"), ("丙方", "三百元")) + p(),
    ),
    "a row gone": (
        table(("甲方", "一百元"), ("乙方", "二百元"), ("丙方", "三百元")) + p(),
        table(("甲方", "一百元"), ("丙方", "三百元")) + p(),
    ),
    "a column added": (table(("甲", "乙"), ("丙", "丁")) + p(), table(("甲",), ("丙",)) + p()),
    "a table added": (p(CLAUSE), p(CLAUSE) + table(("甲", "乙")) + p()),
    "a table gone": (p(CLAUSE) + table(("甲", "乙")) + p(), p(CLAUSE)),
    "a table in two": (
        table(("", p("111") + p("11a1"))) + p("完"),
        table(("", "1111")) + table(("", "11a1")) + p("完"),
    ),
    "a long paragraph into tables": (
        p("甲方应当支付一百一十元，乙方应当公示一百二十元。") + p("完"),
        table(("甲方应当支付一百一十元，",)) + table(("乙方应当公示一百二十元。",)) + p("完"),
    ),
    "text into a table": (p("甲乙丙丁") + p(), table(("甲乙丙丁",)) + p()),
    "nested": (
        table((table(("甲方", "一"), ("乙方", "二")) + p(),)) + p(),
        table((table(("甲方", "一"), ("丙方", "三")) + p("附注"),)) + p(),
    ),
    "paragraphs in a cell": (table((p("甲") + p("乙"),)) + p(), table((p("甲"),)) + p()),
    "more in a cell": (table((p("甲"),)) + p(), table((p("甲") + p("乙") + p("丙"),)) + p()),
    "tracked before": (
        p(inside=r("停车费") + ins("由市政府") + deleted("由省政府") + r("定价")),
        p("停车费由市政府确定"),
    ),
    "ruby": (
        p(
            inside="<w:r><w:ruby><w:rt/><w:rubyBase>"
            + r("漢字")
            + "</w:rubyBase></w:ruby></w:r>"
            + r("文")
        ),
        p("漢文"),
    ),
    "formula": (
        p(inside=r("如") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + r("式")),
        p("如式"),
    ),
}


def compared(old: bytes, new: bytes) -> bytes:
    return compare(old, new, author="王审查", date="2026-09-03T00:00:00Z").data


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("turned", [False, True], ids=["forth", "back"])
def test_accepting_gives_the_new_text_and_rejecting_the_old(name: str, turned: bool):
    old, new = (docx(body) for body in (CASES[name][::-1] if turned else CASES[name]))

    data = compared(old, new)

    assert blocks(data, View.ACCEPTED) == blocks(new, View.ACCEPTED)
    assert blocks(data, View.REJECTED) == blocks(old, View.ACCEPTED)
    assert faults(data) == []


WORDS = st.text(alphabet="甲乙丙方应当，。 a1", max_size=12)
PARAGRAPHS = st.lists(WORDS.map(p), min_size=1, max_size=4).map("".join)
ROWS = st.lists(st.tuples(PARAGRAPHS, PARAGRAPHS), min_size=1, max_size=4)
TABLES = ROWS.map(lambda rows: table(*rows))
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES), max_size=5)


@settings(max_examples=100, deadline=None)
@given(BODIES, BODIES, st.data())
def test_any_text_becomes_any_other(old: list[str], new: list[str], data: st.DataObject):
    kept = data.draw(st.lists(st.sampled_from(old), max_size=3)) if old else []
    before, after = docx("".join(old) + p("完")), docx("".join([*kept, *new]) + p("完"))

    result = compared(before, after)

    assert blocks(result, View.ACCEPTED) == blocks(after, View.ACCEPTED)
    assert blocks(result, View.REJECTED) == blocks(before, View.ACCEPTED)
    assert faults(result) == []


CONTRACT = docx(
    "".join(
        p(f"第{number}条 {clause}") for number, clause in zip("一二三四五六", CLAUSES, strict=True)
    )
    + table(("甲方", "市停车管理中心"), ("乙方", "经营者"), ("金额", "一百二十元"))
    + p(inside=r("第七条 本合同一式四份，") + r("双方各执两份。", "<w:b/>"))
    + p(inside=r("第八条 本合同自") + r("双方签字", "<w:b/>") + r("之日起生效。"))
)


@pytest.mark.parametrize("seed", range(40))
def test_a_contract_that_was_edited_by_hand(seed: int):
    new = redrafted(CONTRACT, 1 + seed % 8, random.Random(seed))

    assert proved(CONTRACT, new, compared(CONTRACT, new)) == []


PROSE = (
    "The keeper of the car park shows the tariff and the name of the office to the public. ",
    "The office may ask the keeper for the accounts of the last year and for the names of those "
    "who work in the park; the keeper answers in writing before the end of the month.",
)


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        (PROSE, ("".join(PROSE),), 0),  # joined: most of the first stands in the second too
        (("One", "Two", "Three"), ("One", "Another Two", "Three"), 8),
        (
            ("Pity the poor test file. ", "Tell the world what happened here."),
            ("Pity the poor production file. ", "Tell the world.", "Test file"),
            42,
        ),
    ],
)
def test_a_paragraph_is_known_again(old: tuple[str, ...], new: tuple[str, ...], written: int):
    counts = compare(draft(*old), draft(*new), author="王审查").counts

    assert counts["characters inserted"] + counts["characters deleted"] == written


def test_the_change_is_as_small_as_it_can_be():
    data = compared(docx(p(CLAUSE)), docx(p(CLAUSE.replace("市", "省"))))

    body = unpack(data)["word/document.xml"].decode()
    assert re.findall(r"<w:delText[^>]*>([^<]*)", body) == ["市"]
    assert len(re.findall(r"<w:ins ", body)) == 1
    assert 'w:author="王审查" w:date="2026-09-03T00:00:00Z"' in body


def test_new_words_look_like_those_around_them():
    look = "<w:b/>"
    data = compared(
        docx(p(inside=r("停车费由市政府定价", look))), docx(p(inside=r("停车费由省政府定价", look)))
    )

    inserted = re.search(r"<w:ins [^>]*>(.*?)</w:ins>", unpack(data)["word/document.xml"].decode())
    assert inserted is not None
    assert inserted[1].startswith("<w:r><w:rPr><w:b/></w:rPr>")


def test_styles_and_lists_of_the_new_file_are_found_in_the_old_one():
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="条"/></w:style>'
    numbers = (
        '<w:abstractNum w:abstractNumId="1"/>'
        '<w:num w:numId="{}"><w:abstractNumId w:val="1"/></w:num>'
    )
    article = (
        '<w:p><w:pPr><w:pStyle w:val="{}"/><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr>{}</w:p>'
    )
    parts = [
        {"word/styles.xml": style.format(name), "word/numbering.xml": numbers.format(number)}
        for name, number in (("a", 3), ("b", 7))
    ]
    old = docx(article.format("a", 3, r(CLAUSE)) + p(), parts[0])
    new = docx(
        article.format("b", 7, r(CLAUSE)) + article.format("b", 7, r("新条。")) + p(), parts[1]
    )

    body = unpack(compared(old, new))["word/document.xml"].decode()

    assert body.count('<w:pStyle w:val="a"/>') == 2
    assert body.count('<w:numId w:val="3"/>') == 2


def section(*parts: str) -> str:
    kinds = {"header1": "header", "footer1": "footer"}
    return "".join(
        f'<w:{kinds[part]}Reference w:type="default" r:id="rId{number}"/>'
        for number, part in enumerate(parts, 1)
    )


def test_headers_are_compared_too():
    old, new = (
        docx(p("正文"), {"word/header1.xml": p(text)}, section("header1"))
        for text in ("内部资料", "内部资料，不得外传")
    )

    result = compare(old, new, author="王")

    assert result.not_compared == ()
    assert text(result.data, View.ACCEPTED, "word/header1.xml") == ["内部资料，不得外传"]
    assert text(result.data, View.REJECTED, "word/header1.xml") == ["内部资料"]


def test_what_is_not_compared_is_named():
    old = docx(p("正文"), {"word/header1.xml": p("内部资料")}, section("header1"))

    result = compare(old, docx(p("正文")), author="王")

    assert result.not_compared == ("header",)
    assert result.changes == ()


NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
SEPARATOR = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'


def noted(*notes: str) -> bytes:
    """A paragraph with a footnote behind each word."""
    body = "".join(
        r("词") + f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n, _ in enumerate(notes, 1)
    )
    part = SEPARATOR + "".join(NOTE.format(n, r(note)) for n, note in enumerate(notes, 1))
    return docx(p(inside=body + r("完")), {"word/footnotes.xml": part} if notes else None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("见民法典第五条。",), ("见民法典第六条。",)),
        (("甲注。",), ("甲注。", "乙注。")),
        (("甲注。", "乙注。"), ("甲注。",)),
        ((), ("甲注。",)),
        (("甲注。",), ()),
    ],
)
def test_notes_are_compared_and_come_along(old: tuple[str, ...], new: tuple[str, ...]):
    before, after = noted(*old), noted(*new)

    result = compare(before, after, author="王")

    assert result.not_compared == ()
    for view, wanted in ((View.ACCEPTED, after), (View.REJECTED, before)):
        assert blocks(result.data, view) == blocks(wanted, View.ACCEPTED)
        assert beside(result.data, view).get("footnotes", []) == beside(wanted, View.ACCEPTED).get(
            "footnotes", []
        )


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_boxes_are_compared_in_both_their_forms():
    old, new = (docx(p(inside=r("正文") + BOX.format(p(text)))) for text in ("内部", "公开"))

    data = compared(old, new)

    body = unpack(data)["word/document.xml"].decode()
    assert beside(data, View.ACCEPTED)["textbox"] == ["公开"]
    assert beside(data, View.REJECTED)["textbox"] == ["内部"]
    assert re.findall(r"<w:delText[^>]*>([^<]*)", body) == ["内部", "内部"]


def test_what_is_no_word_file_is_refused():
    with pytest.raises(Unreadable):
        compare(draft("甲"), b"%PDF-1.7", author="王")


def kinds(old: list[str], new: list[str]) -> list[tuple[ChangeKind, str | None, str | None]]:
    found = changes(aligned(old, new))
    return [(change.kind, change.old_number, change.new_number) for change in found]


def test_changes_are_told_by_clause():
    old = ["总则", "第一条 " + CLAUSE, "第二条 违反本办法的，由主管部门处理。", "第三条 附则。"]
    new = [
        "总则",
        "第一条 为了规范停车，制定本办法。",
        "第二条 " + CLAUSE.replace("市", "区"),
        "第三条 附则。",
    ]

    assert kinds(old, new) == [
        (ChangeKind.INSERTED, None, "第一条"),
        (ChangeKind.CHANGED, "第一条", "第二条"),
        (ChangeKind.DELETED, "第二条", None),
    ]


def test_new_numbers_alone_are_no_change():
    old = ["第一条 " + CLAUSE, "第二条 违反本办法的，由主管部门处理。"]
    new = ["第一条 新的一条规定。", "第二条 " + CLAUSE, "第三条 违反本办法的，由主管部门处理。"]

    assert kinds(old, new) == [(ChangeKind.INSERTED, None, "第一条")]


def test_width_quotes_and_spaces_count_only_when_asked():
    alignment = aligned(["甲方（委托方）：“某局”"], ['甲方(委托方): "某局"'])

    assert changes(alignment) == ()
    assert len(changes(alignment, exact=True)) == 1


def test_a_paragraph_of_an_article_is_told_under_its_number():
    old = ["第一条 有下列情形之一的，不予受理：", "（一）材料不全的；", "（二）逾期的。"]
    new = [old[0], "（一）材料不全且未补正的；", old[2]]

    (change,) = changes(aligned(old, new))

    assert (change.clause, change.new_number) == ("第一条", "（一）")
    assert [(str(piece.op), piece.text) for piece in change.pieces] == [
        ("=", "（一）材料不全"),
        ("+", "且未补正"),
        ("=", "的；"),
    ]


def test_automatic_numbers_are_told_as_they_are_seen():
    alignment = aligned(["甲方应当付款。"], ["甲方应当及时付款。"])
    old, new = (
        Paragraph(0, document.paragraphs[0].text, number)
        for document, number in ((alignment.old, "第一条"), (alignment.new, "第二条"))
    )
    renumbered = type(alignment)(
        type(alignment.old)((old,)), type(alignment.new)((new,)), alignment.pairs
    )

    (change,) = changes(renumbered)

    assert (change.old_number, change.new_number) == ("第一条", "第二条")


def test_the_redline_can_be_read_again():
    data = compared(docx(p(CLAUSE)), docx(p(CLAUSE.replace("市", "省"))))

    assert [(c.kind, c.author, c.text) for c in read(data).changes] == [
        ("delete", "王审查", "市"),
        ("insert", "王审查", "省"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("第1条 “停车费”由市政府定价", "第１条 「停车费」由市政府定价", None),
        ("甲方 应当支付", "甲方应当支付", None),
        ("甲方(委托方)应当支付", "甲方（委托方）必须支付", "甲方(委托方)必须支付"),
    ],
)
def test_width_quotes_and_spaces_may_be_taken_for_equal(old, new, shown):
    exact = compare(draft(old), draft(new), author="比对")
    loose = compare(draft(old), draft(new), author="比对", loose=True)

    assert read(accept(exact.data)).text == new
    assert read(accept(loose.data)).text == (shown or old)
    assert read(reject(loose.data)).text == old
    assert bool(loose.changes) is (shown is not None)
