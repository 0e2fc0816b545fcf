"""What differs in notes, text boxes and headers is told, and page numbers are not."""

from __future__ import annotations

import pytest

from portal.word.asides import changes_beside
from portal.word.clauses import ChangeKind
from portal.word.document import Document
from portal.word.reading import read
from tests.word.tiny import docx, p, r

pytestmark = pytest.mark.pure


def with_note(text: str) -> Document:
    note = f'<w:footnote w:id="2">{p(text)}</w:footnote>'
    body = p(inside=r("价款") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    return read(docx(body, {"word/footnotes.xml": note}))


def with_header(text: str) -> Document:
    return read(docx(p("正文"), {"word/header1.xml": p(text)}))


def with_box(text: str) -> Document:
    box = f"<w:pict><w:txbxContent>{p(text)}</w:txbxContent></w:pict>"
    return read(docx(p(inside=f"<w:r>{box}</w:r>")))


@pytest.mark.parametrize(
    ("old", "new", "story"),
    [
        (with_note("含税。"), with_note("不含税。"), "footnote"),
        (with_box("甲方盖章"), with_box("乙方盖章"), "textbox"),
        (with_header("采购合同（送审稿）"), with_header("采购合同（修改稿）"), "header"),
    ],
)
def test_a_change_beside_the_body_says_where_it_stands(old, new, story):
    (found,) = changes_beside(old, new)

    assert (found.kind, found.story) == (ChangeKind.CHANGED, story)
    assert (found.old, found.new) == (None, None)


def test_a_note_that_is_new_or_gone():
    plain = read(docx(p("价款")))

    assert [one.kind for one in changes_beside(plain, with_note("含税。"))] == [ChangeKind.INSERTED]
    assert [one.kind for one in changes_beside(with_note("含税。"), plain)] == [ChangeKind.DELETED]


def test_numbers_of_pages_are_no_change_but_numbers_in_notes_are():
    assert not changes_beside(with_header("第 3 页"), with_header("第 12 页"))
    assert changes_beside(with_note("税率 3%"), with_note("税率 13%"))


def test_nothing_where_nothing_differs():
    assert not changes_beside(with_note("含税。"), with_note("含税。"))
