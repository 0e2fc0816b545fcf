"""A story as the comparison sees it: paragraphs as strands of signs, tables as grids of them.

A strand is the text of a paragraph in which everything that is no text (a picture, a formula,
a reference to a note, ruby) is one sign from the private planes of Unicode, the same sign for
the same thing in both files. So one comparison serves text and things alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.leaves import RUBY, Leaf, LineWalk, chosen
from portal.word.names import M, R, w
from portal.word.package import Package
from portal.word.scanning import scanned

END = "\u2029"  # stands between the strands of a group: the paragraph mark
# between what stands in a table; no text can hold them, and all count as blank
ITEM_END, CELL_END, ROW_END, GRID_START, GRID_END = "\x1f", "\x1e", "\x1d", "\x1c", "\x0c"
FIRST_SIGN = 0xF0000
WRAPPERS = (names.SDT, names.SDT_CONTENT, w("customXml"), w("smartTag"))
RELATED = f"{{{R}}}"
MATH_TEXT = f"{{{M}}}t"


class Signs:
    """Gives every distinct thing a sign of its own, for both files together."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}
        self._shown: dict[int, str] = {ord(END): "\n"}

    def of(self, key: tuple[str, ...], shown: str = "") -> str:
        """The sign for a thing that reads as `shown`."""
        sign = self._known.setdefault(key, chr(FIRST_SIGN + len(self._known)))
        self._shown[ord(sign)] = shown
        return sign

    def words(self, text: str) -> str:
        """What a reader sees of the text of strands."""
        return text.translate(self._shown)


@dataclass(eq=False)
class Strand:
    """A paragraph; `index` is its number in the body, `has_things` that there is more than text."""

    element: etree._Element
    index: int
    text: str
    has_things: bool
    spinner: Spinner

    @cached_property
    def parts(self) -> list[tuple[Leaf, str]]:
        """The leaves, each with its part of the text; asked for before the paragraph changes."""
        return self.spinner.parts(self.element)


@dataclass(slots=True)
class GridCell:
    element: etree._Element
    items: list[Item]
    text: str


@dataclass(slots=True)
class GridRow:
    element: etree._Element
    cells: list[GridCell]
    text: str


@dataclass(slots=True)
class Grid:
    """A table."""

    element: etree._Element
    rows: list[GridRow]
    text: str


Item = Strand | Grid


class Spinner:
    """Takes the stories of one file apart; what both files hold gets the same signs."""

    def __init__(
        self,
        package: Package,
        part: str,
        signs: Signs,
        order: Mapping[etree._Element, int] | None = None,
    ) -> None:
        """`order` numbers paragraphs that are not to be numbered as they follow one another."""
        self._package = package
        self._signs = signs
        self._order = order
        self._targets = {r.id: r for r in package.relations(part)}
        self.strands: dict[etree._Element, Strand] = {}  # of the story that was asked for last

    def items(self, parent: etree._Element) -> list[Item]:
        """The paragraphs and tables below a body or a note, controls opened."""
        self.strands = dict(self._strands(parent))
        return list(self._items(parent))

    def parts(self, paragraph: etree._Element) -> list[tuple[Leaf, str]]:
        return [(leaf, self._sign(leaf)) for leaf in LineWalk().line(paragraph).leaves]

    def _strands(self, story: etree._Element) -> Iterator[tuple[etree._Element, Strand]]:
        for place, (paragraph, text) in enumerate(scanned(story)):
            index = place if self._order is None else self._order.get(paragraph, place)
            strand = Strand(paragraph, index, text or "", text is None, self)
            if text is None:
                strand.text = "".join([signs for _, signs in strand.parts])
            yield paragraph, strand

    def _items(self, parent: etree._Element) -> Iterator[Item]:
        for child in parent:
            tag = child.tag
            if tag == names.P:
                yield self.strands[child]
            elif tag == names.TABLE:
                yield self._grid(child)
            elif tag in WRAPPERS:
                yield from self._items(child)
            elif tag == names.ALTERNATE:
                yield from self._items(chosen(child))

    def _grid(self, table: etree._Element) -> Grid:
        rows = [self._row(row) for row in inside(table, names.ROW)]
        text = ROW_END.join([row.text for row in rows])
        return Grid(table, rows, f"{GRID_START}{text}{GRID_END}")

    def _row(self, row: etree._Element) -> GridRow:
        cells = [self._cell(cell) for cell in inside(row, names.CELL)]
        return GridRow(row, cells, CELL_END.join([cell.text for cell in cells]))

    def _cell(self, cell: etree._Element) -> GridCell:
        items = list(self._items(cell))
        return GridCell(cell, items, ITEM_END.join([item.text for item in items]))

    def _sign(self, leaf: Leaf) -> str:
        if leaf.atom:
            return self._signs.of((leaf.atom, *self._identity(leaf)))
        if leaf.node.tag == RUBY:
            return self._signs.of(("ruby", *map(str, leaf.node.itertext())), leaf.text)
        return leaf.text

    def _identity(self, leaf: Leaf) -> Iterator[str]:
        """What makes a thing the same in both files, whatever their numbering of parts."""
        if leaf.atom == "note":
            yield str(leaf.node.tag)
        elif leaf.atom == "symbol":
            yield from (str(value) for value in leaf.node.attrib.values())
        elif leaf.atom == "math":
            yield from map(str, leaf.node.itertext(MATH_TEXT))
        else:
            yield from sorted(set(self._related(leaf.node)))

    def _related(self, node: etree._Element) -> Iterator[str]:
        for element in node.iter(tag=etree.Element):
            for name, value in element.items():
                if str(name).startswith(RELATED) and str(value) in self._targets:
                    yield self._fingerprint(str(value))

    def _fingerprint(self, relation: str) -> str:
        target = self._targets[relation].target
        if target not in self._package:
            return target
        return hashlib.sha256(self._package.part(target)).hexdigest()


def strands(items: Iterable[Item]) -> Iterator[Strand]:
    """All paragraphs of some items, those in the cells of tables included."""
    for item in items:
        if isinstance(item, Strand):
            yield item
        else:
            yield from (strand for row in item.rows for strand in strands_of_row(row))


def strands_of_row(row: GridRow) -> Iterator[Strand]:
    return (strand for cell in row.cells for strand in strands(cell.items))


def inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, tag)
