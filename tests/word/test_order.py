"""Properties that another program wrote in disorder are not copied in disorder."""

import pytest
from lxml import etree

from portal.word import Note, Place, annotate, read
from portal.word.names import w
from portal.word.order import put_in_order
from tests.word.tiny import W, docx, p, r, unpack

DISORDER = '<w:color w:val="FF0000"/><w:b/>'


@pytest.mark.parametrize(
    ("tag", "before", "after"),
    [
        ("rPr", "sz b rFonts", "rFonts b sz"),
        ("rPr", "rPrChange lang ins", "ins lang rPrChange"),
        ("rPr", "glow sz rPrChange", "sz glow rPrChange"),
        ("rPr", "b color sz", "b color sz"),
        ("rPr", "b b bCs", "b bCs"),
        ("pPr", "jc ind pStyle", "pStyle ind jc"),
        ("pPr", "pPrChange sectPr rPr numPr", "numPr rPr sectPr pPrChange"),
    ],
)
def test_each_stands_where_the_format_wants_it(tag: str, before: str, after: str):
    properties = etree.Element(w(tag))
    properties.extend(etree.Element(w(name)) for name in before.split())

    put_in_order(properties)

    assert [etree.QName(child).localname for child in properties] == after.split()


def test_of_what_is_said_twice_the_last_word_holds():
    look = etree.fromstring(f'<w:rPr xmlns:w="{W}"><w:b w:val="0"/><w:b w:val="1"/></w:rPr>')

    put_in_order(look)

    assert [one.get(w("val")) for one in look] == ["1"]


def test_the_half_of_a_run_has_its_properties_in_order():
    written = annotate(
        docx(p(inside=r("停车收费", DISORDER))), [Note("1", "李", "评", place=Place(0, 0, 0, 2))]
    )
    body = etree.fromstring(unpack(written.data)["word/document.xml"])
    looks = [[etree.QName(e).localname for e in look] for look in body.iter(f"{{{W}}}rPr")]

    assert [look for look in looks if "b" in look] == [["color", "b"], ["b", "color"]]
    assert len(read(written.data).paragraphs[0].spans) == 1


def test_a_new_paragraph_has_the_properties_of_its_neighbour_in_order():
    inside = f'<w:pPr><w:jc w:val="left"/><w:ind w:left="0"/></w:pPr>{r("第一条")}'
    note = Note("1", "李", None, "第一条\n第二条", place=Place(0, 0, 0, 3))
    body = etree.fromstring(
        unpack(annotate(docx(p(inside=inside)), [note]).data)["word/document.xml"]
    )
    found = [[etree.QName(e).localname for e in one] for one in body.iter(f"{{{W}}}pPr")]

    assert sorted(found) == [["ind", "jc", "rPr"], ["jc", "ind"]]
