"""Tables as rows of cells: what is merged becomes one cell that spans rows or columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.document import Block, Cell, Mark, Row
from portal.word.names import VAL, w

CELL_PROPERTIES, SPAN, MERGE = w("tcPr"), w("gridSpan"), w("vMerge")
ROW_PROPERTIES, HEADER = w("trPr"), w("tblHeader")
BEFORE, AFTER = w("gridBefore"), w("gridAfter")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A `w:tc` as written; `merged` is "restart", "continue" or nothing."""

    blocks: tuple[Block, ...]
    columns: int
    merged: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A `w:tr` as written, with the columns it leaves free at its ends."""

    cells: tuple[RawCell, ...]
    mark: Mark
    heading: bool
    before: int
    after: int


def raw_cell(cell: etree._Element, blocks: tuple[Block, ...]) -> RawCell:
    """A cell with its blocks already read."""
    said = _said(cell, CELL_PROPERTIES)
    merged = said[MERGE] or "continue" if MERGE in said else ""
    return RawCell(blocks, max(1, _whole(said, SPAN, 1)), merged)


def raw_row(row: etree._Element, cells: Sequence[RawCell]) -> RawRow:
    """A row with its cells already read."""
    said = _said(row, ROW_PROPERTIES)
    return RawRow(
        tuple(cells), _mark(said), HEADER in said, _whole(said, BEFORE, 0), _whole(said, AFTER, 0)
    )


def laid_out(rows: Sequence[RawRow]) -> tuple[Row, ...]:
    """The rows as a reader sees them; cells that a merged one covers are left out."""
    heights: dict[tuple[int, int], int] = {}
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        column, below = row.before, {}
        for place, cell in enumerate(row.cells):
            origin = (number, place)
            if cell.merged == "continue" and column in above:
                origin = above[column]
            if cell.merged:
                below[column] = origin
            heights[origin] = heights.get(origin, 0) + 1
            column += cell.columns
        above = below
    return tuple(_row(number, row, heights) for number, row in enumerate(rows))


def _row(number: int, row: RawRow, heights: dict[tuple[int, int], int]) -> Row:
    cells = [
        Cell(cell.blocks, cell.columns, heights[number, place])
        for place, cell in enumerate(row.cells)
        if (number, place) in heights
    ]
    before = [Cell((), row.before)] if row.before else []
    after = [Cell((), row.after)] if row.after else []
    return Row((*before, *cells, *after), row.mark, row.heading)


def _said(element: etree._Element, tag: str) -> dict[str, str]:
    """What the properties of a row or cell say, by tag."""
    for properties in element.iterchildren(tag):
        return {child.tag: child.get(VAL, "") for child in properties}
    return {}


def _mark(said: dict[str, str]) -> Mark:
    if names.DEL in said:
        return Mark.DELETED
    return Mark.INSERTED if names.INS in said else Mark.PLAIN


def _whole(said: dict[str, str], tag: str, otherwise: int) -> int:
    value = said.get(tag, "")
    return min(int(value), 1000) if value.isdecimal() else otherwise
