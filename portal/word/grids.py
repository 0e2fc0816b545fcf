"""Tables as the comparison sees them: a text to tell them apart, rows only where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.strands import Strand

# between what stands in a table; no text can hold them, and all count as blank
ITEM_END, CELL_END, ROW_END, GRID_START, GRID_END = "\x1f", "\x1e", "\x1d", "\x1c", "\x0c"
BEGINS = {names.CELL: CELL_END, names.ROW: ROW_END, names.TABLE: GRID_START}


@dataclass(slots=True)
class GridCell:
    element: etree._Element
    items: list[Item]

    @property
    def text(self) -> str:
        return ITEM_END.join([item.text for item in self.items])


@dataclass(slots=True)
class GridRow:
    element: etree._Element
    cells: list[GridCell]

    @property
    def text(self) -> str:
        return CELL_END.join([cell.text for cell in self.cells])


@dataclass(slots=True, eq=False)
class Grid:
    """A table; two with the same text have the same cells with the same paragraphs."""

    element: etree._Element
    text: str
    has_things: bool
    take_apart: Callable[[etree._Element], list[GridRow]]
    _rows: list[GridRow] | None = None

    @property
    def rows(self) -> list[GridRow]:
        """The rows, as they were when first asked for."""
        if self._rows is None:
            self._rows = self.take_apart(self.element)
        return self._rows


Item = Strand | Grid


def plain_text(
    table: etree._Element, known: Mapping[etree._Element, Strand]
) -> tuple[str, bool] | None:
    """The text of a table and whether it holds things; None where other tables stand in it."""
    pieces: list[str] = []
    has_things = False
    for node in table.iter(names.P, *BEGINS):
        strand = known.get(node)
        if strand is not None:
            pieces += (ITEM_END, strand.text)
            has_things |= strand.has_things
        elif node.tag == names.TABLE and pieces:
            return None
        elif node.tag in BEGINS:
            pieces.append(BEGINS[node.tag])
    return "".join(pieces), has_things


def strands(items: Iterable[Item]) -> Iterator[Strand]:
    """All paragraphs of some items, those in the cells of tables included."""
    for item in items:
        if isinstance(item, Strand):
            yield item
        else:
            yield from (strand for row in item.rows for strand in strands_of_row(row))


def strands_of_row(row: GridRow) -> Iterator[Strand]:
    return (strand for cell in row.cells for strand in strands(cell.items))
