"""Pieces of a copy made fit for the original: runs, new paragraphs, rows and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from portal.word import names
from portal.word.adopting import NOTES, NUMBERING, Adopter
from portal.word.footnotes import Footnotes
from portal.word.ids import Ids
from portal.word.ink import NUMBERED, Ink
from portal.word.leaves import MARKERS
from portal.word.lists import NUMBER_ID
from portal.word.marked import END, Hand, Marker, Piece
from portal.word.names import VAL
from portal.word.package import Package
from portal.word.revisions import drop
from portal.word.stock import Stock

APART = "merged-"  # hides comment marks while what is around them is copied


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a new paragraph, with the properties of the paragraph."""

    properties: etree._Element | None
    hand: Hand
    struck: Hand | None  # who struck it out again


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is new as a whole."""

    element: etree._Element


Built = etree._Element | Break | Grid | Marker


class Graft:
    """Copies pieces of one copy for the original; `comments` gives their new numbers."""

    def __init__(
        self, original: Package, copy: Package, hand: Hand, ids: Ids, comments: Mapping[str, str]
    ) -> None:
        """`hand` signs the notes that come along."""
        self._ids = ids
        self._comments = comments
        self._original = original
        self._stock = Stock(original, copy)
        ink = Ink(hand.author, hand.date, ids.numbers())
        self._notes = Footnotes(self._stock, ink)
        self._adopter = Adopter(self._stock, original.main, copy.main, self._notes.bring)

    @property
    def left_out(self) -> set[str]:
        """What could not come along."""
        return self._stock.left_out

    def finished(self) -> Package:
        """The original with the parts that the copied pieces need."""
        parts = {**self._notes.parts(), **self._stock.parts()}
        return Package(self._original.rewritten(parts)) if parts else self._original

    def learn(self, old: etree._Element, new: etree._Element) -> None:
        """Take from two paragraphs that are one which list is which."""
        self._stock.lists.learn(_number_id(old), _number_id(new))

    def built(self, items: Sequence[Piece | Marker], *, writes: bool) -> list[Built]:
        """What stands at a spot, ready to be put in; without the words where not `writes`."""
        found: list[Built] = []
        for hands, group in groupby(items, key=_hands):
            if hands is None:
                found += [i for i in group if isinstance(i, Marker) and i.comment in self._comments]
            elif writes:
                pieces = [item for item in group if isinstance(item, Piece)]
                found += self._pieces(pieces, *hands)
        return found

    def _pieces(
        self, pieces: Sequence[Piece], written: Hand, struck: Hand | None
    ) -> Iterator[Built]:
        for is_text, group in groupby(pieces, key=lambda piece: piece.leaf is not None):
            if is_text:
                runs = [run for piece in group for run in self._runs(piece)]
                if runs:
                    yield self._signed(names.INS, written, self._struck(runs, struck))
                continue
            for piece in group:
                if piece.text == END:
                    properties = self._adopter.properties(piece.source.find(names.P_PR))
                    yield Break(properties, written, struck)
                else:
                    yield from (Grid(element) for element in self.whole(piece.source))

    def _struck(self, runs: list[etree._Element], struck: Hand | None) -> list[etree._Element]:
        if struck is None:
            return runs
        for run in runs:
            for text in list(run.iter(names.T)):
                text.tag = names.DEL_TEXT
        return [self._signed(names.DEL, struck, runs)]

    def _runs(self, piece: Piece) -> Iterator[etree._Element]:
        """A piece as a run that looks as in the copy; a formula is none."""
        leaf = piece.leaf
        if leaf is None:
            return
        node = self._adopter.node(leaf.node) if leaf.atom else deepcopy(leaf.node)
        if node is None or leaf.run is None:
            yield from () if node is None else (node,)
            return
        node.tag = names.T if node.tag == names.DEL_TEXT else node.tag
        node.tail = None
        run = etree.Element(names.RUN)
        look = self._adopter.properties(leaf.properties)
        if look is not None and len(look):
            run.append(look)
        run.append(node)
        yield run

    def look(self, properties: etree._Element | None) -> etree._Element | None:
        """The properties of a run or a paragraph, fit for the original."""
        return self._adopter.properties(properties)

    def whole(self, element: etree._Element) -> Iterator[etree._Element]:
        """A copy of a row or a table with the changes and the new comments in it."""
        hidden = deepcopy(element)
        for mark in list(hidden.iter(*MARKERS)):
            number = self._comments.get(mark.get(names.ID, ""))
            if number is None:
                drop(mark)
            else:
                mark.set(names.ID, number)
                mark.tag = APART + MARKERS[mark.tag]
        copy = self._adopter.node(hidden)
        if copy is None:
            return
        self._bring_notes(copy)
        for kind, tag in {kind: tag for tag, kind in MARKERS.items()}.items():
            for mark in list(copy.iter(APART + kind)):
                mark.tag = tag
        for change in copy.iter(*NUMBERED):
            if change.tag not in MARKERS:
                change.set(names.ID, self._ids.number())
        copy.tail = None
        yield copy

    def _bring_notes(self, copy: etree._Element) -> None:
        for reference in list(copy.iter(*NOTES)):
            own = self._adopter.node(reference)
            if own is None:
                drop(reference)
            else:
                reference.addprevious(own)
                drop(reference)

    def _signed(self, tag: str, hand: Hand, content: Sequence[etree._Element]) -> etree._Element:
        change = etree.Element(tag)
        change.set(names.ID, self._ids.number())
        change.set(names.AUTHOR, hand.author)
        if hand.date:
            change.set(names.DATE, hand.date)
        change.extend(content)
        return change


def _hands(item: Piece | Marker) -> tuple[Hand, Hand | None] | None:
    """Who wrote a piece in, and who struck it out again; None for a mark."""
    if isinstance(item, Marker) or item.written is None:
        return None
    return item.written, item.struck


def _number_id(paragraph: etree._Element) -> str | None:
    """The list that a paragraph itself says it belongs to."""
    number = paragraph.find(f"{names.P_PR}/{NUMBERING}/{NUMBER_ID}")
    return None if number is None else number.get(VAL)
