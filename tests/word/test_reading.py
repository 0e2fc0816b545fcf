"""What is read out of the XML: text and offsets, tables, looks, changes, comments, stories."""

import pickle

import pytest

from portal.word import names
from portal.word.document import Change, Mark, Paragraph, Place, Typeface
from portal.word.leaves import LineWalk
from portal.word.package import Package
from portal.word.reading import read
from portal.word.skimming import skimmed
from tests.word.tiny import SPACES, deleted, docx, ins, p, r, table

HYPERLINK = f'<w:hyperlink w:anchor="a">{r("链")}{r("接")}</w:hyperlink>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("12")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SDT = (
    f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{r("内容")}</w:sdtContent></w:sdt>'
)
RUBY = f"<w:r><w:ruby><w:rt>{r('jīng')}</w:rt><w:rubyBase>{r('京')}</w:rubyBase></w:ruby></w:r>"
MATH = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
BOX = (
    "<w:r><mc:AlternateContent>"
    f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p("框中")}</w:txbxContent></w:drawing>'
    f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p('框中')}</w:txbxContent></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)
MOVED = '<w:moveFrom w:id="1" w:author="他">{}</w:moveFrom><w:moveTo w:id="2">{}</w:moveTo>'


def lines(body: str) -> list[str]:
    return [paragraph.text for paragraph in read(docx(body)).paragraphs]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("停车") + r("费"), "停车费"),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:cr/><w:noBreakHyphen/></w:r>",
            "a\tb\n\n-",
        ),
        (r("由") + ins("市") + deleted("县") + r("定"), "由市定"),
        (MOVED.format(r("旧"), r("新")), "新"),
        (HYPERLINK + r("。"), "链接。"),
        (f"第{FIELD}页", "12"),
        (f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>', "3"),
        (SDT, "内容"),
        (f"<w:smartTag>{r('北京')}</w:smartTag>", "北京"),
        (r("东") + RUBY, "东京"),
        (r("若") + MATH + r("则"), "若则"),
        (BOX + r("框外"), "框外"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r("是"), "是"),
        (r("隐", "<w:vanish/>") + r("显"), "隐显"),
        ("<w:r><w:t>𬭎</w:t></w:r>", "𬭎"),
    ],
)
def test_the_current_text_of_a_paragraph(inside, text):
    assert lines(p(inside=inside)) == [text]


def test_paragraphs_are_counted_through_tables_and_content_controls():
    inner = table((p("内一") + p("内二"),))
    control = f"<w:sdt><w:sdtContent>{p('控件')}{table(('格',))}</w:sdtContent></w:sdt>"
    document = read(docx(p("前") + table(("甲", inner + p("尾"))) + control + p("后")))

    assert document.text.split("\n") == ["前", "甲", "内一", "内二", "尾", "控件", "格", "后"]
    assert [q.in_table for q in document.paragraphs] == [
        *(False, True, True, True, True, False, True, False),
    ]
    assert [q.index for q in document.paragraphs] == list(range(8))


def test_text_boxes_are_stories_of_their_host_and_counted_once():
    document = read(docx(p("前") + p(inside=BOX + r("框外"))))

    assert [(s.kind, s.paragraphs[0].text, s.host) for s in document.stories] == [
        ("textbox", "框中", 1)
    ]
    assert document.text == "前\n框外"


def test_notes_and_headers_are_stories():
    note = '<w:footnote w:id="{}"{}>{}</w:footnote>'
    notes = note.format(0, ' w:type="separator"', p()) + note.format(2, "", p("注文"))
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = {"word/footnotes.xml": notes, "word/header1.xml": p("页眉")}
    document = read(docx(p("前") + p(inside=r("正文") + reference), parts))

    assert {(s.kind, s.paragraphs[0].text, s.host) for s in document.stories} == {
        ("footnote", "注文", 1),
        ("header", "页眉", None),
    }
    assert [s.atom for s in document.paragraphs[1].spans] == ["", "note"]


def merged(kind: str, text: str, span: int = 1) -> str:
    merge = {"": "", "top": '<w:vMerge w:val="restart"/>', "below": "<w:vMerge/>"}[kind]
    properties = f'<w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>'
    return f"<w:tc>{properties}{p(text)}</w:tc>"


