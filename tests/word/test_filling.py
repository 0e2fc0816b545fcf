"""Filling a Word template: fields, blocks, rows, pictures, and what is said of a wrong mark."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pytest
import segno
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portal.word.errors import Unreadable
from portal.word.filling import Fault, Picture, TemplateFault, Wrong, check, fill, names_of
from tests.word.tiny import W, docx, draft, p, r, table

ITEMS = [{"place": "第三条", "quote": "预付50%"}, {"place": "第九条", "quote": "或者起诉"}]


@dataclass(frozen=True)
class Contact:
    name: str
    phone: str


def part(file: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))


def lines(file: bytes, name: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part; a line break shows as a slash."""
    return [
        "".join("/" if e.tag.endswith("}br") else e.text or "" for e in _said(paragraph))
        for paragraph in part(file, name).iter(f"{{{W}}}p")
    ]


def _said(paragraph: etree._Element) -> list[etree._Element]:
    return [e for e in paragraph.iter() if e.tag in (f"{{{W}}}t", f"{{{W}}}br")]


@pytest.mark.parametrize(
    ("written", "values", "read"),
    [
        ("关于{{ title }}的意见", {"title": "某办法"}, "关于某办法的意见"),
        ("{{title}}{{  title  }}", {"title": "甲"}, "甲甲"),
        ("共{{ count }}条", {"count": 12}, "共12条"),
        ("电话：{{ contact.phone }}", {"contact": Contact("林", "010")}, "电话：010"),
        ("电话：{{ contact.phone }}", {"contact": {"phone": "011"}}, "电话：011"),
        ("备注：{{ note }}。", {"note": None}, "备注：。"),
        ("〔{{ 年份 }}〕", {"年份": "2026"}, "〔2026〕"),
        ("{{ quote }}", {"quote": "<w:p> & {{ title }}"}, "<w:p> & {{ title }}"),
        ("甲：{{ lines }}", {"lines": "一\n二"}, "甲：一/二"),
        ("{{ odd }}！", {"odd": "a\x00\x0b\ud800b"}, "ab！"),
    ],
)
def test_a_field_is_replaced_by_its_value(written, values, read):
    assert lines(fill(draft(written), values)) == [read]


def test_a_field_cut_into_runs_keeps_the_look_of_its_beginning():
    cut = r("甲{", "<w:b/>") + "<w:proofErr/>" + r("{ ti", "<w:i/>") + r("tle }", "") + r("}乙")
    filled = part(fill(docx(p(inside=cut)), {"title": "某办法"}))

    bold = filled.find(f".//{{{W}}}b/../..")
    assert bold is not None
    assert "".join(bold.itertext()) == "甲某办法"
    assert "".join(filled.itertext()) == "甲某办法乙"


def test_lines_become_paragraphs_where_the_field_stands_alone():
    template = docx(p("{{ note }}", style="Body") + p("完"))

    filled = fill(template, {"note": "第一段\n\n第二段\n"})

    assert lines(filled) == ["第一段", "第二段", "完"]
    assert len(part(filled).findall(f".//{{{W}}}pStyle")) == 2


def test_a_block_is_repeated_for_every_entry():
    template = draft(
        "{% for item in items %}", "{{ item.place }}：{{ item.quote }}", "{% endfor %}", "完"
    )

    assert lines(fill(template, {"items": ITEMS})) == ["第三条：预付50%", "第九条：或者起诉", "完"]
    assert lines(fill(template, {"items": []})) == ["完"]


def test_loops_and_choices_nest():
    template = draft(
        "{% for group in groups %}",
        "{{ group.name }}",
        "{% if group.laws is empty %}",
        "无",
        "{% else %}",
        "{% for law in group.laws %}",
        "{{ group.name }}—{{ law }}",
        "{% endfor %}",
        "{% endif %}",
        "{% endfor %}",
    )
    groups = [{"name": "法律", "laws": ["甲法", "乙法"]}, {"name": "规章", "laws": []}]

    assert lines(fill(template, {"groups": groups})) == [
        *["法律", "法律—甲法", "法律—乙法"],
        *["规章", "无"],
    ]


