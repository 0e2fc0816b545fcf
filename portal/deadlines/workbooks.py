"""The first sheet of an Excel file as lines; runs in the side process where files are opened."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from portal.word.errors import Unreadable

MOST_ROWS = 1000
MOST_CELLS = 10


def rows_of(data: bytes) -> list[str]:
    """Each row with its cells side by side, days as 2027-02-05; raises Unreadable."""
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS, max_col=MOST_CELLS, values_only=True)
        return [" ".join(_said(cell) for cell in row if cell is not None) for row in rows]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as fault:
        raise Unreadable("damaged", str(fault)) from fault


def _said(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
