"""A story as the comparison sees it: paragraphs as strands of signs, tables as grids of them.

A strand is the text of a paragraph in which everything that is no text (a picture, a formula,
a reference to a note, ruby) is one sign from the private planes of Unicode, the same sign for
the same thing in both files. So one comparison serves text and things alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.leaves import RUBY, Leaf, LineWalk, chosen
from portal.word.names import M, R, w
from portal.word.package import Package
from portal.word.scanning import Direct, directs, scanned

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
    """A paragraph; `index` counts those of its story, `has_things` tells of more than text."""

    element: etree._Element
    index: int
    text: str
    has_things: bool
    spinner: Spinner

    @cached_property
    def parts(self) -> list[tuple[Leaf, str]]:
        """The leaves, each with its part of the text; asked for before the paragraph changes."""
        return self.spinner.parts(self.element)

    @property
    def direct(self) -> Direct:
        """What it says itself of its style and its list."""
        return self.spinner.direct(self)


@dataclass(slots=True)
class GridCell:
    element: etree._Element
    items: list[Item]
    text: str
    has_things: bool


@dataclass(slots=True)
class GridRow:
    element: etree._Element
    cells: list[GridCell]
    text: str
    has_things: bool


@dataclass(slots=True)
class Grid:
    """A table."""

    element: etree._Element
    rows: list[GridRow]
    text: str
    has_things: bool


Item = Strand | Grid


class Spinner:
    """Takes the stories of one part apart; what both files hold gets the same signs."""

    def __init__(self, package: Package, part: str, signs: Signs) -> None:
        self._package = package
        self._signs = signs
        self._targets = {r.id: r for r in package.relations(part)}
        self._strands: dict[etree._Element, Strand] = {}
        self._directs: dict[etree._Element, Direct] = {}
        self._unlooked: list[etree._Element] = []  # stories whose directs are not known yet

    def strands(self, story: etree._Element) -> list[Strand]:
        """The paragraphs below a body, a note or a text box, those in tables included."""
        self._unlooked.append(story)
        found = [
            Strand(paragraph, index, text or "", text is None, self)
            for index, (paragraph, text) in enumerate(scanned(story))
        ]
        for strand in found:
            if strand.has_things:
                strand.text = "".join([signs for _, signs in strand.parts])
        self._strands |= {strand.element: strand for strand in found}
        return found

    def items(self, parent: etree._Element) -> list[Item]:
        """The paragraphs and tables right below a story or a cell, controls opened.

        The strands of the story must have been asked for.
        """
        found: list[Item] = []
        for child in parent:
            strand = self._strands.get(child)
            if strand is not None:
                found.append(strand)
            elif child.tag == names.TABLE:
                found.append(self._grid(child))
            elif child.tag in WRAPPERS:
                found += self.items(child)
            elif child.tag == names.ALTERNATE:
                found += self.items(chosen(child))
        return found

    def parts(self, paragraph: etree._Element) -> list[tuple[Leaf, str]]:
        """The leaves of a paragraph, each with its part of the text."""
        return [(leaf, self._sign(leaf)) for leaf in LineWalk().line(paragraph).leaves]

    def direct(self, strand: Strand) -> Direct:
        """What a paragraph itself says of its style and its list."""
        while self._unlooked:
            self._directs |= dict(directs(self._unlooked.pop()))
        return self._directs[strand.element]

    def _grid(self, table: etree._Element) -> Grid:
        rows = [self._row(row) for row in inside(table, names.ROW)]
        text = ROW_END.join([row.text for row in rows])
        return Grid(table, rows, f"{GRID_START}{text}{GRID_END}", any(r.has_things for r in rows))

    def _row(self, row: etree._Element) -> GridRow:
        cells = [self._cell(cell) for cell in inside(row, names.CELL)]
        text = CELL_END.join([cell.text for cell in cells])
        return GridRow(row, cells, text, any(cell.has_things for cell in cells))

    def _cell(self, cell: etree._Element) -> GridCell:
        items = self.items(cell)
        text = ITEM_END.join([item.text for item in items])
        return GridCell(cell, items, text, any(item.has_things for item in items))

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
