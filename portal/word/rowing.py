"""Tracked changes of whole table rows: rows struck out, written in, reworded cell by cell.

The wording of rows is one line a row with tabs between the cells; the paragraphs of a cell
stand side by side with a space between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.document import Place
from portal.word.hunks import Hunk, hunks
from portal.word.ink import Ink
from portal.word.names import w
from portal.word.proposing import Pen
from portal.word.revisions import drop
from portal.word.wholes import cells

MERGED, PROPERTIES = w("vMerge"), (w("trPr"), w("tblPrEx"))
OWNED = (names.INS, names.DEL, w("trPrChange"), w("tcPrChange"), w("cellIns"), w("cellDel"))


@dataclass(slots=True)
class RowPlan:
    """What happens to some rows: edits of their words, rows that go, rows that come.

    A new row stands behind the row that it is made after, or before it.
    """

    hunks: list[Hunk] = field(default_factory=list)
    struck: list[etree._Element] = field(default_factory=list)
    written: list[tuple[etree._Element, bool, list[str]]] = field(default_factory=list)


class Rows:
    """The rows of a table that one note rewords."""

    def __init__(self, canvas: Canvas, rows: Sequence[etree._Element]) -> None:
        self._canvas = canvas
        self._rows = rows
        self._numbers = {p: n for n, p in enumerate(canvas.paragraphs)}
        self._texts = [[self._text(cell) for cell in cells(row)] for row in rows]
        self._plan = RowPlan()

    def plan(self, replacement: str) -> RowPlan | None:
        """The way to the wording; None where the structure forbids it."""
        old = ["\t".join(texts) for texts in self._texts]
        new = replacement.split("\n") if replacement else []
        for step, low, high, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
            common = 0 if step == "equal" else min(high - low, end - start)
            for n in range(common):
                if not self._reword(low + n, new[start + n].split("\t")):
                    return None
            for n in range(low + common, high if step != "equal" else low):
                self._strike(n)
            added = new[start + common : end] if step != "equal" else []
            if not all(self._write(low + common, line.split("\t")) for line in added):
                return None
        return self._plan

    def _text(self, cell: etree._Element) -> str:
        return " ".join(self._canvas.lines[n].text for n in self._paragraphs(cell))

    def _paragraphs(self, element: etree._Element) -> list[int]:
        return [self._numbers[p] for p in element.iter(names.P) if p in self._numbers]

    def _reword(self, row: int, texts: list[str]) -> bool:
        if len(texts) != len(self._texts[row]):
            return False
        for cell, old, new in zip(cells(self._rows[row]), self._texts[row], texts, strict=True):
            paragraphs = self._paragraphs(cell)
            if old != new and len(paragraphs) != 1:
                return False
            if old != new:
                place = Place(paragraphs[0], 0, paragraphs[0], len(old))
                self._plan.hunks += hunks([old], place, new)
        return True

    def _strike(self, row: int) -> None:
        self._plan.struck.append(self._rows[row])
        for n in self._paragraphs(self._rows[row]):
            if length := self._canvas.lines[n].length:
                self._plan.hunks.append(Hunk((n, 0), (n, length), ""))

    def _write(self, at: int, texts: list[str]) -> bool:
        """A row before that of number `at`, behind the one above where there is one."""
        model, is_behind = (self._rows[at - 1], True) if at else (self._rows[0], False)
        if len(texts) != len(list(cells(model))) or next(model.iter(MERGED), None) is not None:
            return False
        self._plan.written.append((model, is_behind, texts))
        return True


def carry_out(plan: RowPlan, pen: Pen, ink: Ink) -> None:
    """Write the rows that come and strike those that go; their words are struck already."""
    last: dict[etree._Element, etree._Element] = {}
    for row in plan.struck:
        ink.flag_row(row, names.DEL)
    for model, is_behind, texts in plan.written:
        row = new_row(model, texts, pen)
        ink.flag_row(row, names.INS)
        if is_behind:
            last.get(model, model).addnext(row)
            last[model] = row
        else:
            model.addprevious(row)


def new_row(model: etree._Element, texts: Sequence[str], pen: Pen) -> etree._Element:
    """A row like another one, with these texts written in."""
    row = etree.Element(names.ROW)
    row.extend(_copies(model, PROPERTIES))
    for cell, text in zip(cells(model), texts, strict=True):
        own = etree.SubElement(row, names.CELL)
        own.extend(_copies(cell, (w("tcPr"),)))
        paragraph = etree.SubElement(own, names.P)
        like = next(cell.iter(names.P), paragraph)
        paragraph.extend(_copies(like, (names.P_PR,)))
        if text:
            source = next(like.iter(names.RUN), like.find(names.P_PR))
            paragraph.append(pen.insertion(text, source))
    return row


def _copies(source: etree._Element, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Copies of properties without what belongs to one element alone."""
    for element in source.iterchildren(*tags):
        copy = deepcopy(element)
        copy.tail = None
        for change in list(copy.iter(*OWNED, w("pPrChange"), w("rPrChange"), w("sectPr"))):
            drop(change)
        yield copy