def test_merged_cells_span_rows_and_columns():
    rows = (
        merged("top", "甲") + merged("", "乙", 2),
        merged("below", "") + merged("", "丙") + merged("top", "丁"),
        merged("below", "") + merged("", "戊") + merged("below", ""),
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    (found,) = read(docx(f"<w:tbl>{body}</w:tbl>")).blocks

    assert [
        [(cell.blocks[0].text, cell.columns, cell.rows) for cell in row.cells] for row in found.rows
    ] == [[("甲", 1, 3), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 1, 2)], [("戊", 1, 1)]]


@pytest.mark.parametrize(
    ("font", "face"),
    [
        ("仿宋_GB2312", Typeface.FANGSONG),
        ("FangSong", Typeface.FANGSONG),
        ("楷体_GB2312", Typeface.KAI),
        ("方正小标宋简体", Typeface.TITLE),
        ("FZXiaoBiaoSong-B05", Typeface.TITLE),
        ("黑体", Typeface.HEI),
        ("微软雅黑", Typeface.HEI),
        ("宋体", Typeface.SONG),
        ("SimSun", Typeface.SONG),
        ("Times New Roman", Typeface.LATIN),
        ("Wingdings", None),
    ],
)
def test_the_class_of_type_goes_by_the_name_of_the_font(font, face):
    (paragraph,) = read(docx(p(inside=r("字", f'<w:rFonts w:eastAsia="{font}"/>')))).paragraphs

    assert paragraph.spans[0].look.typeface is face


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
  <w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>
  <w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="正文标题"/><w:basedOn w:val="b"/>
  <w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>
  <w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="d"><w:name w:val="强调"/><w:rPr><w:i/></w:rPr></w:style>
