"""Advisers in an Excel file: read, checked row by row, the wrong rows given back with reasons.

Reading runs in the side process where files are opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from portal.word.errors import Unreadable

SORT, NAME, FIRM, LICENCE = "类别", "姓名", "律师事务所", "执业证号"
SINCE, FIELDS, REGION, LANGUAGES = "首次执业日期", "专长", "服务地区", "外语"
RECOMMENDED_BY = "推荐单位或者推荐人"
HEADS = (SORT, NAME, FIRM, LICENCE, SINCE, FIELDS, REGION, LANGUAGES, RECOMMENDED_BY)
ROSTER, ERRORS = "顾问人选.xlsx", "未导入的顾问人选.xlsx"  # names of the files
REASON = "不能导入的原因"
MOST_ROWS = 1000
LONGEST = (20, 120, 120, 40, 20, 300, 60, 60, 120)  # signs a cell
WIDTHS = (12, 14, 28, 22, 16, 24, 14, 10, 24, 40)
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Line:
    """One row as it was typed, in the order of `HEADS`."""

    cells: tuple[str, ...]

    def __getitem__(self, head: str) -> str:
        return self.cells[HEADS.index(head)]


def lines_of(data: bytes) -> list[Line]:
    """The rows below the heads, empty ones left out; raises Unreadable.

    The heads are looked for by their words, so columns may stand in any order.
    """
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 1, max_col=30, values_only=True)
        table = [tuple(_said(cell) for cell in row) for row in rows]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as fault:
        raise Unreadable("damaged", str(fault)) from fault
    return list(_lines(table))


def _lines(table: Sequence[tuple[str, ...]]) -> Iterator[Line]:
    heads = table[0] if table else ()
    if NAME not in heads:
        raise Unreadable("damaged", "no column for names")
    places = [heads.index(head) if head in heads else None for head in HEADS]
    for row in table[1:]:
        cells = tuple("" if at is None or at >= len(row) else row[at] for at in places)
        if any(cells):
            yield Line(cells)


def blank() -> bytes:
    """An empty file with the heads."""
    return sheet_of([])


def sheet_of(wrong: Sequence[tuple[Line, str]]) -> bytes:
    """The rows that were not taken, each with its reason in the last column."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([*HEADS, REASON] if wrong else [*HEADS])
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line, reason in wrong:
        sheet.append([_harmless(one) for one in (*line.cells, reason)])
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _said(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
