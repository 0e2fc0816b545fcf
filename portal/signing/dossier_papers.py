"""The dossier's own sheets as Word files: cover, catalogue and notes (卷宗封面、卷内目录、备考表).

They are Chinese whatever the language of the page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

SONG, HEAD = "仿宋_GB2312", "方正小标宋简体"
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # mm, GB/T 9704-2012, 5.2.1


@dataclass(frozen=True)
class Line:
    """A line of the catalogue."""

    title: str
    path: str
    size: int  # bytes


@dataclass(frozen=True)
class Finding:
    """One answer of the four-property check (DA/T 70-2018)."""

    property: str  # 真实性、完整性、可用性、安全性
    asked: str
    ok: bool
    detail: str


def cover(facts: Sequence[tuple[str, str]]) -> bytes:
    """The cover, from names and values."""
    document = _sheet("合法性审查卷宗")
    _table(document, ("项目", "内容"), facts, (36, 120), size=14)
    return _bytes(document)


def catalogue(lines: Sequence[Line]) -> bytes:
    """What lies in the dossier, in its order."""
    document = _sheet("卷内目录")
    rows = [(str(at), line.title, line.path, str(line.size)) for at, line in enumerate(lines, 1)]
    _table(document, ("序号", "题名", "文件", "字节"), rows, (14, 46, 74, 22))
    return _bytes(document)


def notes(findings: Sequence[Finding], said: str) -> bytes:
    """The notes page: the result of the four-property check, and what else is to be said."""
    document = _sheet("备考表")
    rows = [
        (one.property, one.asked, "合格" if one.ok else "不合格", one.detail) for one in findings
    ]
    _table(document, ("性质", "检测项", "结果", "说明"), rows, (22, 76, 20, 38))
    below = document.add_paragraph()
    below.paragraph_format.space_before = Pt(12)
    _dress(below.add_run(said), SONG, 12)
    return _bytes(document)


def _sheet(title: str) -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.paragraph_format.space_after = Pt(18)
    _dress(head.add_run(title), HEAD, 22)
    return document


def _table(
    document: WordDocument, names: Sequence[str], rows: Sequence[Sequence[str]],
    widths: Sequence[int], *, size: int = 12,
) -> None:  # fmt: skip
    """Columns of these widths (mm); the names stand in bold, again on every page."""
    table = document.add_table(rows=0, cols=len(names), style="Table Grid")
    table.autofit = False
    for row in (names, *rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(3)
            paragraph.paragraph_format.space_after = Pt(3)
            run = paragraph.add_run(text)
            run.bold = row is names
            _dress(run, SONG, size)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(OxmlElement("w:tblHeader"))


def _dress(run: Run, font: str, size: int) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _bytes(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