@pytest.mark.parametrize(
    ("condition", "value", "shown"),
    [
        ("if x", "有", True),
        ("if x", "", False),
        ("if x", [], False),
        ("if x", None, False),
        ("if not x", "", True),
        ("if not x", "有", False),
        ("if x is empty", [], True),
        ("if x is empty", ["有"], False),
        ("if x is not empty", ["有"], True),
        ("if not x is empty", ["有"], True),
    ],
)
def test_a_condition_asks_only_whether_something_is_there(condition, value, shown):
    template = draft("{% " + condition + " %}", "有", "{% else %}", "无", "{% endif %}")

    assert lines(fill(template, {"x": value})) == ["有" if shown else "无"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("{%tr for item in items %}",),
            ("{{ item.place }}", "{{ item.quote }}"),
            ("{%tr endfor %}",),
        ],
        [("{%tr for item in items %}{{ item.place }}", "{{ item.quote }}{%tr endfor %}")],
        [
            (
                p("{%tr for item in items %}") + p("{{ item.place }}"),
                "{{ item.quote }}{%tr endfor %}",
            )
        ],
    ],
)
def test_rows_are_repeated(rows):
    template = docx(table(("条款", "原文"), *rows) + p("完"))

    filled = fill(template, {"items": ITEMS})

    assert len(part(filled).findall(f".//{{{W}}}tr")) == 3
    assert lines(filled) == ["条款", "原文", "第三条", "预付50%", "第九条", "或者起诉", "完"]


def test_a_table_without_rows_goes_and_a_cell_never_stays_empty():
    rows = table(("{%tr for item in items %}{{ item.place }}", "乙{%tr endfor %}"))
    cell = table((p("{% if items %}") + p("有") + p("{% endif %}"),))

    filled = part(fill(docx(rows + p("中") + cell + p("完")), {"items": []}))

    assert len(filled.findall(f".//{{{W}}}tbl")) == 1
    assert filled.find(f".//{{{W}}}tc/{{{W}}}p") is not None


def test_headers_and_footers_are_filled_and_other_parts_stay():
    other = {"word/theme/theme1.xml": "<a/>", "custom/notes.bin": b"\0\1\2"}
    template = docx(
        p("{{ title }}"),
        {"word/header1.xml": p("{{ number }}"), "word/footer1.xml": p("{{ code }}")} | other,
    )

    filled = fill(template, {"title": "甲", "number": "〔2026〕1号", "code": "K7"})

    assert lines(filled, "word/header1.xml") == ["〔2026〕1号"]
    assert lines(filled, "word/footer1.xml") == ["K7"]
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (template, filled))
    assert before.namelist() == after.namelist()
    assert all(before.read(name) == after.read(name) for name in other)


def test_a_picture_stands_in_the_line():
    png = io.BytesIO()
    segno.make("https://example.invalid/v/K7").save(png, kind="png", scale=4)
    picture = Picture(png.getvalue(), width_mm=22)

    filled = fill(docx(p("扫码：{{ qr }}") + p("{{ qr }}")), {"qr": picture})

    shapes = Document(io.BytesIO(filled)).inline_shapes
    assert [shape.width for shape in shapes] == [22 * 36000] * 2
    assert len({e.get("id") for e in part(filled).iter("{*}docPr")}) == 2
    assert png.getvalue() in [
        zipfile.ZipFile(io.BytesIO(filled)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(filled)).namelist()
        if name.startswith("word/media/")
    ]


def test_an_absent_picture_is_nothing():
    assert lines(fill(draft("扫码：{{ qr }}"), {"qr": None})) == ["扫码："]


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="not a picture"):
        fill(draft("{{ qr }}"), {"qr": Picture(b"<svg/>", 20)})


def test_copies_share_no_ids():
    marked = f'<w:p w14:paraId="11111111"><w:bookmarkStart w:id="1" w:name="a"/>{r("{{ item }}")}'
    template = docx(
        p("{% for item in items %}")
        + marked
        + '<w:bookmarkEnd w:id="1"/></w:p>'
        + p("{% endfor %}")
    )

    filled = part(fill(template, {"items": ["甲", "乙"]}))

    assert len(filled.findall(f".//{{{W}}}bookmarkStart")) == 1
    assert etree.tostring(filled).count(b"11111111") == 1


NAMES = ("title", "items[]", "items[].place", "items[].quote", "materials[]", "contact.phone")


