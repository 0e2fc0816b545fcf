"""From the plain text of a draft to a Word file.

Every line of the text is a paragraph; its first word says which kind. `标题`, `副题`, `红头`,
`文号`, `主送`, `右`, `中`, `左` place it on the page; `章`, `条`, `项`, `目` number it as a
chapter, an article, an item, a sub-item; `#`, `##`, `###` as a heading 一、（一）1. Lines with
`|` are rows of a table (`^` joins a cell to the one above, `<` to the one on the left; a first
line `|: 1 2 3` gives the widths in proportion), lines with `¦` are columns without rules, as
signatures stand. `---` begins a page and
counts anew. Anything else is a paragraph of text. `**` makes bold,
`{+…+}` and `{-…-}` are words that a clerk inserted and deleted with changes tracked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import groupby

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from portal.demo.paper import NUMBERINGS, Paper, again, looks, packed, renumber, sheet

KINDS = {
    "标题": "公文标题", "副题": "副标题", "红头": "红头", "文号": "文号", "主送": "顶格段落",
    "右": "右侧说明", "中": "居中段落", "左": "顶格段落",
    "章": "章", "条": "条", "项": "项", "目": "目",
    "#": "一级标题", "##": "二级标题", "###": "三级条目",
}  # fmt: skip
CLERK = "经办人 刘敏"
_TRACKED = re.compile(r"\{\+(.+?)\+\}|\{-(.+?)-\}")
_PIECE = re.compile(r"[0-9A-Za-z.,%¥]+|[^0-9A-Za-z.,%¥]+")
_HEADING = re.compile(r"\*\*[^*]+\*\*")
_FIGURE = re.compile(r"[\d.,%-]+")
_RED_LINE = (
    f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="6" w:color="FF0000"/>'
    "</w:pBdr>"
)


def written(text: str, paper: Paper, title: str, author: str) -> bytes:
    """The Word file of a text."""
    writer = _Writer(sheet(paper, title, author), paper)
    lines = [line for line in text.strip().splitlines() if line.strip()]
    for mark, block in groupby(lines, key=lambda line: line[0] if line[0] in "|¦" else ""):
        writer.write(mark, list(block))
    return packed(writer.document)


def builder(text: str, paper: Paper, title: str, author: str) -> Callable[[], bytes]:
    return partial(written, text, paper, title, author)


class _Writer:
    """Writes the blocks of a text one after the other."""

    def __init__(self, document: WordDocument, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self._new_page = False
        self._numberings: dict[int, int] = {}  # begun anew behind a page break

    def write(self, mark: str, lines: list[str]) -> None:
        if mark == "|":
            _ruled(self.document, lines, self.paper)
        elif mark == "¦":
            _columns(self.document, lines, self.paper)
        else:
            for line in lines:
                self._line(line)

    def _line(self, line: str) -> None:
        if line == "---":
            self._new_page = True
            self._numberings = {each: again(self.document, each) for each in NUMBERINGS}
            return
        mark, _, words = line.partition(" ")
        style = KINDS.get(mark, "正文段落")
        paragraph = self.document.add_paragraph(style=style)
        _write(paragraph, words if mark in KINDS else line)
        self._place(paragraph, style)
        if _HEADING.fullmatch(words):
            paragraph.paragraph_format.keep_with_next = True

    def _place(self, paragraph: Paragraph, style: str) -> None:
        number = looks(self.paper)[style].number
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        if number and number[0] in self._numberings:
            renumber(paragraph, self._numberings[number[0]], number[1])
        if style == "红头":
            _fit(paragraph, across=210 - self.paper.margins[1] - self.paper.margins[3])
        if style == "文号":
            paragraph._p.get_or_add_pPr().append(parse_xml(_RED_LINE))


def _fit(paragraph: Paragraph, across: int) -> None:
    """Make a red head of many words small enough for one line of `across` millimetres."""
    largest = Mm(across - 4).pt / max(len(paragraph.text), 1)
    for run in paragraph.runs:
        run.font.size = Pt(min(40, int(largest)))


def _ruled(document: WordDocument, lines: list[str], paper: Paper) -> None:
    widths = [1] * (lines[-1].count("|") - 1)
    if lines[0].startswith("|:"):
        widths = [int(width) for width in lines.pop(0)[2:].split()]
    rows = [_cells(line, "|") for line in lines]
    table = _table(document, rows, widths, paper)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    for width in table._tbl.tblPr.iterchildren(qn("w:tblW")):
        width.addnext(parse_xml(f"<w:tblBorders {nsdecls('w')}>{borders}</w:tblBorders>"))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words not in ("^", "<"):
                cell = _whole(table, rows, row, column)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                _fill(cell, words, "表格文字" if row else "表格栏目")
                cell.paragraphs[0].alignment = _alignment(words, row)
    _rows_whole(table, first_again=True)


def _columns(document: WordDocument, lines: list[str], paper: Paper) -> None:
    rows = [_cells(line, "¦") for line in lines]
    table = _table(document, rows, [1] * len(rows[0]), paper)
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            _fill(table.cell(row, column), words, "顶格段落")
            table.cell(row, column).paragraphs[0].paragraph_format.keep_with_next = True
    _rows_whole(table, first_again=False)


def _cells(line: str, mark: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip(mark).split(mark)]


def _table(document: WordDocument, rows: list[list[str]], widths: list[int], paper: Paper) -> Table:
    table: Table = document.add_table(len(rows), len(widths))
    table.autofit = False
    across = 210 - paper.margins[1] - paper.margins[3]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(across * width / sum(widths))
        for cell in column.cells:
            cell.width = Mm(across * width / sum(widths))
    return table


def _whole(table: Table, rows: list[list[str]], row: int, column: int) -> _Cell:
    """The cell at a place, joined to those that say they belong to it."""
    last, end = row, column
    while end + 1 < len(rows[row]) and rows[row][end + 1] == "<":
        end += 1
    while last + 1 < len(rows) and rows[last + 1][column] == "^":
        last += 1
    cell = table.cell(row, column)
    return cell.merge(table.cell(last, end)) if (last, end) != (row, column) else cell


def _rows_whole(table: Table, *, first_again: bool) -> None:
    """Rows are never cut by a page; the first one heads every page if `first_again`."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if first_again and not number:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _alignment(words: str, row: int) -> WD_ALIGN_PARAGRAPH:
    if row and _FIGURE.fullmatch(words) and len(words) > 3:
        return WD_ALIGN_PARAGRAPH.RIGHT
    short = len(words) <= 3 or not row
    return WD_ALIGN_PARAGRAPH.CENTER if short else WD_ALIGN_PARAGRAPH.LEFT


