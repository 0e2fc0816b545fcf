"""From the XML of a body, a header or a note to paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from portal.word import names
from portal.word.document import Block, Change, Layout, Mark, Paragraph, Table, glimpsed
from portal.word.leaves import MARKERS, MARKS, Line, LineWalk, chosen
from portal.word.names import w
from portal.word.numbering import Counter
from portal.word.skimming import skimmed
from portal.word.spans import Spans, format_changes
from portal.word.styles import Properties, layout, paragraph_properties
from portal.word.surroundings import Setting
from portal.word.tables import (
    CELL_PROPERTIES,
    ROW_PROPERTIES,
    RawCell,
    RawRow,
    laid_out,
    raw_cell,
    raw_row,
)

SKIPPED = (
    *(w("sectPr"), names.SDT_PR, w("sdtEndPr"), w("tblPr"), w("tblPrEx"), w("tblGrid")),
    *(names.FALLBACK, CELL_PROPERTIES, ROW_PROPERTIES),
)
FOREIGN = (w("altChunk"), w("subDoc"))
BOXES = ("image", "object")
STRUCTURAL = {
    names.INS: Mark.INSERTED,
    names.DEL: Mark.DELETED,
    w("cellIns"): Mark.INSERTED,
    w("cellDel"): Mark.DELETED,
}
CHANGES = (*MARKS, *STRUCTURAL, w("pPrChange"), w("rPrChange"))
ListPlace = tuple[str, int]
Kind = tuple[str, tuple[tuple[str, str], ...]]


class Body:
    """Reads one story; what it found beside its blocks stands in its attributes."""

    def __init__(self, setting: Setting, *, tracked: bool = True) -> None:
        """`tracked` False promises that the story has no tracked changes."""
        self.paragraphs: list[Paragraph] = []
        self.changes: list[Change] = []
        self.markers: list[tuple[str, str, int, int]] = []  # kind, comment, paragraph, offset
        self.boxes: list[tuple[etree._Element, int]] = []  # content of a text box, its host
        self.notes: list[tuple[str, str, int]] = []  # tag, id, paragraph
        self.unread: set[str] = set()
        self._setting = setting
        self._tracked = tracked
        self._changed: frozenset[etree._Element] = frozenset()
        self._spans = Spans(setting.styles, setting.pictures, setting.links)
        self._walk = LineWalk(setting.links)
        self._counter = Counter(setting.numbering)
        self._kinds: dict[Kind, tuple[ListPlace | None, Layout, str]] = {}
        self._waiting: list[str] = []  # comments that start before the next paragraph
        self._depth = 0

    def blocks(self, parent: etree._Element) -> tuple[Block, ...]:
        """The blocks of the story below an element, in order."""
        if self._tracked:
            self._changed = frozenset(_changed(parent))
        return self._inner(parent)

    def _inner(self, parent: etree._Element) -> tuple[Block, ...]:
        found: list[Block] = []
        self._blocks(parent, found)
        return tuple(found)

    def _blocks(self, parent: etree._Element, found: list[Block]) -> None:
        for child in parent:
            handler = HANDLERS.get(child.tag, Body._blocks)
            if handler is not None:
                handler(self, child, found)

    def _alternate(self, element: etree._Element, found: list[Block]) -> None:
        self._blocks(chosen(element), found)

    def _foreign(self, element: etree._Element, found: list[Block]) -> None:
        self.unread.add(str(etree.QName(element).localname))

    def _marker(self, element: etree._Element, found: list[Block]) -> None:
        kind, comment = MARKERS[element.tag], element.get(names.ID, "")
        if kind == "start":
            self._waiting.append(comment)
        elif self.paragraphs:
            last = self.paragraphs[-1]
            self.markers.append((kind, comment, last.index, len(last.text)))

    def _paragraph(self, element: etree._Element, found: list[Block]) -> None:
        index, fields, mark = len(self.paragraphs), self._walk.fields, Mark.PLAIN
        own = _properties(element)
        if self._waiting:
            self.markers += [("start", comment, index, 0) for comment in self._waiting]
            self._waiting.clear()
        plain = None if element in self._changed else skimmed(element)
        if plain is None:
            line = self._walk.line(element)
            mark = self._changes(line, own, index) if element in self._changed else mark
            self._note(line, index)
        direct = paragraph_properties(own)
        style = direct.get("style", "")
        place, stands, name = self._kind(style, direct)
        paragraph = glimpsed(
            self._spans.later(element, style, fields, plain=plain is not None),
            index,
            line.text if plain is None else plain,
            None if place is None else self._counter.number(*place),
            name,
            stands,
            mark,
            in_table=self._depth > 0,
        )
        self.paragraphs.append(paragraph)
        found.append(paragraph)

    def _kind(self, style: str, direct: Properties) -> tuple[ListPlace | None, Layout, str]:
        """The list that a paragraph with these properties belongs to, how it stands, and what
        its style is called."""
        key = style, tuple(direct.items())
        found = self._kinds.get(key)
        if found is None:
            place = self._setting.numbering.place(style, direct)
            stands = layout(self._merged(style, direct, place))
            found = self._kinds[key] = place, stands, self._setting.styles.name(style)
        return found

    def _merged(self, style: str, direct: Properties, place: ListPlace | None) -> Properties:
        """All properties, those of the list level in their place: above what names the list."""
        styled = self._setting.styles.paragraph(style)
        level = {} if place is None else self._setting.numbering.level(*place).properties
        if "number" in direct:
            return {**styled, **level, **direct}
        return {**level, **styled, **direct}

    def _note(self, line: Line, index: int) -> None:
        """Remember what hangs on a paragraph: comment markers, text boxes, notes."""
        self.markers += [(kind, comment, index, offset) for kind, comment, offset in line.markers]
        for leaf in line.atoms:
            if leaf.atom in BOXES:
                self.boxes += [(box, index) for box in _outer_boxes(leaf.node)]
            elif leaf.atom == "note":
                self.notes.append((leaf.node.tag, leaf.node.get(names.ID, ""), index))

    def _changes(self, line: Line, own: etree._Element | None, index: int) -> Mark:
        """Remember the tracked changes of a paragraph; returns how its mark stands in them."""
        for t in line.tracked:
            self.changes.append(Change(t.kind, t.author, t.date, index, t.start, t.end, t.text))
        self.changes += format_changes(line, index)
        if own is None:
            return Mark.PLAIN
        changed = own.find(w("pPrChange"))
        if changed is not None:
            self._change(changed, "format", index, 0, line.length, line.text)
        mark, look = Mark.PLAIN, own.find(names.R_PR)
        for element in () if look is None else look:
            if element.tag in MARKS:
                mark = MARKS[element.tag] if mark.is_current else mark
                self._change(element, MARKS[element.tag], index, line.length, line.length, "\n")
        return mark

    def _change(
        self, element: etree._Element, kind: str, index: int, start: int, end: int, text: str
    ) -> None:
        author, date = element.get(names.AUTHOR, ""), element.get(names.DATE, "")
        self.changes.append(Change(kind, author, date, index, start, end, text))

    def _table(self, element: etree._Element, found: list[Block]) -> None:
        self._depth += 1
        rows = [self._row(row) for row in self._inside(element, names.ROW)]
        self._depth -= 1
        found.append(Table(laid_out(rows)))

    def _row(self, row: etree._Element) -> RawRow:
        if row in self._changed:
            self._note_structure(row.find(ROW_PROPERTIES))
        return raw_row(row, self._cells(row))

    def _note_structure(self, properties: etree._Element | None) -> None:
        """Remember that a row or cell was added or taken out: a change without a text."""
        if properties is not None:
            for element in properties.iterchildren(*STRUCTURAL):
                self._change(element, STRUCTURAL[element.tag], len(self.paragraphs), 0, 0, "")

    def _cells(self, row: etree._Element) -> list[RawCell]:
        return [self._cell(cell) for cell in self._inside(row, names.CELL)]

    def _cell(self, cell: etree._Element) -> RawCell:
        if cell in self._changed:
            self._note_structure(cell.find(CELL_PROPERTIES))
        return raw_cell(cell, self._inner(cell))

    def _inside(self, parent: etree._Element, tag: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, through content controls and the like."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in MARKERS:
                self._marker(child, [])
            elif child.tag not in SKIPPED and isinstance(child.tag, str):
                yield from self._inside(child, tag)


HANDLERS: dict[str, Callable[[Body, etree._Element, list[Block]], None] | None] = {
    **dict.fromkeys(SKIPPED),
    **dict.fromkeys(FOREIGN, Body._foreign),
    **dict.fromkeys(MARKERS, Body._marker),
    names.P: Body._paragraph,
    names.TABLE: Body._table,
    names.ALTERNATE: Body._alternate,
}


def _changed(story: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, rows and cells that tracked changes stand in."""
    for change in story.iter(*CHANGES):
        yield from change.iterancestors(names.P, names.ROW, names.CELL)


def _properties(paragraph: etree._Element) -> etree._Element | None:
    """The pPr of a paragraph: its first child, unless somebody was careless."""
    for child in paragraph:
        if child.tag == names.P_PR:
            return child
        break
    return next(paragraph.iterchildren(names.P_PR), None)


def _outer_boxes(node: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, each once, those in unchosen branches left out."""
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag.endswith("}txbxContent"):
            yield child
        elif child.tag == names.ALTERNATE:
            yield from _outer_boxes(chosen(child))
        else:
            yield from _outer_boxes(child)