"""


def test_looks_and_layouts_come_through_the_chain_of_styles():
    inside = (
        '<w:pPr><w:pStyle w:val="c"/></w:pPr>'
        + r("甲")
        + r("乙", '<w:rStyle w:val="d"/><w:b w:val="0"/>')
    )
    (paragraph,) = read(docx(p(inside=inside), {"word/styles.xml": STYLES})).paragraphs
    one, other = (span.look for span in paragraph.spans)

    assert paragraph.style == "正文标题"
    assert (one.bold, one.italic, one.size, one.color) == (True, False, 22.0, "FF0000")
    assert (other.bold, other.italic, other.size, other.color) == (False, True, 22.0, "FF0000")
    layout = paragraph.layout
    assert (layout.align, layout.heading) == ("center", 1)
    assert (layout.first_line, layout.first_line_chars) == (32.0, 2.0)


def test_changes_stand_where_they_are_in_the_current_text():
    struck = f'<w:ins w:id="7" w:author="乙" w:date="D">{r("二")}{deleted("三", "丙")}</w:ins>'
    gone = '<w:pPr><w:rPr><w:del w:id="8" w:author="乙" w:date="D"/></w:rPr></w:pPr>'
    document = read(
        docx(p(inside=gone + r("一") + struck + r("四", '<w:rPrChange w:author="丁"/>')))
    )

    assert document.changes == (
        Change("delete", "丙", "2026-01-02T03:04:05Z", 0, 2, 2, "三"),
        Change("insert", "乙", "D", 0, 1, 2, "二"),
        Change("format", "丁", "", 0, 2, 3, "四"),
        Change("delete", "乙", "D", 0, 3, 3, "\n"),
    )
    (paragraph,) = document.paragraphs
    assert paragraph.mark is Mark.DELETED
    assert [(s.text, s.mark, s.author) for s in paragraph.spans] == [
        ("一", Mark.PLAIN, ""),
        ("二", Mark.INSERTED, "乙"),
        ("三", Mark.DELETED, "丙"),
        ("四", Mark.PLAIN, ""),
    ]


def test_added_and_deleted_rows_and_cells_are_changes_without_a_text():
    who = 'w:id="1" w:author="他" w:date="D"'
    cell = f"<w:tc><w:tcPr><w:cellIns {who}/></w:tcPr>{p('乙')}</w:tc>"
    rows = f"<w:tr><w:trPr><w:del {who}/></w:trPr><w:tc>{p('甲')}</w:tc></w:tr><w:tr>{cell}</w:tr>"
    document = read(docx(f"<w:tbl>{rows}</w:tbl>"))

    assert document.changes == (
        Change("delete", "他", "D", 0, 0, 0, ""),
        Change("insert", "他", "D", 1, 0, 0, ""),
    )
    assert [row.mark for row in document.blocks[0].rows] == [Mark.DELETED, Mark.PLAIN]


COMMENT = '<w:comment w:id="{0}" w:author="李" w:initials="L" w:date="D">{1}</w:comment>'
LINE = '<w:p w14:paraId="{0}"><w:r><w:t>{1}</w:t></w:r></w:p>'
START, END = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/>'
REFERENCE = '<w:r><w:commentReference w:id="{0}"/></w:r>'


def test_comments_with_threads_places_and_quotes():
    comments = COMMENT.format(1, LINE.format("0000000A", "一") + LINE.format("0000000B", "二"))
    comments += COMMENT.format(2, LINE.format("0000000C", "答"))
    extended = (
        '<w15:commentEx w15:paraId="0000000B" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000B" w15:done="0"/>'
    )
    both = START.format(1) + START.format(2)
    ends = END.format(1) + REFERENCE.format(1) + END.format(2) + REFERENCE.format(2)
    body = p(inside=r("甲") + both + r("乙")) + p(inside=r("丙丁") + ends + r("戊"))
    parts = {"word/comments.xml": comments, "word/commentsExtended.xml": extended}
    root, reply = read(docx(body, parts)).comments

    assert (root.author, root.initials, root.date, root.text) == ("李", "L", "D", "一\n二")
    assert (root.place, root.quote) == (Place(0, 1, 1, 2), "乙\n丙丁")
    assert (root.resolved, root.parent, root.durable) == (True, None, "0000000B")
    assert (reply.parent, reply.place, reply.resolved) == ("1", root.place, False)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (
            START.format(1) + p("甲") + p(inside=r("乙") + END.format(1) + REFERENCE.format(1)),
            (0, 0, 1, 1),
        ),
        (
            p("甲")
            + START.format(1)
            + table(("乙",))
            + END.format(1)
            + p(inside=REFERENCE.format(1)),
            (1, 0, 1, 1),
        ),
        (p(inside=r("甲乙") + REFERENCE.format(1) + r("丙")), (0, 2, 0, 2)),
        (p("甲"), None),
    ],
)
def test_marks_may_stand_between_blocks_or_be_missing(body, place):
    parts = {"word/comments.xml": COMMENT.format(1, LINE.format("0000000A", "评"))}
    (comment,) = read(docx(body, parts)).comments

    assert comment.place == (place and Place(*place))


def test_what_cannot_be_read_is_named():
    warnings = read(docx("<w:altChunk/>" + p("甲"))).warnings

    assert warnings == ("not-read: altChunk holds text in another format",)


def test_a_body_is_not_upset_by_odd_xml():
    odd = f"<!-- x --><w:p {SPACES}><?pi x?><w:r><!-- y --><w:t>甲</w:t></w:r></w:p><w:tbl/>"

    assert read(docx(odd)).paragraphs[0] == Paragraph(
        0, "甲", spans=read(docx(odd)).paragraphs[0].spans
    )


@pytest.mark.parametrize(
    ("inside", "is_plain"),
    [
        (r("第一条 ") + r("停车费", "<w:b/>") + "<w:r><w:tab/><w:t>元</w:t><w:br/></w:r>", True),
        ("", True),
        (r("甲") + ins("乙"), False),
        (r("甲") + '<w:hyperlink w:anchor="a">' + r("乙") + "</w:hyperlink>", False),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("3"), False),
        ('<w:commentRangeStart w:id="0"/>' + r("甲"), False),
    ],
)
def test_a_paragraph_that_is_skimmed_reads_as_one_that_is_taken_apart(inside, is_plain):
    document = read(docx(p(inside=inside)))
    paragraph = Package(docx(p(inside=inside))).tree("word/document.xml").find(f".//{names.P}")
    walked = LineWalk().line(paragraph)

    assert skimmed(paragraph) == (walked.text if is_plain else None)
    assert document.paragraphs[0].text == walked.text
    assert "".join(one.text for one in document.paragraphs[0].spans) == walked.text


def test_spans_that_were_never_asked_for_travel_to_another_process():
    data = docx(p(inside=r("停车费", "<w:b/>")))

    sent = pickle.loads(pickle.dumps(read(data).paragraphs))

    assert sent == read(data).paragraphs
    assert sent[0].spans[0].look.bold
