"""What is put in at the spots of an original: words, paragraphs, tables and comment marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.document import Place
from portal.word.grafting import Break, Built, Graft, Grid
from portal.word.ground import Ground, divide
from portal.word.leaves import MARKERS
from portal.word.marked import Marker, Piece
from portal.word.marking import Marks, follow, marker, reference
from portal.word.passages import Passage, Reading
from portal.word.proposing import Pen
from portal.word.revisions import drop

Order = tuple[int, int, int, int]  # marks that end come first, then words, then marks that begin


@dataclass(frozen=True, slots=True)
class Load:
    """What is put in at one spot, where among others, and the numbers of its comments."""

    at: int
    order: Order
    built: Sequence[Built]
    numbers: Mapping[str, str]


def loads(
    graft: Graft, reading: Reading, kept: set[Passage], numbers: Mapping[str, str]
) -> Iterator[Load]:
    """What one copy puts in; the words only of the passages that are kept."""
    for written in reading.spots:
        passage = written.passage if written.passage in kept else None
        groups = sides(written.items) if passage is None else [(0, written.items)]
        ends = (passage.start, passage.end) if passage else (written.at, written.at)
        for side, items in groups:
            built = graft.built(items, writes=passage is not None)
            yield Load(written.at, (side, *ends, reading.copy), built, numbers)


def sides(items: Sequence[Piece | Marker]) -> list[tuple[int, list[Piece | Marker]]]:
    """Marks alone: those that end before all words at their spot, those that begin behind."""
    marks = [item for item in items if isinstance(item, Marker)]
    started = {mark.comment for mark in marks if mark.kind == "start"}
    point = {mark.comment for mark in marks if mark.kind == "end"} & started
    side = {"start": 1, "end": -1, "reference": -1}
    return [(0 if mark.comment in point else side[mark.kind], [mark]) for mark in marks]


def mentions(found: Iterable[tuple[Passage, str]]) -> Iterator[Load]:
    """The marks of comments that stand for passages."""
    for passage, number in found:
        numbers = {number: number}
        for side, at, kind in ((1, passage.start, "start"), (-1, passage.end, "end")):
            side = side if passage.start < passage.end else 0
            order = side, at, at, passage.copy
            yield Load(at, order, [Marker(kind, number)], numbers)


class Planter:
    """Puts loads in, one after the other, and the marks of comments with them."""

    def __init__(self, ground: Ground, style: str) -> None:
        self._ground = ground
        self._style = style

    def plant(self, load: Load) -> None:
        spot = self._ground.spot(load.at)
        for item in load.built:
            if isinstance(item, Marker):
                self._mark(spot, load.numbers[item.comment], item.kind)
            elif isinstance(item, Break):
                self._divide(spot, item)
            elif isinstance(item, Grid):
                next(spot.iterancestors(names.P)).addprevious(item.element)
            else:
                spot.addprevious(item)

    def _divide(self, spot: etree._Element, end: Break) -> None:
        front = divide(spot, end.properties, self._ground.ids)
        for hand, tag in ((end.hand, names.INS), (end.struck, names.DEL)):
            if hand is not None:
                Pen(self._ground.canvas, hand.author, hand.date).flag(front, tag)

    def _mark(self, spot: etree._Element, number: str, kind: str) -> None:
        if kind == "reference":
            spot.addprevious(reference(number, self._style))
        else:
            tag = names.RANGE_START if kind == "start" else names.RANGE_END
            spot.addprevious(marker(tag, number))

    def finish(
        self, root: etree._Element, places: Mapping[str, Place], replies: Mapping[str, list[str]]
    ) -> None:
        """See to it that each new comment is marked as Word wants it, its answers too."""
        known: defaultdict[str, dict[str, etree._Element]] = defaultdict(dict)
        for mark in root.iter(*MARKERS):
            known[mark.get(names.ID, "")].setdefault(MARKERS[mark.tag], mark)
        for number, place in places.items():
            host = self._ground.canvas.paragraphs[place.paragraph]
            last = self._settled(known[number], number, host)
            for reply in replies.get(number, ()):
                last = follow(last, reply, self._style)

    def _settled(
        self, marks: dict[str, etree._Element], number: str, host: etree._Element
    ) -> Marks:
        """The marks of a comment: both ends or none, and one reference behind them."""
        start, end, referring = marks.get("start"), marks.get("end"), marks.get("reference")
        run = None if referring is None else referring.getparent()
        if start is None or end is None:
            for lonely in (start, end):
                if lonely is not None:
                    drop(lonely)
            start = end = None
        if end is not None and (run is None or run.getparent() is end.getparent()):
            run = reference(number, self._style) if run is None else run
            top(end).addnext(run)
        if run is None:
            run = reference(number, self._style)
            host.append(run)
        return start, end, run


def top(element: etree._Element) -> etree._Element:
    """The child of a paragraph that an element is or stands in; itself outside paragraphs."""
    for ancestor in [element, *element.iterancestors()]:
        parent = ancestor.getparent()
        if parent is not None and parent.tag == names.P:
            return ancestor
    return element
