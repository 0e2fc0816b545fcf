"""Writing one group of paragraphs over another with tracked changes.

The old paragraphs stay where they are with all that stands between their letters; what is cut
is struck out in place, what is added is written in beside it. Where a paragraph mark is added
the paragraph is divided, where one is cut the mark is flagged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from portal.word import names
from portal.word.cutting import PROPERTIES, Piece, field_runs, taken_apart
from portal.word.fresh import Break, Fresh
from portal.word.ink import Ink
from portal.word.leaves import FIELD, FIELD_KIND, MATH, MATH_PARAGRAPH, Leaf
from portal.word.loosening import folded, is_blank
from portal.word.names import w
from portal.word.quotes import starts
from portal.word.revisions import drop
from portal.word.spinning import END
from portal.word.strands import Strand
from portal.word.wording import Edit, Op, edits, laid

CLIMBED = (w("hyperlink"), w("fldSimple"), w("smartTag"), names.SDT_CONTENT, names.SDT)
CARRIERS = (names.RUN, MATH, MATH_PARAGRAPH)
INSTRUCTION = w("instrText")

Laid = tuple[Op, int, int, int]  # what is done, where in the old and the new text, how far


@dataclass(slots=True)
class Job:
    """What is to be done in one old paragraph, in offsets of its own."""

    strand: Strand
    cuts: list[tuple[int, int]] = field(default_factory=list)
    adds: list[tuple[int, int, int]] = field(default_factory=list)  # where; what, from and to
    loses_mark: bool = False

    @property
    def offsets(self) -> set[int]:
        """Where the paragraph must be taken apart."""
        return {edge for cut in self.cuts for edge in cut} | {at for at, _, _ in self.adds}


class Rewriter:
    """Rewrites the paragraphs of one story with one hand."""

    def __init__(self, ink: Ink, fresh: Fresh, *, loose: bool = False) -> None:
        """`loose` leaves standing what differs in width, quotes and spaces only."""
        self.stayed: list[tuple[Leaf, Leaf]] = []  # things that are no text, in both files
        self.struck: list[Leaf] = []  # such things that were struck out
        self._ink = ink
        self._fresh = fresh
        self._loose = loose

    def rewrite(self, olds: Sequence[Strand], news: Sequence[Strand]) -> tuple[Edit, ...]:
        """Makes `olds` read as `news`, in these edits; the last marks of both are the same mark."""
        before = END.join([strand.text for strand in olds])
        after = END.join([strand.text for strand in news])
        way = edits(folded(before), folded(after)) if self._loose else edits(before, after)
        self._remember(olds, news, way)
        if before != after:
            for job in jobs(olds, self._written(way, before, after)):
                self._do(job, news)
        return way

    def _written(self, way: Sequence[Edit], before: str, after: str) -> Iterator[Laid]:
        """The edits that are shown, with their places."""
        for op, old, new, length in laid(way):
            text = after[new : new + length] if op is Op.ADD else before[old : old + length]
            if op is not Op.KEEP and not (self._loose and is_blank(text)):
                yield op, old, new, length

    def keep(self, old: Strand, new: Strand) -> None:
        """Remembers what two equal paragraphs hold beside text."""
        if old.has_things:
            before, after = things([old]), things([new])
            self.stayed += [(leaf, after[at]) for at, leaf in before.items()]

    def strike(self, strand: Strand, *, flagged: bool) -> None:
        """Strikes out the whole text of a paragraph; `flagged` where its mark goes too."""
        self.struck += things([strand]).values()
        self._strike(taken_apart(strand, ()), strand.element, [(0, len(strand.text))])
        if flagged:
            self._ink.flag_mark(strand.element, names.DEL)

    def _remember(
        self, olds: Sequence[Strand], news: Sequence[Strand], way: Sequence[Edit]
    ) -> None:
        """Which things that are no text stay as one of the new file, and which are struck."""
        before, after = things(olds), things(news)
        for op, old, new, length in laid(way) if before else ():
            for at in [at for at in before if old <= at < old + length and op is not Op.ADD]:
                if op is Op.KEEP:
                    self.stayed.append((before[at], after[new + at - old]))
                else:
                    self.struck.append(before[at])

    def _do(self, job: Job, news: Sequence[Strand]) -> None:
        paragraph = job.strand.element
        pieces = taken_apart(job.strand, job.offsets)
        if job.cuts:
            self._strike(pieces, paragraph, job.cuts)
        for at, start, end in reversed(job.adds):
            spot = opening(paragraph, pieces, at)
            for fragment in self._fresh.fragments(news, start, end):
                if isinstance(fragment, Break):
                    self._divide(spot, fragment)
                else:
                    spot.addprevious(fragment)
            drop(spot)
        if job.loses_mark:
            self._ink.flag_mark(paragraph, names.DEL)

    def _strike(
        self, pieces: Sequence[Piece], paragraph: etree._Element, cuts: Sequence[tuple[int, int]]
    ) -> None:
        struck = {piece.carrier for piece in pieces if is_within(piece, cuts)}
        kept = {piece.carrier for piece in pieces} - struck
        for runs in field_runs(paragraph):
            if not kept.intersection(runs) and struck.intersection(runs):
                struck.update(runs)
        self._ink.strike([run for run in paragraph.iter(*CARRIERS) if run in struck])

    def _divide(self, spot: etree._Element, mark: Break) -> None:
        """Puts what stands before the spot into a paragraph of its own, with a new mark."""
        paragraph = next(spot.iterancestors(names.P))
        while (parent := spot.getparent()) is not None and parent is not paragraph:
            hoist(spot, parent)
        front = etree.Element(names.P)
        properties = self._fresh.properties(mark.like)
        if properties is not None:
            front.append(properties)
        before = [e for e in spot.itersiblings(preceding=True) if e.tag != names.P_PR]
        front.extend(reversed(before))
        self._ink.flag_mark(front, names.INS)
        paragraph.addprevious(front)


def things(strands: Sequence[Strand]) -> dict[int, Leaf]:
    """The leaves that are no text, by their offset in the joined strands."""
    found: dict[int, Leaf] = {}
    at = 0
    for strand in strands:
        if strand.has_things:
            for leaf, signs in strand.parts:
                if leaf.atom:
                    found[at] = leaf
                at += len(signs)
            at += len(END)
        else:
            at += len(strand.text) + len(END)
    return found


def jobs(olds: Sequence[Strand], way: Iterable[Laid]) -> list[Job]:
    """The edits of a group handed out to its paragraphs."""
    found = [Job(strand) for strand in olds]
    begins = starts([strand.text for strand in olds])
    for op, old, new, length in way:
        if op is Op.CUT:
            cut(found, begins, old, old + length)
        elif op is Op.ADD:
            which = bisect_right(begins, old) - 1
            found[which].adds.append((old - begins[which], new, new + length))
    return found


def cut(found: Sequence[Job], begins: Sequence[int], start: int, end: int) -> None:
    for job, begin in zip(found, begins, strict=True):
        stop = begin + len(job.strand.text)
        low, high = max(start, begin), min(end, stop)
        if low < high:
            job.cuts.append((low - begin, high - begin))
        job.loses_mark |= start <= stop < end


def is_within(piece: Piece, cuts: Iterable[tuple[int, int]]) -> bool:
    """Whether a piece of text lies in a stretch that is cut."""
    return any(start <= piece.start < piece.end <= end for start, end in cuts)


def opening(paragraph: etree._Element, pieces: Sequence[Piece], at: int) -> etree._Element:
    """A placeholder at an offset: behind the text before it, else before what follows."""
    spot = etree.Element("spot")
    full = [piece for piece in pieces if piece.start < piece.end]
    before = next((piece for piece in reversed(full) if piece.end <= at), None)
    after = next((piece for piece in full if piece.start >= at), None)
    if before is not None:
        behind(before.carrier).addnext(spot)
    elif after is not None:
        ahead(after.carrier).addprevious(spot)
    else:
        paragraph.append(spot)
    return spot


def behind(carrier: etree._Element) -> etree._Element:
    """The element behind which text after a run belongs: out of links and fields that end here."""
    element = outer(carrier)
    while True:
        following, parent = element.getnext(), element.getparent()
        if following is not None and is_field_end(following):
            element = following
        elif following is None and parent is not None and parent.tag in CLIMBED:
            element = parent
        else:
            return element


def ahead(carrier: etree._Element) -> etree._Element:
    """The element before which text ahead of a run belongs: out of links that begin here."""
    element = outer(carrier)
    while True:
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None and is_field_start(previous):
            element = previous
        elif is_first(previous) and parent is not None and parent.tag in CLIMBED:
            element = parent
        else:
            return element


def outer(carrier: etree._Element) -> etree._Element:
    parent = carrier.getparent()
    return parent if parent is not None and parent.tag == names.DEL else carrier


def is_first(previous: etree._Element | None) -> bool:
    return previous is None or previous.tag in (*PROPERTIES, w("sdtEndPr"))


def is_field_end(element: etree._Element) -> bool:
    return [node.get(FIELD_KIND) for node in element.iterchildren(FIELD)] == ["end"]


def is_field_start(element: etree._Element) -> bool:
    codes = list(element.iterchildren(FIELD, INSTRUCTION))
    return bool(codes) and not any(node.get(FIELD_KIND) == "end" for node in codes)


def hoist(spot: etree._Element, parent: etree._Element) -> None:
    """Divides the parent of a placeholder, so that the placeholder stands between the halves."""
    front = etree.Element(parent.tag)
    for name, value in parent.items():
        front.set(name, value)
    before = list(reversed(list(spot.itersiblings(preceding=True))))
    front.extend(deepcopy(e) if e.tag in PROPERTIES else e for e in before)
    parent.addprevious(front)
    parent.addprevious(spot)
