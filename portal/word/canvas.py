"""The body of a file while it is annotated: its paragraphs, cut where marks will stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.document import Place
from portal.word.ids import Ids
from portal.word.leaves import (
    HYPERLINK,
    MARKS,
    RUBY,
    SIMPLE_FIELD,
    Leaf,
    Line,
    LineWalk,
    body_paragraphs,
)
from portal.word.names import w
from portal.word.rewriting import ahead, behind
from portal.word.splitting import split

OPEN = {
    *MARKS,
    *(HYPERLINK, SIMPLE_FIELD, names.SDT, names.SDT_CONTENT),
    *(w("smartTag"), w("customXml"), w("dir"), w("bdo")),
}
BINDING = f"{names.SDT_PR}/{w('dataBinding')}"


@dataclass(frozen=True, slots=True)
class Edge:
    """A spot beside an element of a paragraph; `offset` is where that is in its text."""

    element: etree._Element
    offset: int


class Lines:
    """The paragraphs of a body taken apart, each when it is first asked for."""

    def __init__(self, paragraphs: Sequence[etree._Element]) -> None:
        self._paragraphs = paragraphs
        self._walk = LineWalk()
        self._lines: dict[int, Line] = {}

    def __getitem__(self, index: int) -> Line:
        if index not in self._lines:
            self._lines[index] = self._walk.line(self._paragraphs[index])
        return self._lines[index]

    def __iter__(self) -> Iterator[Line]:
        return (self[index] for index in range(len(self._paragraphs)))


class Canvas:
    """Paragraphs by number with what stands in them."""

    def __init__(self, body: etree._Element, ids: Ids) -> None:
        self.ids = ids
        self.paragraphs = body_paragraphs(body)
        self.lines = Lines(self.paragraphs)
        self.ends: dict[int, etree._Element] = {}  # where paragraphs end that were parted
        self._splits: defaultdict[int, set[int]] = defaultdict(set)

    def end_of(self, paragraph: int) -> etree._Element:
        """The element whose end is the end of a paragraph; another one once it was parted."""
        return self.ends.get(paragraph, self.paragraphs[paragraph])

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the text and begins before it ends."""
        points = ((place.paragraph, place.start), (place.end_paragraph, place.end))
        return points[0] <= points[1] and all(self._has(*point) for point in points)

    def _has(self, paragraph: int, offset: int) -> bool:
        known = 0 <= paragraph < len(self.paragraphs)
        return known and 0 <= offset <= self.lines[paragraph].length

    def mark(self, paragraph: int, *offsets: int) -> None:
        """Ask for a run to end at each of these offsets, or around what cannot be split there."""
        self._splits[paragraph].update(offsets)
        for at, leaf in _characters(self.lines[paragraph]):
            end = at + len(leaf.text)
            if leaf.node.tag == RUBY and any(at < offset < end for offset in offsets):
                self._splits[paragraph].update((at, end))

    def split(self) -> None:
        """Split the runs wherever it was asked for."""
        for paragraph, offsets in self._splits.items():
            split(self.lines[paragraph], offsets, self.ids)
        self._splits.clear()

    def can_change(self, paragraph: int, start: int, end: int) -> bool:
        """Whether a stretch can be struck out and written anew by characters: rubies and
        other pieces that Word keeps whole cannot."""
        at = 0
        for leaf in self.lines[paragraph].leaves:
            if leaf.current and leaf.text:
                touched = at < end and start < at + len(leaf.text)
                if touched and not _is_simple(leaf):
                    return False
                at += len(leaf.text)
        return True

    def opening(self, paragraph: int, offset: int) -> Edge | None:
        """What a mark in front of the character at `offset` is put before; None at the end."""
        for at, leaf in _characters(self.lines[paragraph]):
            if at >= offset or at + len(leaf.text) > offset:
                return self._edge(paragraph, leaf)
        return None

    def closing(self, paragraph: int, offset: int) -> Edge | None:
        """What a mark behind the character before `offset` is put after; None at the start."""
        last = None
        for at, leaf in _characters(self.lines[paragraph]):
            if at >= offset:
                break
            last = leaf
        return None if last is None else self._edge(paragraph, last, end=True)

    def neighbours(self, paragraph: int, at: int) -> tuple[Leaf | None, Leaf | None]:
        """The leaves that hold the characters before and behind a spot."""
        before = None
        for start, leaf in _characters(self.lines[paragraph]):
            if start < at:
                before = leaf
            if start + len(leaf.text) > at:
                return before, leaf
        return before, None

    def leaves(self, paragraph: int, start: int, end: int) -> list[Leaf]:
        """The current leaves from the first to the last character of a stretch."""
        found: list[Leaf] = []
        pending: list[Leaf] = []
        at = 0
        for leaf in self.lines[paragraph].leaves:
            if leaf.current and leaf.text:
                if start <= at < end:
                    found += [*pending, leaf]
                    pending = []
                at += len(leaf.text)
            elif leaf.current and found:
                pending.append(leaf)
        return found

    def whole(self, leaf: Leaf) -> etree._Element:
        """The run of a leaf, or the outermost element around it that cannot be opened."""
        whole = leaf.node if leaf.run is None else leaf.run
        for ancestor in whole.iterancestors():
            if ancestor.tag == names.P:
                break
            if not is_open(ancestor):
                whole = ancestor
        return whole

    def _edge(self, paragraph: int, leaf: Leaf, *, end: bool = False) -> Edge:
        whole = self.whole(leaf)
        offset = self._offset(paragraph, whole, end=end)
        if leaf.in_field and not self.is_in_field(paragraph, offset):
            whole = behind(whole) if end else ahead(whole)
        return Edge(whole, offset)

    def is_in_field(self, paragraph: int, offset: int) -> bool:
        """Whether a spot lies in the result of a field: Word may write what is around it anew."""
        before, following = self.neighbours(paragraph, offset)
        return (
            before is not None
            and following is not None
            and all(leaf.in_field for leaf in (before, following))
        )

    def _offset(self, paragraph: int, element: etree._Element, *, end: bool) -> int:
        is_run = element.tag == names.RUN
        inside = [
            (at, at + len(leaf.text))
            for at, leaf in _characters(self.lines[paragraph])
            if leaf.run is element or (not is_run and element in leaf.node.iterancestors())
        ]
        return inside[-1][1] if end else inside[0][0]


def is_open(element: etree._Element) -> bool:
    """Whether marks may stand inside an element and will not be lost there."""
    if element.tag == names.SDT:
        return element.find(BINDING) is None
    return element.tag in OPEN


def _is_simple(leaf: Leaf) -> bool:
    return leaf.node.getparent() is leaf.run and leaf.node.tag != RUBY


def _characters(line: Line) -> Iterator[tuple[int, Leaf]]:
    """The leaves that have current characters, with where they begin."""
    at = 0
    for leaf in line.leaves:
        if leaf.current and leaf.text:
            yield at, leaf
            at += len(leaf.text)
