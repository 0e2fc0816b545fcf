import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.word.document import (
    Cell,
    Document,
    Layout,
    Look,
    Mark,
    Paragraph,
    Place,
    Row,
    Span,
    Story,
    Table,
    Typeface,
)
from portal.word.html import Highlight, render
from portal.word.reading import read
from tests.word.texts import document
from tests.word.tiny import draft


class Counted(HTMLParser):
    """Reads a page as the browser's script does: text by paragraph, generated text left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: dict[int, str] = {}
        self.marked: dict[str, str] = {}
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "data-b" in found:
            self.lines[int(found["data-b"] or 0)] = ""
        if tag != "img":
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        attributes = [found for _, found in self.open]
        block = next((int(a["data-b"] or 0) for a in attributes if "data-b" in a), None)
        if block is None or any("data-g" in found for found in attributes):
            return
        self.lines[block] += data
        for found in attributes:
            for note in (found.get("data-note") or "").split():
                self.marked[note] = self.marked.get(note, "") + data


def paragraph(*spans: Span, number: str | None = None, layout: Layout | None = None) -> Document:
    text = "".join(span.text for span in spans if span.mark.is_current)
    return Document((Paragraph(0, text, number, spans=spans, layout=layout or Layout()),))


def test_number_and_deletion_are_generated_and_do_not_count():
    page = render(
        paragraph(
            Span("停车费由"),
            Span("物价局", Mark.DELETED, author='张"律"'),
            Span("市政府", Mark.INSERTED, author="李", date="2026-01-02T03:04:05Z"),
            number="第一条",
        )
    )

    assert Counted(page).lines == {0: "停车费由市政府"}
    assert '<span class="num" data-g>第一条</span>停车费由' in page
    assert '<del data-g data-author="张&quot;律&quot;">物价局</del>' in page
    assert '<ins data-author="李" data-date="2026-01-02T03:04:05Z">市政府</ins>' in page


@pytest.mark.parametrize(
    ("text", "alone"),
    [("The party’s share", True), ("本条 shall", False), ("2026-11-26", False), ("条款", False)],
)
def test_a_paragraph_without_a_chinese_sign_says_so(text, alone):
    assert ('class="en"' in render(read(draft(text)))) is alone


def test_text_is_escaped_and_there_is_no_style_attribute():
    page = render(
        paragraph(
            Span("<script>&", look=Look(bold=True, size=22.0, typeface=Typeface.TITLE)),
            Span("正文" * 9, look=Look(size=16.0, typeface=Typeface.FANGSONG), link="javascript:x"),
            layout=Layout(align="center", left=64.0, first_line=-32.0, heading=1),
        ),
        [Highlight('"><b', Place(0, 0, 0, 2), "must")],
    )

    assert "<script" not in page
    assert "javascript" not in page
    assert "style=" not in page
    assert "<b" not in page.replace("<br", "")
    assert 'class="h h-1 al-center ind-4 hg-2"' in page
    assert 'role="heading" aria-level="2"' in page


def test_what_all_text_shares_is_said_once():
    look = Look(typeface=Typeface.FANGSONG, size=16.0)
    page = render(paragraph(Span("一", look=look), Span("二", look=look)))

    assert page == '<p id="b0" data-b="0" class="f-fs">一二</p>'


def test_a_highlight_runs_over_spans_and_paragraphs():
    old = document("第一段文字", "第二段文字")
    page = render(
        old, [Highlight("7", Place(0, 3, 1, 2), "must"), Highlight("8", Place(0, 0, 0, 4))]
    )

    assert Counted(page).marked == {"7": "文字第二", "8": "第一段文"}
    assert page.count('id="mark-7"') == 1
    assert '<mark data-note="7 8" class="must">' in page.replace(' id="mark-7"', "")


def test_an_empty_highlight_is_a_point():
    page = render(document("文字"), [Highlight("1", Place(0, 2, 0, 2))])

    assert page.endswith('文字<mark id="mark-1" data-note="1" class="point"></mark></p>')


def test_tables_keep_their_spans_and_paragraphs_their_numbers():
    cells = [Paragraph(i, text, in_table=True) for i, text in enumerate(["甲", "乙", "丙"])]
    rows = (
        Row((Cell((cells[0],), columns=2),), heading=True),
        Row((Cell((cells[1],), rows=2), Cell((cells[2],))), Mark.INSERTED),
    )
    page = render(Document(tuple(cells), (Table(rows),)))

    assert Counted(page).lines == {0: "甲", 1: "乙", 2: "丙"}
    assert '<th colspan="2">' in page
    assert '<td rowspan="2">' in page
    assert '<tr class="row-insert">' in page


def test_a_short_row_is_stretched_to_the_width_of_the_table():
    cells = [Cell((Paragraph(i, "", in_table=True),)) for i in range(5)]
    rows = (Row(tuple(cells[:3])), Row(tuple(cells[3:])))

    page = render(Document((), (Table(rows),)))

    assert page.count("<td>") == 4
    assert page.count('<td colspan="2">') == 1


def test_notes_boxes_and_headers_stand_apart():
    body = Paragraph(0, "正文", spans=(Span("正文"), Span("", atom="note")))
    stories = (
        Story("footnote", (Paragraph(0, "脚注"),), 0),
        Story("textbox", (Paragraph(0, "框内"),), 0),
        Story("header", (Paragraph(0, "页眉文字"),)),
        Story("header", (Paragraph(0, "页眉文字"),)),
    )
    page = render(Document((body,), (body,), stories=stories))

    assert Counted(page).lines == {0: "正文"}
    assert '<a href="#note-1">1</a>' in page
    assert '<li id="note-1">' in page
    assert page.index("正文") < page.index("框内") < page.index("脚注")
    assert page.count("页眉文字") == 1


def test_pictures_are_shown_only_when_somebody_serves_them():
    one = paragraph(Span("图"), Span("", atom="image", picture="word/media/1.png"))

    assert '<span class="obj obj-image" data-g></span>' in render(one)
    assert 'src="/p?word/media/1.png"' in render(one, picture=lambda part: f"/p?{part}")


@given(
    st.lists(st.text(alphabet="文字<&>\"'\r\n\t 𬭎 a", max_size=9), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 3), st.integers(0, 9))),
)
def test_every_character_is_addressable(texts: list[str], spots: list[tuple[int, int, int, int]]):
    old = document(*texts)
    places = [place for spot in spots if (place := fitted(old, spot))]

    page = render(old, [Highlight(str(n), place) for n, place in enumerate(places)])

    counted = Counted(page)
    assert [counted.lines[i] for i in range(len(texts))] == texts
    for n, place in enumerate(places):
        assert counted.marked.get(str(n), "") == old.quote(place).replace(
            "\n", ""
        ) or "\n" in "".join(texts)
        assert len(re.findall(f'id="mark-{n}"', page)) == 1


def lines(text: str) -> str:
    """The text without line ends, which a quote has between paragraphs and a page has not."""
    return text.replace("\n", "")


def fitted(old: Document, spot: tuple[int, int, int, int]) -> Place | None:
    """A place inside the document, if the numbers make one."""
    count = len(old.paragraphs)
    first, last = sorted([(spot[0] % count, spot[1]), (spot[2] % count, spot[3])])
    start = min(first[1], len(old.paragraphs[first[0]].text))
    end = min(last[1], len(old.paragraphs[last[0]].text))
    return Place(first[0], start, last[0], end) if (first[0], start) <= (last[0], end) else None
