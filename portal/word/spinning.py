"""A story as the comparison sees it: paragraphs as strands of signs, tables as grids of them.

The signs for what is no text come from the private planes of Unicode, so that one comparison
serves text and things alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from portal.word import names
from portal.word.grids import (
    GRID_END,
    GRID_START,
    ROW_END,
    Grid,
    GridCell,
    GridRow,
    Item,
    plain_text,
    strands,
)
from portal.word.leaves import RUBY, Leaf, LineWalk, chosen
from portal.word.names import M, R, w
from portal.word.package import Package
from portal.word.strands import Parts, Scan, Strand, scanned

END = "\u2029"  # stands between the strands of a group: the paragraph mark
FIRST_SIGN = 0xF0000
SIGN = re.compile(f"[{END}{chr(FIRST_SIGN)}-{chr(0x10FFFF)}]")
WRAPPERS = (names.SDT, names.SDT_CONTENT, w("customXml"), w("smartTag"))
RELATED = f"{{{R}}}"
MATH_TEXT = f"{{{M}}}t"


class Signs:
    """Gives every distinct thing a sign of its own, for both files together."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], str] = {}
        self._shown = {END: "\n"}

    def of(self, key: tuple[str, ...], shown: str = "") -> str:
        """The sign for a thing that reads as `shown`."""
        sign = self._known.setdefault(key, chr(FIRST_SIGN + len(self._known)))
        self._shown[sign] = shown
        return sign

    def words(self, text: str) -> str:
        """What a reader sees of the text of strands."""
        return SIGN.sub(lambda sign: self._shown.get(sign[0], sign[0]), text)


class Spinner:
    """Takes the stories of one part apart; what both files hold gets the same signs."""

    def __init__(self, package: Package, part: str, signs: Signs) -> None:
        self._package = package
        self._signs = signs
        self._targets = {r.id: r for r in package.relations(part)}
        self._strands: dict[etree._Element, Strand] = {}

    def scan(self, story: etree._Element) -> Scan:
        """The paragraphs below a body, a note or a text box, those in tables included."""
        scan = scanned(story, self._parts)
        self._strands |= {strand.element: strand for strand in scan.strands}
        return scan

    def items(self, parent: etree._Element) -> list[Item]:
        """The paragraphs and tables right below a story or a cell, controls opened.

        The story must have been scanned.
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

    def rows(self, table: etree._Element) -> list[GridRow]:
        """The rows of a table with their cells."""
        return [self._row(row) for row in inside(table, names.ROW)]

    def _grid(self, table: etree._Element) -> Grid:
        found = plain_text(table, self._strands)
        if found is not None:
            return Grid(table, *found, self.rows)
        grid = Grid(table, "", False, self.rows)
        grid.text = ROW_END.join([GRID_START, *[row.text for row in grid.rows], GRID_END])
        grid.has_things = any(strand.has_things for strand in strands([grid]))
        return grid

    def _row(self, row: etree._Element) -> GridRow:
        cells = [GridCell(cell, self.items(cell)) for cell in inside(row, names.CELL)]
        return GridRow(row, cells)

    def _parts(self, paragraph: etree._Element) -> Parts:
        return [(leaf, self._sign(leaf)) for leaf in LineWalk().line(paragraph).leaves]

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


def inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, tag)
