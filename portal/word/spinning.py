"""A story as the comparison sees it: paragraphs as strands of signs, tables as grids of them.

A strand is the text of a paragraph in which everything that is no text (a picture, a formula,
a reference to a note, ruby) is one sign from the private planes of Unicode, the same sign for
the same thing in both files. So one comparison serves text and things alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.leaves import RUBY, Leaf, LineWalk, chosen
from portal.word.leaves import Line as LeafLine
from portal.word.matching import Line
from portal.word.names import M, R, w
from portal.word.package import Package

END = "\u2029"  # stands between the strands of a group: the paragraph mark
FIRST_SIGN = 0xF0000
WRAPPERS = (names.SDT, names.SDT_CONTENT, w("customXml"), w("smartTag"))
RELATED = f"{{{R}}}"
MATH_TEXT = f"{{{M}}}t"


class Signs:
    """Gives every distinct thing a sign of its own, for both files together."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}

    def of(self, key: tuple[str, ...]) -> str:
        return self._known.setdefault(key, chr(FIRST_SIGN + len(self._known)))


@dataclass(slots=True)
class Strand:
    """A paragraph; `signs` gives each leaf its part of the text."""

    element: etree._Element
    line: LeafLine
    signs: list[str]
    text: str

    @property
    def has_things(self) -> bool:
        """Whether there is anything but text in it."""
        return any(leaf.atom for leaf in self.line.leaves)

    def matched(self) -> Line:
        return Line(self.text)


@dataclass(slots=True)
class GridCell:
    element: etree._Element
    items: list[Item]


@dataclass(slots=True)
class GridRow:
    element: etree._Element
    cells: list[GridCell]

    @property
    def text(self) -> str:
        return "\t".join("\n".join(item.text for item in cell.items) for cell in self.cells)


@dataclass
class Grid:
    """A table; `home` tells it from all other tables of its file."""

    element: etree._Element
    rows: list[GridRow]
    home: int = field(default=1)

    @cached_property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)

    def matched(self) -> Line:
        return Line(self.text, self.home)


Item = Strand | Grid


class Spinner:
    """Takes the stories of one file apart; what both files hold gets the same signs."""

    def __init__(self, package: Package, part: str, signs: Signs) -> None:
        self._package = package
        self._signs = signs
        self._targets = {r.id: r for r in package.relations(part)}
        self._walk = LineWalk()
        self._grids = 0

    def items(self, parent: etree._Element) -> list[Item]:
        """The paragraphs and tables below a body, a cell or a note, controls opened."""
        return list(self._items(parent))

    def _items(self, parent: etree._Element) -> Iterator[Item]:
        for child in parent:
            if child.tag == names.P:
                yield self._strand(child)
            elif child.tag == names.TABLE:
                yield self._grid(child)
            elif child.tag in WRAPPERS:
                yield from self._items(child)
            elif child.tag == names.ALTERNATE:
                yield from self._items(chosen(child))

    def _strand(self, paragraph: etree._Element) -> Strand:
        line = self._walk.line(paragraph)
        signs = [self._sign(leaf) for leaf in line.leaves]
        return Strand(paragraph, line, signs, "".join(signs))

    def _grid(self, table: etree._Element) -> Grid:
        self._grids += 1
        home = self._grids
        rows = [
            GridRow(row, [GridCell(cell, self.items(cell)) for cell in inside(row, names.CELL)])
            for row in inside(table, names.ROW)
        ]
        return Grid(table, rows, home)

    def _sign(self, leaf: Leaf) -> str:
        if leaf.atom:
            return self._signs.of((leaf.atom, *self._identity(leaf)))
        if leaf.node.tag == RUBY:
            return self._signs.of(("ruby", *map(str, leaf.node.itertext())))
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


def inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, tag)
