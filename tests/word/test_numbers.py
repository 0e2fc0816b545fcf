"""Automatic numbers are those that LibreOffice writes, or the difference is explained."""

from __future__ import annotations

import pytest

from portal.word import read
from tests.word import numbers
from tests.word.number_reasons import Reason
from tests.word.tiny import docx, p, r

LEVEL = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_every_number_of_real_files_is_that_of_libreoffice(files: str):
    found = list(numbers.listed())
    unexplained = [
        (one.name, differing.paragraph.index, differing.ours, differing.theirs)
        for one in found
        for differing, reason in one.differing()
        if reason is Reason.NONE
    ]

    assert unexplained == []
    assert [one.name for one in found if one.missing] == []
    assert sum(len(one.numbered) for one in found) > {"sample": 60, "whole": 2_700}[files]


def listed(*texts: str, form: str = "decimal", pattern: str = "%1.") -> bytes:
    """A file with one list; a paragraph that begins with a blank stands outside of it."""
    level = LEVEL.format(form, pattern)
    definition = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    instance = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = "".join(p(inside=("" if t.startswith(" ") else NUMBERED) + r(t.strip())) for t in texts)
    return docx(body, {"word/numbering.xml": definition + instance})


@pytest.mark.parametrize(
    ("data", "export", "found"),
    [
        (listed("甲", "乙"), "    1. 甲\n    2. 乙\n", [("1.", "1.", None), ("2.", "2.", None)]),
        (listed("甲", "乙"), "    1. 甲\n    3. 乙\n", [("1.", "1.", None), ("2.", "3.", "none")]),
        (listed(" 甲"), "    1. 甲\n", [("", "1.", "none")]),
        (listed("甲"), "甲\n", [("1.", "", "none")]),
        (listed("甲", form="decimalFullWidth"), "1. 甲\n", [("１.", "1.", "digits")]),
        (listed("甲", form="bullet", pattern="•"), "    ▪ 甲\n", [("•", "▪", None)]),
        (docx(p(inside=NOTE + r("甲"))), "1甲\n", [("", "", None)]),
        (docx(p("Second") + p("first")), "first Second\nfirst\n", [("", "", None)]),
    ],
)
def test_paragraphs_are_laid_beside_the_lines_of_an_export(data, export, found):
    document = read(data)
    beside = list(numbers.beside(document, export))

    said = [None if n.agrees else numbers.reason(data, document, n).name.lower() for n in beside]
    assert [(n.ours, n.theirs, why) for n, why in zip(beside, said, strict=True)] == found
