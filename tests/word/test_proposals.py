"""Proposed wording as tracked changes: minimal, true both ways, others' changes left standing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.word import Annotated, Document, Note, Place, Reason, Table, annotate, read
from portal.word.revisions import accept, reject
from tests.journeys.papers import unchanged_parts
from tests.word.lint import new_faults
from tests.word.tiny import deleted, docx, draft, ins, p, r, table, unpack

LINK = f'<w:hyperlink w:anchor="a">{r("链接")}{r("文字")}</w:hyperlink>'
RUBY = f"<w:r><w:ruby><w:rt>{r('jing')}</w:rt><w:rubyBase>{r('京')}</w:rubyBase></w:ruby></w:r>"
BOLD = "<w:b/>"
WHO = 'w:id="7" w:author="他" w:date="2026-01-02T03:04:05Z"'


def proposed(data: bytes, replacement: str, start: int, end: int, of: int = 0) -> Annotated:
    note = Note("1", "李", "议", replacement, place=Place(of, start, of, end), date="D")
    return annotate(data, [note])


def shown(data: bytes) -> list[str]:
    """Each paragraph with [-struck-] and [+written+] pieces; ¶ where its end is tracked."""
    marks = {"insert": "[+{}+]", "delete": "[-{}-]", "plain": "{}"}
    return [
        "".join(marks[s.mark].format(s.text) for s in q.spans)
        + marks[q.mark].format("¶").removeprefix("¶")
        for q in read(data).paragraphs
    ]


@pytest.mark.parametrize(
    ("old", "new", "tracked"),
    [
        ("停车费由市政府定价。", "停车费由市人民政府定价。", "停车费由市[+人民+]政府定价。"),
        ("停车费由市政府定价。", "停车费由政府定价。", "停车费由[-市-]政府定价。"),
        ("自2025年1月1日起", "自2026年1月1日起", "自[-2025-][+2026+]年1月1日起"),
        ("the old fee is due", "the new fee is due", "the [-old-][+new+] fee is due"),
        ("费率为3.5%", "费率为3.75%", "费率为[-3.5-][+3.75+]%"),
        ("全部删除", "", "[-全部删除-]"),
        ("不变", "不变", "不变"),
    ],
)
def test_as_little_as_possible_is_changed(old, new, tracked):
    written = proposed(draft(old), new, 0, len(old)).data

    assert shown(written) == [tracked]
    assert read(accept(written)).text == new
    assert read(reject(written)).text == old


def test_the_new_words_look_like_those_they_replace():
    inside = r("停车", BOLD) + r("收费") + r("标准", "<w:i/><w:rPrChange w:id='3' w:author='他'/>")
    spans = read(proposed(docx(p(inside=inside)), "泊车计费规范", 0, 6).data).paragraphs[0].spans

    assert {(s.text, s.look.bold, s.look.italic) for s in spans if s.mark == "insert"} == {
        ("泊", True, False),
        ("计", False, False),
        ("规范", False, True),
    }


@pytest.mark.parametrize(
    ("inside", "start", "end", "new", "tracked"),
    [
        (r("甲") + ins("乙丙") + r("丁"), 1, 3, "戊", "甲[-乙丙-][+戊+]丁"),
        (r("甲") + ins("乙丙") + r("丁"), 1, 2, "戊", "甲[-乙-][+戊+][+丙+]丁"),
        (ins("乙丙丁"), 1, 1, "新", "[+乙+][+新+][+丙丁+]"),
        (ins("乙丙丁"), 0, 1, "新乙", "[+新+][+乙丙丁+]"),
        (r("甲") + deleted("旧") + r("乙"), 0, 2, "丙丁", "[-甲-][-旧-][-乙-][+丙丁+]"),
        (LINK + r("尾"), 1, 3, "新", "链[-接文-][+新+]字尾"),
        (r("一") + LINK, 1, 1, "新", "一[+新+]链接文字"),
        ("", 0, 0, "新", "[+新+]"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", 0, 3, "甲乙", "甲[-\t-]乙"),
        (r("甲乙"), 1, 1, "\t", "甲[+\t+]乙"),
    ],
)
def test_others_changes_and_links_are_left_standing(inside, start, end, new, tracked):
    data = docx(p(inside=inside))
    written = proposed(data, new, start, end).data
    (comment,) = read(written).comments

    assert shown(written) == [tracked]
    assert comment.quote == new
    assert new_faults(data, written) == []
    assert read(reject(written)).text == read(reject(data)).text


@pytest.mark.parametrize(
    ("place", "new", "tracked"),
    [
        ((0, 3, 0, 3), "\n新条。", ["第一条[+¶+]", "[+新条。+]", "第二条", "第三条"]),
        ((1, 0, 1, 0), "新条。\n", ["第一条", "[+新条。+][+¶+]", "第二条", "第三条"]),
        (
            (1, 1, 1, 2),
            "甲\n乙\n丙",
            ["第一条", "第[-二-][+甲+][+¶+]", "[+乙+][+¶+]", "[+丙+]条", "第三条"],
        ),
        ((0, 3, 1, 0), "，", ["第一条[+，+][-¶-]", "第二条", "第三条"]),
        ((0, 1, 2, 1), "", ["第[-一条-][-¶-]", "[-第二条-][-¶-]", "[-第-]三条"]),
        ((0, 0, 1, 0), "\n一条", ["[-第-][+¶+]", "一条[-¶-]", "第二条", "第三条"]),
        ((0, 0, 1, 3), "第1条\n第2条", ["第[-一-][+1+]条", "第[-二-][+2+]条", "第三条"]),
    ],
)
def test_paragraphs_are_added_and_joined(place, new, tracked):
    data = draft("第一条", "第二条", "第三条")
    written = annotate(data, [Note("1", "李", None, new, place=Place(*place))]).data
    text = read(data).text
    starts = [text.split("\n").index(line) * 4 for line in text.split("\n")]
    start, end = starts[place[0]] + place[1], starts[place[2]] + place[3]

    assert shown(written) == tracked
    assert read(accept(written)).text == text[:start] + new + text[end:]
    assert read(reject(written)).text == text
    assert new_faults(data, written) == []


@pytest.mark.parametrize(
    ("body", "place", "left"),
    [
        (p("第一条") + p("第二条") + p("第三条"), (1, 0, 1, 3), ["第一条", "第三条"]),
        (p("第一条") + p("第二条") + p("第三条"), (0, 0, 1, 3), ["第三条"]),
        (p("第一条") + p("第二条"), (1, 0, 1, 3), ["第一条", ""]),  # the last one stays
        (p("第一条") + p() + p("第三条"), (0, 0, 1, 0), ["", "第三条"]),
        (p("第一条") + p("第二条"), (0, 0, 0, 2), ["条", "第二条"]),
        (table((p("甲"), "乙")), (0, 0, 0, 1), ["", "乙"]),  # a cell keeps its only paragraph
        (table((p("甲") + p("丙"), "乙")), (0, 0, 0, 1), ["丙", "乙"]),
        (table((p("甲") + p("丙"), "乙")), (0, 0, 1, 1), ["", "乙"]),
        (p("前") + table(("甲", "乙")), (0, 0, 0, 1), ["", "甲", "乙"]),  # no text to join
        (p(inside=f"<w:pPr><w:sectPr/></w:pPr>{r('节')}") + p("后"), (0, 0, 0, 1), ["", "后"]),
    ],
)
def test_a_clause_that_is_deleted_takes_its_number_along(body, place, left):
    data = docx(body)
    written = annotate(data, [Note("1", "李", "删", "", place=Place(*place))]).data

    assert [q.text for q in read(accept(written)).paragraphs] == left
    assert read(reject(written)).text == read(data).text
    assert new_faults(data, written) == []


def test_neighbouring_clauses_are_deleted_by_two_notes():
    notes = [Note(str(n), "李", None, "", place=Place(n, 0, n, 3)) for n in (0, 1)]
    written = annotate(draft("第一条", "第二条", "第三条"), notes)

    assert written.unplaced == {}
    assert read(accept(written.data)).text == "第三条"


CODES = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第三</w:t></w:r>'
    '<w:r><w:t>条</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
TOGETHER = CODES.replace("</w:r><w:r>", "")


@pytest.mark.parametrize("field", [CODES, TOGETHER])
@pytest.mark.parametrize(("start", "end", "codes"), [(1, 4, 0), (0, 5, 0), (1, 3, 3)])
def test_a_field_that_is_struck_goes_with_its_code(field, start, end, codes):
    data = docx(p(inside=r("见") + field + r("规定")))
    written = proposed(data, "", start, end).data
    accepted = unpack(accept(written))["word/document.xml"]

    assert accepted.count(b"<w:fldChar") == codes
    assert unpack(reject(written))["word/document.xml"].count(b"<w:fldChar") == 3
    assert read(reject(written)).text == "见第三条规定"
    assert new_faults(data, written) == []


ROWS = table(("序", "项目"), ("1", "停车"), ("2", "洗车"), ("3", "充电"))


@pytest.mark.parametrize(
    ("place", "new", "rows"),
    [
        ((4, 0, 5, 2), "", ["序 项目", "1 停车", "3 充电"]),
        ((2, 0, 5, 2), "2\t洗车", ["序 项目", "2 洗车", "3 充电"]),
        ((6, 0, 7, 2), "3\t充电\n4\t保养", ["序 项目", "1 停车", "2 洗车", "3 充电", "4 保养"]),
        ((0, 0, 1, 2), "甲\t\n序\t项目", ["甲 ", "序 项目", "1 停车", "2 洗车", "3 充电"]),
        ((2, 0, 3, 2), "1\t停车费", ["序 项目", "1 停车费", "2 洗车", "3 充电"]),
        ((0, 0, 7, 2), "", []),
        ((2, 0, 5, 2), "一行", None),
        ((2, 0, 4, 1), "", None),
        ((3, 0, 4, 1), "", None),
    ],
)
def test_rows_of_tables_are_struck_written_and_reworded(place, new, rows):
    data = docx(p("前") + ROWS + p("后"))
    place = Place(place[0] + 1, place[1], place[2] + 1, place[3])
    written = annotate(data, [Note("1", "李", None, new, place=place, date="2026-01-02")])

    if rows is None:
        assert written.unplaced == {"1": Reason.STRUCTURE}
        return
    blocks = read(accept(written.data)).blocks
    grid = [block for block in blocks if isinstance(block, Table)]
    cells = [[cell.blocks[0].text for cell in row.cells] for t in grid for row in t.rows]
    assert [" ".join(row) for row in cells] == rows
    assert read(reject(written.data)).text == read(data).text
    assert new_faults(data, written.data) == []


@pytest.mark.parametrize(
    ("body", "place", "new"),
    [
        (p(inside=r("东") + RUBY + r("人")), (0, 0, 0, 3), "上海人"),
        (table(("甲", "乙")), (0, 0, 1, 1), "丙"),
        (p("甲") + table(("乙",)), (0, 0, 1, 0), ""),
        (p(inside=LINK), (0, 1, 0, 1), "\n"),
    ],
)
def test_what_the_structure_forbids_is_told_and_the_comment_stays(body, place, new):
    written = annotate(docx(body), [Note("1", "李", "议", new, place=Place(*place))])

    assert written.unplaced == {"1": Reason.STRUCTURE}
    assert written.placed == {"1": Place(*place)}
    assert read(written.data).text == read(docx(body)).text


def test_two_proposals_for_the_same_words_are_not_mixed():
    first = Note("1", "李", None, "乙", place=Place(0, 0, 0, 2))
    second = Note("2", "王", "议", "丙", place=Place(0, 1, 0, 3))
    third = Note("3", "赵", None, "丁", place=Place(0, 2, 0, 3))
    written = annotate(draft("甲甲甲"), [first, second, third])

    assert written.unplaced == {"2": Reason.OVERLAPS}
    assert shown(written.data) == ["[-甲-][-甲-][+乙+][-甲-][+丁+]"]


def test_an_added_paragraph_and_a_joined_one_must_not_meet():
    added = Note("1", "李", None, "\n新条", place=Place(0, 3, 0, 3))
    joined = Note("2", "王", None, "", place=Place(0, 3, 1, 0))
    written = annotate(draft("第一条", "第二条"), [added, joined])

    assert written.unplaced == {"2": Reason.OVERLAPS}


def test_the_file_says_who_and_when():
    xml = unpack(proposed(draft("甲"), "乙", 0, 1).data)["word/document.xml"].decode()
    change = '<w:{} w:id="{}" w:author="李" w:date="D">'

    assert "w:date" not in xml  # "D" is no date
    note = Note("1", "李", None, "乙", place=Place(0, 0, 0, 1), date="2026-01-02T03:04:05+08:00")
    xml = unpack(annotate(draft("甲"), [note]).data)["word/document.xml"].decode()
    assert change.format("del", 1).replace('"D"', '"2026-01-02T03:04:05Z"') in xml
    assert change.format("ins", 2).replace('"D"', '"2026-01-02T03:04:05Z"') in xml


WORDS = st.text("停车费由市政府定价3.5% feeab，\t\n", max_size=12)
PIECES = st.sampled_from([r, ins, lambda text: r(text, BOLD), lambda text: LINK])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    texts = st.text("停车费由市政府定价12ab", min_size=1, max_size=6)
    paragraphs = draw(
        st.lists(st.lists(st.tuples(PIECES, texts), max_size=4), min_size=1, max_size=4)
    )
    return "".join(p(inside="".join(make(text) for make, text in pieces)) for pieces in paragraphs)


@settings(deadline=None, max_examples=60)
@given(bodies(), WORDS, st.data())
def test_whatever_is_proposed_can_be_accepted_and_rejected(body, new, data):
    file = docx(body)
    old = read(file)
    ends = [
        (n, data.draw(st.integers(0, len(old.paragraphs[n].text))))
        for n in sorted(data.draw(st.integers(0, len(old.paragraphs) - 1)) for _ in range(2))
    ]
    place = Place(*min(ends), *max(ends))
    written = annotate(file, [Note("1", "李", None, new, place=place)])
    whole, quote = old.text, old.quote(place)
    start = sum(len(q.text) + 1 for q in old.paragraphs[: place.paragraph]) + place.start

    assert new_faults(file, written.data) == []
    assert read(reject(written.data)).text == read(reject(file)).text
    if not written.unplaced:
        rest = whole[start + len(quote) :]
        if new == "" and covers_paragraphs(old, place):
            rest = rest.removeprefix("\n")
        assert read(accept(written.data)).text == whole[:start] + new + rest


def covers_paragraphs(document: Document, place: Place) -> bool:
    """Whether a place is all the words of some paragraphs, the last one not empty."""
    length = len(document.paragraphs[place.end_paragraph].text)
    return place.start == 0 and place.end == length > 0


FRAMED = f"<w:txbxContent>{p('框')}</w:txbxContent>"
BOX = f"<w:r><w:pict><v:shape><v:textbox>{FRAMED}</v:textbox></v:shape></w:pict></w:r>"
RESTYLED = (
    f'<w:pPr><w:jc w:val="center"/><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr>{r("甲乙")}'
)


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (p(inside=RESTYLED), [("甲\n新增。\n乙", 0, 2)]),
        (p(inside=RESTYLED), [("甲\n新增。乙", 0, 2), ("新增。\n甲", 0, 1)]),
        (p(inside=f'{BOX}<w:commentRangeStart w:id="0"/>'), [("\n新增。", 0, 0)]),
    ],
)
def test_a_proposal_that_is_rejected_leaves_nothing_behind(body, notes):
    data = docx(body)
    asked = [
        Note(str(n), "李", None, new, place=Place(0, start, 0, end))
        for n, (new, start, end) in enumerate(notes)
    ]
    written = annotate(data, asked)

    assert unchanged_parts(data, written.data, {"李"}) == []
