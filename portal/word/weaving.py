"""Weaving the new text into the old file, container by container: bodies, cells, notes.

Paragraphs of a container are grouped with theirs in the other file and rewritten; what has no
counterpart is struck out or written in; tables go row by row and cell by cell where both have
the same cells, else whole rows are struck and written. What is equal is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from portal.word import names
from portal.word.fresh import Fresh
from portal.word.grids import Grid, GridRow, Item, strands, strands_of_row
from portal.word.ink import Ink
from portal.word.matching import Line, match
from portal.word.names import w
from portal.word.rewriting import Rewriter
from portal.word.stepping import Step, settled_end, spared_marks, stepped, with_gaps
from portal.word.strands import Strand
from portal.word.woven import Passage, struck, written


class Weaver:
    """Weaves containers of one story; `passages` tells what it did, in order."""

    def __init__(self, ink: Ink, fresh: Fresh, rewriter: Rewriter) -> None:
        self.passages: list[Passage] = []
        self.rewriter = rewriter
        self._ink = ink
        self._fresh = fresh

    def weave(self, parent: etree._Element, olds: Sequence[Item], news: Sequence[Item]) -> None:
        """Makes the items below `parent` read as `news`."""
        steps = settled_end(list(stepped(olds, news)))
        self._learn(steps)
        spared = spared_marks(steps)
        behind: etree._Element | None = None
        for step in steps:
            if step.is_pair:
                self._pair(step)
            for item in step.olds if not step.news else ():
                self._strike(item, flagged=item is not spared.last)
            if step.olds:
                behind = step.olds[-1].element
            for item in step.news if not step.olds else ():
                behind = self._write(item, parent, behind, flagged=item is not spared.last)
        if spared.flagged is not None:
            self._ink.flag_mark(spared.flagged.element, spared.tag)

    def _learn(self, steps: Sequence[Step]) -> None:
        for step in steps:
            if step.is_kept or step.strand:
                self._fresh.adopter.learn(step.olds, step.news)

    def _pair(self, step: Step) -> None:
        if step.is_kept:
            self._keep(step.olds, step.news)
        elif isinstance(step.olds[0], Grid) and isinstance(step.news[0], Grid):
            self._grid(step.olds[0], step.news[0])
        else:
            self._rewrite(list(strands(step.olds)), list(strands(step.news)))

    def _keep(self, olds: Sequence[Item], news: Sequence[Item]) -> None:
        for old, new in zip(olds, news, strict=True):
            if old.has_things:
                for pair in zip(strands([old]), strands([new]), strict=True):
                    self.rewriter.keep(*pair)

    def _rewrite(self, olds: Sequence[Strand], news: Sequence[Strand]) -> None:
        way = self.rewriter.rewrite(olds, news)
        self.passages.append(Passage(olds, news, way))

    def _strike(self, item: Item, *, flagged: bool = True) -> None:
        if isinstance(item, Strand):
            self.passages.append(struck(item))
            self.rewriter.strike(item, flagged=flagged)
        else:
            for row in item.rows:
                self._strike_row(row)

    def _strike_row(self, row: GridRow) -> None:
        for cell in row.cells:
            for item in cell.items:
                self._strike(item)
        self._ink.flag_row(row.element, names.DEL)

    def _write(
        self, item: Item, parent: etree._Element, behind: etree._Element | None, *, flagged: bool
    ) -> etree._Element:
        """Puts a new item behind an element, or first of all; returns what it became."""
        self.passages += map(written, strands([item]))
        if isinstance(item, Grid):
            element = self._fresh.grid(item)
        else:
            element = self._fresh.paragraph(item, flagged=flagged)
        if behind is not None:
            behind.addnext(element)
        else:
            parent.insert(first_place(parent), element)
        return element

    def _grid(self, old: Grid, new: Grid) -> None:
        before = [Line(row.text, 1) for row in old.rows]
        after = [Line(row.text, 1) for row in new.rows]
        couples = [(i, j) for i, j in match(before, after) if alike(old.rows[i], new.rows[j])]
        groups = [(range(i, i + 1), range(j, j + 1)) for i, j in couples]
        behind: etree._Element | None = None
        for olds, news in with_gaps(groups, len(before), len(after)):
            if olds and news:
                self._row(old.rows[olds[0]], new.rows[news[0]])
            else:
                for i in olds:
                    self._strike_row(old.rows[i])
            behind = old.rows[olds[-1]].element if olds else behind
            for j in news if not olds else ():
                behind = self._write_row(new.rows[j], old.element, behind)

    def _row(self, old: GridRow, new: GridRow) -> None:
        for one, other in zip(old.cells, new.cells, strict=True):
            self.weave(one.element, one.items, other.items)

    def _write_row(
        self, row: GridRow, table: etree._Element, behind: etree._Element | None
    ) -> etree._Element:
        self.passages += map(written, strands_of_row(row))
        element = self._fresh.row(row)
        if behind is not None:
            behind.addnext(element)
        else:
            first = next(table.iterchildren(names.ROW, names.SDT), None)
            table.append(element) if first is None else first.addprevious(element)
        return element


def alike(one: GridRow, other: GridRow) -> bool:
    return len(one.cells) == len(other.cells)


def first_place(parent: etree._Element) -> int:
    """Where content may begin in a body, a cell or a note."""
    return 1 if len(parent) and parent[0].tag == w("tcPr") else 0
