"""The body of an original while copies are merged into it: its text, and spots to write at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.document import Place
from portal.word.ids import Ids
from portal.word.leaves import MARKS, Leaf
from portal.word.marked import END, THING, counted
from portal.word.names import w
from portal.word.proposing import Pen
from portal.word.quotes import starts
from portal.word.rewriting import behind
from portal.word.splitting import SPLITTABLE, renumbered

SPOT = "spot"  # a placeholder, taken out before anything is written
DIVISIBLE = (*MARKS, names.RUN, w("hyperlink"), w("smartTag"))


class Ground:
    """The paragraphs of the original; offsets count its current text, ends included."""

    def __init__(self, body: etree._Element, ids: Ids) -> None:
        self.canvas = Canvas(body, ids)
        self.ids = ids
        self._texts = [counted(line).text for line in self.canvas.lines]
        self.text = "".join(text + END for text in self._texts)
        self._starts = starts(self._texts)
        self._spots: dict[int, etree._Element] = {}

    def point(self, at: int) -> tuple[int, int]:
        """The paragraph and the offset in it, things counted."""
        paragraph = max(bisect_right(self._starts, at) - 1, 0)
        return paragraph, at - self._starts[paragraph]

    def place(self, start: int, end: int) -> Place:
        """The same stretch as others count it: things are no characters."""
        return Place(*self._uncounted(start), *self._uncounted(end))

    def _uncounted(self, at: int) -> tuple[int, int]:
        paragraph, offset = self.point(at)
        return paragraph, offset - self._texts[paragraph].count(THING, 0, offset)

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
        """A stretch paragraph by paragraph, and whether it takes the paragraph's end with it."""
        while start < end:
            paragraph, offset = self.point(start)
            length = self.canvas.lines[paragraph].length
            stop = min(length, offset + end - start)
            is_end = offset + end - start > length
            yield paragraph, offset, stop, is_end
            start += stop - offset + is_end

    def leaves(self, start: int, end: int) -> Iterator[Leaf]:
        """The leaves of a stretch; runs end at its ends already."""
        for paragraph, low, high, _ in self.lines(start, end):
            yield from self.canvas.leaves(paragraph, low, high)

    def can_write(self, at: int, *, divides: bool) -> bool:
        """Whether something can be written in at a spot, and the paragraph divided there."""
        paragraph, offset = self.point(at)
        one, other = self.canvas.neighbours(paragraph, offset)
        if one is None or other is None:
            return True
        if one is other and one.node.tag not in SPLITTABLE:
            return False
        shared = set(around(one)) & set(around(other))
        return not divides or all(element.tag in DIVISIBLE for element in shared)

    def prepare(self, edges: Iterable[int], spots: Iterable[int], written: Iterable[int]) -> None:
        """Let runs end at all these offsets; at `spots` something is put, at `written` words."""
        writing = set(written)
        spots = sorted(set(spots))
        for at in {*edges, *spots}:
            paragraph, offset = self.point(at)
            self.canvas.mark(paragraph, offset)
        self.canvas.split()
        for at in spots:
            self._spots[at] = self._open(*self.point(at), writes=at in writing)

    def spot(self, at: int) -> etree._Element:
        """The placeholder at an offset; what belongs there is put before it."""
        return self._spots[at]

    def close(self) -> None:
        """Take the placeholders out."""
        for spot in self._spots.values():
            parent = spot.getparent()
            if parent is not None:
                parent.remove(spot)

    def _open(self, paragraph: int, offset: int, *, writes: bool) -> etree._Element:
        spot = etree.Element(SPOT)
        host = self.canvas.paragraphs[paragraph]
        before, _ = self.canvas.neighbours(paragraph, offset)
        if before is None:
            host.insert(1 if len(host) and host[0].tag == names.P_PR else 0, spot)
            return spot
        beside = self.canvas.whole(before)
        if writes:
            beside = before.node if before.run is None else before.run
        if not self.canvas.is_in_field(paragraph, offset):
            beside = behind(beside)
        if writes:
            beside = Pen(self.canvas, "", "").outside(beside, before=False)
        beside.addnext(spot)
        return spot


def around(leaf: Leaf) -> Iterator[etree._Element]:
    """What a leaf stands in, up to its paragraph."""
    for ancestor in leaf.node.iterancestors():
        if ancestor.tag == names.P:
            return
        yield ancestor


def divide(spot: etree._Element, properties: etree._Element | None, ids: Ids) -> etree._Element:
    """Put what stands before a spot into a paragraph of its own; returns that paragraph."""
    paragraph = next(spot.iterancestors(names.P))
    while (parent := spot.getparent()) is not None and parent is not paragraph:
        _hoist(spot, parent, ids)
    front = etree.Element(names.P)
    if properties is not None:
        front.append(properties)
    before = [e for e in spot.itersiblings(preceding=True) if e.tag != names.P_PR]
    front.extend(reversed(before))
    paragraph.addprevious(front)
    return front


def _hoist(spot: etree._Element, parent: etree._Element, ids: Ids) -> None:
    """Divide what a spot stands in, so that the spot stands between the halves."""
    front = renumbered(parent, ids)
    front.extend(list(reversed(list(spot.itersiblings(preceding=True)))))
    parent.addprevious(front)
    parent.addprevious(spot)
    if not len(parent):
        above = parent.getparent()
        if above is not None:
            above.remove(parent)
