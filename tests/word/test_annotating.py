"""Comments in somebody else's file: exactly at their words, all else untouched."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.word import Note, Place, Reason, Reply, Whole, annotate, read
from tests.word.lint import new_faults
from tests.word.tiny import deleted, docx, draft, ins, p, pack, r, table, unpack

LINK = f'<w:hyperlink w:anchor="a">{r("链接")}{r("文字")}</w:hyperlink>'
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}{r('内容')}</w:sdtContent></w:sdt>"
BOUND = CONTROL.replace("<w:sdtPr/>", '<w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr>')
RUBY = (
    f"<w:r><w:t>东</w:t><w:ruby><w:rt>{r('jing')}</w:rt>"
    f"<w:rubyBase>{r('京市')}</w:rubyBase></w:ruby><w:t>人</w:t></w:r>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>一二三</w:t><w:fldChar w:fldCharType="end"/></w:r>'
)
CODES = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第三条</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
MIXED = p(inside=r("停车", "<w:b/>") + ins("费由") + deleted("旧文") + r("市政府") + LINK)
MIXED += p() + table((p(inside=r("甲\n乙") + CONTROL), p(inside=FIELD + r("尾"))), ("丙", MIXED))
MIXED += p(inside="<w:r><w:t>前</w:t><w:tab/><w:t>中</w:t><w:br/><w:t>后</w:t></w:r>")
STYLED = {"word/styles.xml": "<w:style w:styleId='x'><w:name w:val='annotation text'/></w:style>"}
DATE = "2026-01-02T03:04:05Z"


def commented(data: bytes, *places: Place) -> list[tuple[Place | None, str]]:
    """Annotate, check all that must hold of every output, and read the comments back."""
    notes = [Note(str(n), "李", f"意见{n}", place=place) for n, place in enumerate(places)]
    written = annotate(data, notes).data
    before, after = read(data), read(written)
    assert after.paragraphs == before.paragraphs
    assert after.changes == before.changes
    assert new_faults(data, written) == []
    return [(c.place, c.quote) for c in after.comments if c.text.startswith("意见")]


@st.composite
def places(draw: st.DrawFn) -> Place:
    lines = [paragraph.text for paragraph in read(docx(MIXED)).paragraphs]
    ends = sorted(
        draw(st.tuples(st.integers(0, len(lines) - 1), st.integers(0, 12))) for _ in range(2)
    )
    (one, start), (other, end) = ((n, min(at, len(lines[n]))) for n, at in ends)
    return Place(one, start, other, end)


@settings(deadline=None, max_examples=60)
@given(st.lists(places(), min_size=1, max_size=6))
def test_any_range_reads_back_exactly_and_the_text_stays(asked):
    data = docx(MIXED, STYLED)
    document = read(data)

    assert commented(data, *asked) == [(place, document.quote(place)) for place in asked]


@pytest.mark.parametrize(
    ("inside", "asked", "placed"),
    [
        (RUBY + r("民"), (0, 2), (0, 3)),
        (RUBY + r("民"), (2, 5), (1, 5)),
        (r("前") + BOUND + r("后"), (2, 3), (1, 5)),
        (r("前") + BOUND + r("后"), (0, 1), (0, 1)),
    ],
)
def test_what_cannot_be_opened_is_taken_whole(inside, asked, placed):
    note = Note("1", "李", "评", place=Place(0, asked[0], 0, asked[1]))
    annotated = annotate(docx(p(inside=inside)), [note])

    place = Place(0, placed[0], 0, placed[1])
    assert annotated.placed == {"1": place}
    assert read(annotated.data).comments[0].place == place
    assert bool(annotated.warnings) == (asked != placed)


@pytest.mark.parametrize(("start", "end", "inside"), [(1, 4, 0), (1, 3, 1), (0, 5, 0), (2, 3, 2)])
def test_a_comment_on_a_whole_field_outlives_its_being_written_anew(start, end, inside):
    annotated = annotate(
        docx(p(inside=r("见") + CODES + r("规定"))),
        [Note("1", "李", "评", place=Place(0, start, 0, end))],
    )
    xml = unpack(annotated.data)["word/document.xml"].decode()
    field = xml[xml.index('"begin"') : xml.index('"end"')]

    assert field.count("<w:commentRange") == inside
    assert [warning.split(":")[0] for warning in annotated.warnings] == ["in-field"] * bool(inside)
    assert read(annotated.data).comments[0].place == Place(0, start, 0, end)


@pytest.mark.parametrize(
    ("whole", "place", "found"),
    [
        (Whole.PARAGRAPH, Place(1, 1, 2, 1), Place(1, 0, 2, 2)),
        (Whole.TABLE, Place(2, 0, 2, 0), Place(1, 0, 4, 1)),
        (Whole.TABLE, Place(0, 0, 0, 1), Reason.NOT_FOUND),
        (Whole.DOCUMENT, None, Place(0, 0, 5, 1)),
    ],
)
def test_notes_on_a_whole(whole, place, found):
    data = docx(p("前") + table(("甲", "乙乙"), ("丙", "丁")) + p("后"))
    note = Note("1", "李", "总评", place=place, whole=whole)
    annotated = annotate(data, [note])

    assert {**annotated.placed, **annotated.unplaced} == {"1": found}
    if isinstance(found, Place):
        assert read(annotated.data).comments[0].place == found
        assert new_faults(data, annotated.data) == []


def test_all_parts_that_word_wants_are_written():
    note = Note(
        *("n", "李律师", "一\n二"),
        place=Place(0, 0, 0, 2),
        date="2026-01-02T11:04:05+08:00",
        initials="L",
        resolved=True,
        replies=(Reply("王", "答", "2026-01-03T03:04:05Z"),),
    )
    annotated = annotate(docx(p("停车费"), STYLED), [note])
    parts = unpack(annotated.data)
    root, reply = read(annotated.data).comments

    assert (root.author, root.initials, root.text, root.resolved) == ("李律师", "L", "一\n二", True)
    assert root.date == "2026-01-02T11:04:05Z"  # the clock on the wall, as Word writes it
    assert (reply.parent, reply.text, reply.place) == (root.id, "答", root.place)
    assert annotated.comments == {"n": root.id}
    keys = re.findall(rb'w14:paraId="(\w+)"', parts["word/comments.xml"])
    assert len(set(keys)) == 3
    assert all(0 < int(key, 16) < 0x80000000 for key in keys)
    rows = re.findall(
        rb'paraId="(\w+)"( w15:paraIdParent="\w+")?', parts["word/commentsExtended.xml"]
    )
    assert rows == [(keys[1], b""), (keys[2], b' w15:paraIdParent="' + keys[1] + b'"')]
    assert b'w16cex:dateUtc="2026-01-02T03:04:05Z"' in parts["word/commentsExtensible.xml"]
    assert parts["word/commentsIds.xml"].count(b"durableId") == 2
    assert parts["word/people.xml"].count(b"<w15:person ") == 2
    assert b'"annotation reference"' in parts["word/styles.xml"]
    assert b'w:val="CommentReference"' in parts["word/document.xml"]
    marks = re.findall(rb"<w:comment(\w+) w:id=\"(\d)\"", parts["word/document.xml"])
    assert [(kind.decode(), int(number)) for kind, number in marks] == [
        ("RangeStart", 1),
        ("RangeStart", 2),
        ("RangeEnd", 1),
        ("Reference", 1),
        ("RangeEnd", 2),
        ("Reference", 2),
    ]


def test_untouched_parts_stay_byte_for_byte():
    old = docx(MIXED, {**STYLED, "word/header1.xml": p("页眉"), "word/media/图.png": b"\0\1" * 99})
    new = annotate(old, [Note("1", "李", "评", place=Place(0, 0, 0, 2))]).data

    before, after = unpack(old), unpack(new)
    assert {name for name in before if before[name] != after[name]} == {
        *("[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"),
        "word/styles.xml",
    }
    end = before["word/styles.xml"].rindex(b"</")
    assert after["word/styles.xml"].startswith(before["word/styles.xml"][:end])
    assert after["word/styles.xml"].endswith(before["word/styles.xml"][end:])


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ({"quote": "第二条"}, Place(1, 0, 1, 3)),
        ({"quote": "停车费"}, Reason.AMBIGUOUS),
        ({"quote": "停车费", "occurrence": 2}, Place(1, 4, 1, 7)),
        ({"quote": "停车费", "occurrence": 3}, Reason.NOT_FOUND),
        ({"quote": "停车费", "prefix": "第二条 "}, Place(1, 4, 1, 7)),
        ({"quote": "停车费", "suffix": "免收"}, Place(0, 4, 0, 7)),
        ({"quote": "停车费", "prefix": "没有的话"}, Reason.NOT_FOUND),
        ({"quote": "免收。\n第二条"}, Place(0, 7, 1, 3)),
        ({"quote": "物业费"}, Reason.NOT_FOUND),
        ({"quote": ""}, Reason.NOT_FOUND),
        ({"place": Place(0, 0, 2, 0)}, Place(0, 0, 2, 0)),
        ({"place": Place(0, 0, 0, 99)}, Reason.OUT_OF_RANGE),
        ({"place": Place(0, 5, 0, 3)}, Reason.OUT_OF_RANGE),
        ({"place": Place(7, 0, 7, 0)}, Reason.OUT_OF_RANGE),
        ({"place": Place(0, 0, 0, 1), "text": None}, Reason.NOTHING),
    ],
)
def test_where_a_note_belongs(note, found):
    data = draft("第一条 停车费免收。", "第二条 停车费照收。", "")
    annotated = annotate(data, [Note(**{"id": "1", "author": "李", "text": "评", **note})])

    if isinstance(found, Reason):
        assert (annotated.placed, annotated.unplaced) == ({}, {"1": found})
        assert read(annotated.data) == read(data)
    else:
        assert (annotated.placed, annotated.unplaced) == ({"1": found}, {})


def test_comments_of_others_stay_and_can_be_answered_and_settled():
    first = annotate(
        draft("停车费由市政府定价。"), [Note("1", "李", "甲", place=Place(0, 0, 0, 3))]
    )
    parent = first.comments["1"]
    answer = Note("2", "王", "乙", parent=parent, resolved=True)
    second = annotate(first.data, [answer, replace(answer, id="3", text="丙")])
    lost = annotate(second.data, [replace(answer, parent="99")])

    root, *replies = read(second.data).comments
    assert (root.text, root.resolved, root.place) == ("甲", True, Place(0, 0, 0, 3))
    assert [(c.text, c.parent, c.place) for c in replies] == [
        ("乙", root.id, root.place),
        ("丙", root.id, root.place),
    ]
    assert new_faults(first.data, second.data) == []
    assert lost.unplaced == {"2": Reason.NO_SUCH_COMMENT}
    nested = annotate(second.data, [Note("4", "赵", "丁", parent=replies[0].id)])
    assert read(nested.data).comments[-1].parent == root.id


def test_a_comment_without_a_key_gets_one_when_it_is_answered():
    comment = f'<w:comment w:id="5" w:author="李">{p("旧评")}</w:comment>'
    body = p(inside=r("停车费") + '<w:r><w:commentReference w:id="5"/></w:r>')
    data = docx(body, {"word/comments.xml": comment})
    written = annotate(data, [Note("1", "王", "答", parent="5")]).data

    assert [(c.id, c.parent) for c in read(written).comments] == [("5", None), ("6", "5")]
    assert new_faults(data, written) == []


def test_a_comment_without_a_paragraph_can_be_answered():
    body = p(inside=r("停车费") + '<w:r><w:commentReference w:id="5"/></w:r>')
    data = docx(body, {"word/comments.xml": '<w:comment w:id="5" w:author="李"/>'})
    written = annotate(data, [Note("1", "王", "答", parent="5")]).data

    assert [(c.id, c.text, c.parent) for c in read(written).comments] == [
        ("5", "", None),
        ("6", "答", "5"),
    ]


def test_numbers_are_new_even_beside_absurd_ones():
    huge = 1772738031338
    comment = f'<w:comment w:id="{huge}" w:author="李">{p("旧评")}</w:comment>'
    body = p(
        inside=r("停") + f'<w:r><w:commentReference w:id="{huge}"/></w:r>' + ins("车", number=7)
    )
    written = annotate(
        docx(body, {"word/comments.xml": comment}),
        [
            Note("1", "王", "评", "费", place=Place(0, 1, 0, 2)),
        ],
    )

    document = unpack(written.data)["word/document.xml"]
    numbers = {int(n) for n in re.findall(rb'w:id="(\d+)"', document)}
    assert {n for n in numbers if n >= 2**31} == {huge}
    assert written.comments == {"1": "8"}


def test_a_strict_file_stays_strict():
    parts = {
        name: plain.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, plain in unpack(docx(p("停车费"), STYLED)).items()
    }
    written = annotate(pack(parts), [Note("1", "李", "评", place=Place(0, 0, 0, 2))]).data

    assert read(written).comments[0].quote == "停车"
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert b"http://schemas.openxmlformats.org/wordprocessingml" not in unpack(written)[name]
        assert b"http://schemas.openxmlformats.org/officeDocument" not in unpack(written)[name]


def test_nothing_that_xml_cannot_hold_gets_in():
    note = Note("1", "李\x00", "坏\x0b字\ud800<&>", replacement="\x01好", place=Place(0, 0, 0, 1))
    document = read(annotate(draft("甲乙"), [note]).data)

    assert (document.comments[0].author, document.comments[0].text) == ("李", "坏字<&>")
    assert document.text == "好乙"
