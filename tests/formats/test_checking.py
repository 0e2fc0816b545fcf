"""A document is held against GB/T 9704: one thing wrong is one measure that does not fit."""

from __future__ import annotations

import json

import pytest

from portal.formats import measure
from portal.formats.checking import kind
from portal.opinions import command_letter
from portal.word.errors import Unreadable
from tests.formats.papers import changed, sound

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def wrong(data: bytes) -> dict[str, str]:
    """What does not fit: name and what was found."""
    return {one.name: one.found for one in measure(data) if not one.ok}


@pytest.mark.parametrize(
    ("part", "old", "new", "name", "found"),
    [
        (DOCUMENT, 'w:top="2098"', 'w:top="1588"', "天头（上边距）", "28 毫米"),
        (DOCUMENT, 'w:w="11906"', 'w:w="12240"', "纸张", "215.9×297 毫米"),
        (DOCUMENT, 'w:linePitch="579"', 'w:linePitch="660"', "每面行数", "19 行（行距 33 磅）"),
        (DOCUMENT, "云司审〔2026〕12号", "云司审[2026]12号", "发文字号",
         "云司审[2026]12号，仿宋_GB2312 16 磅"),
        (DOCUMENT, "云司审〔2026〕12号", "云司审〔2026〕第012号", "发文字号",
         "云司审〔2026〕第012号，仿宋_GB2312 16 磅"),
        (DOCUMENT, "2026年8月5日</w:t></w:r></w:p></w:tc>",
         "2026年08月05日</w:t></w:r></w:p></w:tc>", "成文日期", "2026年08月05日"),
        (DOCUMENT, "交通运输局</w:t><w:t>：", "交通运输局</w:t><w:t>:", "主送机关",
         "云州市交通运输局:，仿宋_GB2312 16 磅"),
        (DOCUMENT, "采纳情况反馈表<", "采纳情况反馈表。<", "附件名称",
         "1.逐条批注稿；2.采纳情况反馈表。"),
        ("word/footer2.xml", "— ", "- ", "页码字体", "宋体 14 磅，-1—"),
        ("word/footer3.xml", 'w:val="left"', 'w:val="right"', "页码位置",
         "单双页不同，right，空 0 字"),
        ("word/header1.xml", "OrganName", "Body", "发文机关标志", "没有"),
    ],
)  # fmt: skip
def test_one_thing_wrong_is_named_with_what_was_found(part, old, new, name, found):
    assert wrong(changed(sound(), part, old, new))[name] == found


def test_a_wrong_font_is_named_with_its_paragraph():
    data = changed(
        sound(), DOCUMENT, "<w:t xml:space=\"preserve\">一、基本情况",
        "<w:rPr><w:rFonts w:eastAsia=\"宋体\"/></w:rPr><w:t xml:space=\"preserve\">一、基本情况",
    )  # fmt: skip
    data = changed(data, DOCUMENT, '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:rPr>', "<w:rPr>")

    found = next(one for one in measure(data) if one.name == "层次“一、”")

    assert (found.ok, found.found) == (False, "一、基本情况，宋体 16 磅")
    assert found.place.startswith("正文第")


def test_the_format_is_known_by_where_the_red_line_stands():
    assert kind(sound()) == "letter"


def test_what_is_no_word_file_is_refused():
    with pytest.raises(Unreadable):
        measure(b"%PDF-1.7")


def test_the_command_says_in_json_whether_all_fits(tmp_path, capsysbinary):
    path = tmp_path / "x.docx"
    path.write_bytes(changed(sound(), DOCUMENT, 'w:top="2098"', 'w:top="1588"'))

    assert command_letter.main(["check", str(path), "--json"]) == 0

    said = json.loads(capsysbinary.readouterr().out)
    assert (said["format"], said["fits"]) == ("letter", False)
    assert {
        "name": "天头（上边距）", "expected": "37±1 毫米", "found": "28 毫米", "ok": False,
        "place": "第1节",
    } in said["measures"]  # fmt: skip


def test_the_command_refuses_a_file_that_it_cannot_read(tmp_path, capsys):
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04nothing")

    assert command_letter.main(["check", str(tmp_path / "x.docx")]) == 1
    assert command_letter.main(["check", str(tmp_path / "none.docx")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