@pytest.mark.parametrize(
    ("paragraphs", "faults"),
    [
        (("{{ title }}", "{% for m in materials %}", "{{ m }}", "{% endfor %}"), []),
        (("甲", "{{ titel }}"), [(Wrong.UNKNOWN, "titel", 2, "title")]),
        (
            ("{% for i in item %}", "{{ i.x }}", "{% endfor %}"),
            [(Wrong.UNKNOWN, "item", 1, "items")],
        ),
        (
            ("{% for item in items %}", "{{ item.plase }}", "{% endfor %}"),
            [(Wrong.UNKNOWN, "item.plase", 2, "item.place")],
        ),
        (("{{ item.place }}",), [(Wrong.UNKNOWN, "item.place", 1, "")]),
        (("{% if nothing %}", "{% endif %}"), [(Wrong.UNKNOWN, "nothing", 1, "")]),
        (("{% for t in title %}", "{{ t }}", "{% endfor %}"), [(Wrong.NOT_LIST, "title", 1, "")]),
        (
            ("{{ items }}和{{ contact }}",),
            [(Wrong.NOT_TEXT, "items", 1, ""), (Wrong.NOT_TEXT, "contact", 1, "")],
        ),
        (("{{ 1 + 1 }}",), [(Wrong.UNREADABLE, "{{ 1 + 1 }}", 1, "")]),
        (("{{ title",), [(Wrong.UNREADABLE, "{{", 1, "")]),
        (("{{ title.__class__ }}",), [(Wrong.UNKNOWN, "title.__class__", 1, "")]),
        (("{% set x = 1 %}",), [(Wrong.UNREADABLE, "{% set x = 1 %}", 1, "")]),
        (("甲{% if title %}乙",), [(Wrong.MISPLACED, "if title", 1, "")]),
        (("{% for i in items %}", "甲"), [(Wrong.UNCLOSED, "for i in items", 1, "")]),
        (("甲", "{% endif %}"), [(Wrong.UNOPENED, "endif", 2, "")]),
        (
            ("{% if title %}", "{% for m in materials %}", "{% endif %}", "{% endfor %}"),
            [(Wrong.UNCLOSED, "if title", 1, ""), (Wrong.UNOPENED, "endif", 3, "")],
        ),
    ],
)
def test_every_fault_is_told_with_its_place(paragraphs, faults):
    found = check(draft(*paragraphs), NAMES)

    assert [(f.wrong, f.field, f.paragraph, f.suggestion) for f in found] == faults
    assert all(f.text == paragraphs[f.paragraph - 1] for f in found)


def test_all_faults_are_raised_at_once_body_first():
    template = docx(
        p("{{ titel }}") + table(("甲", "{{ numbr }}")) + p("{{ title }}"),
        {"word/header1.xml": p("页眉") + p("{{ cod }}")},
    )

    with pytest.raises(TemplateFault, match=r"titel.*did you mean title") as raised:
        fill(template, {"title": "甲", "number": "1", "code": "K7"})

    assert raised.value.faults == (
        Fault(Wrong.UNKNOWN, "titel", "body", 1, "{{ titel }}", "title"),
        Fault(Wrong.UNKNOWN, "numbr", "body", 3, "{{ numbr }}", "number"),
        Fault(Wrong.UNKNOWN, "cod", "header", 2, "{{ cod }}", "code"),
    )


def test_a_row_tag_is_found_where_the_office_sees_it():
    template = docx(
        p("甲") + table(("条款",), ("{%tr for i in itms %}{{ i.place }}{%tr endfor %}",))
    )

    assert [(f.field, f.paragraph, f.suggestion) for f in check(template, NAMES)] == [
        ("itms", 3, "items")
    ]


def test_names_are_the_paths_of_the_values():
    values = {"title": "甲", "items": ITEMS, "materials": ["乙"], "bases": [], "qr": None}

    assert names_of(values) == {
        *["title", "items[]", "items[].place", "items[].quote", "materials[]"],
        *["bases[]", "bases[].*", "qr", "qr.*"],
    }


def test_a_value_that_no_letter_can_show_is_refused():
    with pytest.raises(TypeError, match="bool"):
        fill(draft("{{ x }}"), {"x": True})


@pytest.mark.parametrize("content", [b"", b"PK\3\4 broken", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(Unreadable):
        fill(content, {})


@given(
    value=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    ),
    before=st.text("甲 {}%", max_size=4),
)
def test_a_value_is_shown_as_it_is_and_never_read_as_a_mark(value, before):
    if "{{" in before or "}}" in before or "{%" in before or "%}" in before or before.endswith("{"):
        return
    template = draft(before + "{{ x }}乙")

    assert lines(fill(template, {"x": value, "secret": "不得出现"})) == [before + value + "乙"]
