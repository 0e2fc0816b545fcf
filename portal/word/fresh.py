"""New text for an old file: copies of what only the new file has, marked as written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.adopting import Adopter
from portal.word.grids import Grid, GridCell, GridRow, Item
from portal.word.ink import Ink
from portal.word.leaves import Leaf
from portal.word.names import w
from portal.word.strands import Strand


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph mark that is added; the paragraph it ends looks like `like`."""

    like: Strand


class Fresh:
    """Builds the pieces; each carries the mark of the hand that wrote it."""

    def __init__(self, ink: Ink, adopter: Adopter) -> None:
        self._ink = ink
        self.adopter = adopter

    def fragments(
        self, strands: Sequence[Strand], start: int, end: int
    ) -> Iterator[etree._Element | Break]:
        """The joined text from `start` to `end` as insertions, with breaks between paragraphs."""
        begin = 0
        for strand in strands:
            stop = begin + len(strand.text)
            if start <= stop and end > begin:
                runs = list(self.runs(strand, start - begin, end - begin))
                if runs:
                    yield self._ink.write_in(runs)
                if start <= stop < end:
                    yield Break(strand)
            begin = stop + 1

    def runs(self, strand: Strand, start: int, end: int) -> Iterator[etree._Element]:
        """The part of a strand between two offsets, as runs with the look of the new file."""
        at, source, run = 0, None, None
        for leaf, signs in strand.parts:
            low, high = max(start - at, 0), min(end - at, len(signs))
            at += len(signs)
            node = self._node(leaf, low, high) if low < high else None
            if node is None:
                continue
            if leaf.run is None:
                run = source = None
                yield node
                continue
            if run is None or source is not leaf.run:
                run, source = self._run(leaf.run), leaf.run
                yield run
            run.append(node)

    def properties(self, strand: Strand) -> etree._Element | None:
        """The properties of a new paragraph, fit for the old file."""
        return self.adopter.properties(strand.element.find(names.P_PR))

    def paragraph(self, strand: Strand, *, flagged: bool) -> etree._Element:
        """A whole new paragraph; `flagged` where its mark is new too."""
        result = etree.Element(names.P)
        properties = self.properties(strand)
        if properties is not None:
            result.append(properties)
        runs = list(self.runs(strand, 0, len(strand.text)))
        if runs:
            result.append(self._ink.write_in(runs))
        if flagged:
            self._ink.flag_mark(result, names.INS)
        return result

    def grid(self, grid: Grid) -> etree._Element:
        """A whole new table."""
        table = etree.Element(names.TABLE)
        self._copy(grid.element, (w("tblPr"), w("tblGrid")), table)
        table.extend(self.row(row) for row in grid.rows)
        return table

    def row(self, row: GridRow) -> etree._Element:
        """A whole new row."""
        result = etree.Element(names.ROW)
        self._copy(row.element, (w("tblPrEx"), w("trPr")), result)
        result.extend(self._cell(cell) for cell in row.cells)
        self._ink.flag_row(result, names.INS)
        return result

    def blocks(self, items: Iterable[Item]) -> Iterator[etree._Element]:
        for item in items:
            if isinstance(item, Grid):
                yield self.grid(item)
            else:
                yield self.paragraph(item, flagged=True)

    def _cell(self, cell: GridCell) -> etree._Element:
        result = etree.Element(names.CELL)
        self._copy(cell.element, (w("tcPr"),), result)
        result.extend(self.blocks(cell.items))
        if not cell.items or isinstance(cell.items[-1], Grid):
            etree.SubElement(result, names.P)
        return result

    def _copy(self, source: etree._Element, tags: Iterable[str], target: etree._Element) -> None:
        for tag in tags:
            copy = self.adopter.properties(source.find(tag))
            if copy is not None:
                target.append(copy)

    def _run(self, source: etree._Element) -> etree._Element:
        run = etree.Element(names.RUN)
        look = self.adopter.properties(source.find(names.R_PR))
        if look is not None:
            run.append(look)
        return run

    def _node(self, leaf: Leaf, low: int, high: int) -> etree._Element | None:
        if leaf.node.tag == names.T:
            text = etree.Element(names.T)
            text.text = leaf.text[low:high]
            text.set(names.SPACE, "preserve")
            return text
        return self.adopter.node(leaf.node) if leaf.atom else deepcopy(leaf.node)
