"""A marked copy of an original, as a stream: what it kept, struck out and wrote in.

Changes that the original has already are no news: what they wrote in counts as text of the
original, what they struck out as not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.leaves import ADDED, MARKERS, MARKS, Leaf, Line, LineWalk, body_paragraphs
from portal.word.names import w

END = "\u2029"  # the end of a paragraph; "\n" is a line break in it
THING = "\U000f0000"  # a picture, a formula, a note: one unit
SECONDS = len("2026-01-02T03:04:05")
ROW_PROPERTIES, MARK_LOOK = w("trPr"), f"{names.P_PR}/{names.R_PR}"

LOOKS = {w("rPrChange"): "look", w("pPrChange"): "stand"}

Sign = tuple[str, str, str]  # what was done, by whom, when


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed something, and when."""

    author: str
    date: str


@dataclass(slots=True)
class Piece:
    """A stretch of the text of a copy, or a table that only the copy has (without a text).

    `source` is the paragraph of an end, the table, or the node of a text.
    """

    text: str
    source: etree._Element
    leaf: Leaf | None = None
    written: Hand | None = None
    struck: Hand | None = None

    @property
    def is_old(self) -> bool:
        """Whether it stands in the text that the copy was made from."""
        return self.written is None


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a comment starts, ends or is referred to."""

    kind: str
    comment: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """A table row that only the copy has."""

    element: etree._Element
    hand: Hand


@dataclass(frozen=True, slots=True)
class Restyled:
    """Text of a copy, from one offset to another, that looks otherwise since somebody's change.

    `properties` are those of the runs, or of the paragraph.
    """

    start: int
    end: int
    properties: etree._Element
    hand: Hand


def lines(paragraphs: Collection[etree._Element]) -> Iterator[Line]:
    """Paragraphs taken apart; what is no text counts as one character."""
    walk = LineWalk()
    return (counted(walk.line(paragraph)) for paragraph in paragraphs)


def counted(line: Line) -> Line:
    """The same line with a character for each thing that is no text."""
    for leaf in line.atoms:
        leaf.text = leaf.text or THING
    line.length = sum(len(leaf.text) for leaf in line.leaves if leaf.current)
    return line


def signs(root: etree._Element) -> set[Sign]:
    """The changes under an element by kind, author and time."""
    return {sign(element) for element in root.iter(*MARKS, *LOOKS)}


def sign(element: etree._Element) -> Sign:
    """What tells a change from others, also where a program has cut it in pieces."""
    hand, mark = hand_of(element), MARKS.get(element.tag)
    added = "added" if mark in ADDED else "struck"
    return LOOKS.get(element.tag, added), hand.author, hand.date[:SECONDS]


def hand_of(element: etree._Element) -> Hand:
    return Hand(element.get(names.AUTHOR, ""), element.get(names.DATE, ""))


class Stream:
    """The body of a copy in order; `known` are the changes of the original."""

    def __init__(self, body: etree._Element, known: Collection[Sign]) -> None:
        self.pieces: list[Piece | Marker] = []
        self.rows: list[NewRow] = []
        self.struck_rows: list[NewRow] = []
        self.looks: list[Restyled] = []
        self.begins: dict[etree._Element, int] = {}  # where each kept paragraph begins
        self.paragraphs = body_paragraphs(body)
        self._known = known
        self._at = 0
        self._apart = dict(self._new_rows(body))
        self._read(body)

    @property
    def text(self) -> str:
        """The text that the copy was made from."""
        return "".join(p.text for p in self.pieces if isinstance(p, Piece) and p.is_old)

    def fresh(self, element: etree._Element | None, tag: str) -> Hand | None:
        """Who made a change below `element` that the original does not have."""
        for change in () if element is None else element.iterchildren(*MARKS):
            if change.tag == tag and sign(change) not in self._known:
                return hand_of(change)
        return None

    def _new_rows(self, body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
        """The paragraphs of new rows, each with the new table or the new row it stands in."""
        for row in body.iter(names.ROW):
            hand = self.fresh(row.find(ROW_PROPERTIES), names.INS)
            if hand is None:
                self._note_struck(row)
                continue
            table = next(row.iterancestors(names.TABLE))
            rows = list(table.iter(names.ROW))
            whole = all(self.fresh(r.find(ROW_PROPERTIES), names.INS) for r in rows)
            if not whole:
                self.rows.append(NewRow(row, hand))
            for paragraph in row.iter(names.P):
                yield paragraph, table if whole else row

    def _note_struck(self, row: etree._Element) -> None:
        hand = self.fresh(row.find(ROW_PROPERTIES), names.DEL)
        if hand is not None:
            self.struck_rows.append(NewRow(row, hand))

    def _read(self, body: etree._Element) -> None:
        of = dict(zip(self.paragraphs, lines(self.paragraphs), strict=True))
        tables: set[etree._Element] = set()
        for element in body.iter(names.P, *MARKERS):
            if element in of and element not in self._apart:
                self._paragraph(element, of[element])
            elif element in of and self._apart[element].tag == names.TABLE:
                self._table(self._apart[element], tables)
            elif element.tag in MARKERS and not is_within(element):
                self._mark(Marker(MARKERS[element.tag], element.get(names.ID, "")))

    def _mark(self, marker: Marker) -> None:
        """A mark between paragraphs: where a comment ends belongs to what stands before."""
        last = self.pieces[-1] if self.pieces else None
        ends = marker.kind != "start" and isinstance(last, Piece) and last.text == END
        self.pieces.insert(len(self.pieces) - ends, marker)

    def _table(self, table: etree._Element, known: set[etree._Element]) -> None:
        outer = [a for a in table.iterancestors(names.TABLE) if a in known]
        if table not in known and not outer:
            row = next(table.iter(names.ROW))
            hand = self.fresh(row.find(ROW_PROPERTIES), names.INS)
            self.pieces.append(Piece("", table, written=hand))
        known.add(table)

    def _paragraph(self, paragraph: etree._Element, line: Line) -> None:
        self.begins[paragraph] = self._at
        look = paragraph.find(MARK_LOOK)
        written = self._written(paragraph)
        struck = self.fresh(look, names.DEL) or self.fresh(look, names.MOVE_FROM)
        end = Piece(END, paragraph, None, written, struck)
        if written is not None and all(map(self._written, paragraph.itersiblings(names.P))):
            end = self._taken_back(end)
        marks = list(markers(paragraph, line))
        for place, leaf in enumerate(line.leaves):
            self.pieces += [mark for at, mark in marks if at == place]
            self._leaf(leaf)
        self.pieces += [mark for at, mark in marks if at >= len(line.leaves)]
        if end.is_old:
            self._restyled(paragraph.find(names.P_PR), self._at)
        self._add(end)

    def _written(self, paragraph: etree._Element) -> Hand | None:
        """Who added the end of a paragraph."""
        look = paragraph.find(MARK_LOOK)
        return self.fresh(look, names.INS) or self.fresh(look, names.MOVE_TO)

    def _taken_back(self, end: Piece) -> Piece:
        """A body or a cell ends with an old end: new paragraphs behind it stand before it.

        Returns the end that the new paragraph gets: the old one, which the new one replaces.
        """
        last = next((piece for piece in reversed(self.pieces) if isinstance(piece, Piece)), None)
        if (
            last is None
            or last.text != END
            or last.source.getparent() is not end.source.getparent()
        ):
            end.written = None if is_needed(end.source) else end.written
            return end
        self.pieces.remove(last)
        self._at -= len(END) if last.is_old else 0
        self._add(Piece(END, last.source, None, end.written, end.struck))
        return last

    def _restyled(self, properties: etree._Element | None, end: int) -> None:
        """Note whether somebody changed how text that is kept looks, from here to `end`."""
        for change in () if properties is None else properties.iterchildren(*LOOKS):
            if properties is not None and sign(change) not in self._known:
                self.looks.append(Restyled(self._at, end, properties, hand_of(change)))

    def _leaf(self, leaf: Leaf) -> None:
        piece = Piece(leaf.text, leaf.node, leaf)
        for change in changes_around(leaf) if leaf.tracked else ():
            added = MARKS[change.tag] in ADDED
            if sign(change) not in self._known:
                piece.written = hand_of(change) if added else piece.written
                piece.struck = piece.struck if added else piece.struck or hand_of(change)
            elif not added:
                return
        if piece.text and piece.is_old:
            self._restyled(leaf.properties, self._at + len(piece.text))
        if piece.text:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self._at += len(piece.text) if piece.is_old else 0


def changes_around(leaf: Leaf) -> Iterator[etree._Element]:
    """The changes that a leaf stands in, the innermost first."""
    for ancestor in leaf.node.iterancestors():
        if ancestor.tag == names.P:
            return
        if ancestor.tag in MARKS:
            yield ancestor


def markers(paragraph: etree._Element, line: Line) -> Iterator[tuple[int, Marker]]:
    """The comment marks of a paragraph, with the number of leaves that stand before each."""
    places = {leaf.node: place for place, leaf in enumerate(line.leaves, 1)}
    at = 0
    for element in paragraph.iter():
        at = places.get(element, at)
        if element.tag in MARKERS:
            yield at, Marker(MARKERS[element.tag], element.get(names.ID, ""))


def is_needed(paragraph: etree._Element) -> bool:
    """Whether its body or cell cannot be without a paragraph."""
    alone = next(paragraph.itersiblings(names.TABLE, preceding=True), None) is None
    return alone or next(paragraph.iterancestors(names.CELL), None) is paragraph.getparent()


def is_within(marker: etree._Element) -> bool:
    """Whether a mark stands inside a paragraph, whose own marks are read with it."""
    return next(marker.iterancestors(names.P), None) is not None