def _fill(cell: _Cell, words: str, style: str) -> None:
    for number, line in enumerate(words.split("\\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style = style
        _write(paragraph, line)


def _write(paragraph: Paragraph, words: str) -> None:
    at = 0
    for match in _TRACKED.finditer(words):
        _runs(paragraph, words[at : match.start()])
        _tracked(paragraph, "ins" if match[1] else "del", match[1] or match[2])
        at = match.end()
    _runs(paragraph, words[at:])


def _runs(paragraph: Paragraph, words: str) -> None:
    """Words are cut where Word cuts them: at bold, and between Chinese and figures."""
    for number, text in enumerate(words.split("**")):
        for piece in _PIECE.findall(text):
            paragraph.add_run(piece).bold = True if number % 2 else None


def _tracked(paragraph: Paragraph, kind: str, words: str) -> None:
    """A change that the department's own clerk left in the draft."""
    root = paragraph._p.getroottree().getroot()
    known = len(list(root.iter(qn("w:ins"), qn("w:del"))))
    who = f'w:id="{900 + known}" w:author="{CLERK}" w:date="2026-09-20T02:30:00Z"'
    text = "w:t" if kind == "ins" else "w:delText"
    run = f"<w:r><{text}>{words}</{text}></w:r>"
    paragraph._p.append(parse_xml(f"<w:{kind} {nsdecls('w')} {who}>{run}</w:{kind}>"))
