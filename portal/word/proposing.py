"""Proposed wording as tracked changes: as little as possible struck out and written in.

Changes of others are left standing: what they inserted is struck out inside their insertion,
and what is written in never stands inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.cutting import field_runs
from portal.word.ink import place_of_look
from portal.word.leaves import CHARACTERS, FIELD, Leaf
from portal.word.names import w
from portal.word.revisions import above
from portal.word.splitting import isolate, properties_of, renumbered
from portal.word.writing import fill, plain

CHANGES = (names.INS, names.DEL, names.MOVE_FROM, names.MOVE_TO)
DELETABLE = {
    *CHARACTERS,
    *(names.R_PR, names.T, w("softHyphen"), w("lastRenderedPageBreak"), w("sym")),
    *(w("drawing"), w("pict"), w("object"), w("footnoteReference"), w("endnoteReference")),
}
SHOWN = {*CHARACTERS, names.T, names.DEL_TEXT}
OF_OTHERS = (names.INS, names.DEL, w("rPrChange"), names.MOVE_FROM, names.MOVE_TO)


class Pen:
    """Writes tracked changes of one author into a canvas."""

    def __init__(self, canvas: Canvas, author: str, date: str) -> None:
        self._canvas = canvas
        self._author = plain(author)
        self._date = date

    def change(
        self,
        paragraph: int,
        start: int,
        end: int,
        new: str,
        *,
        opens: bool,
        behind: etree._Element | None = None,
    ) -> None:
        """Replace a stretch of one paragraph; the runs end there already.

        `opens` says that the note's own place begins at `start`: what is written in then
        belongs to the words behind it, else to those before. `behind` is the comment mark
        that an addition follows where the note has no words of its own.
        """
        leaves = self._canvas.leaves(paragraph, start, end)
        change = None
        for leaf in leaves:
            change = self._strike(leaf, paragraph, change)
        if any(leaf.in_field for leaf in leaves):
            self._strike_fields(leaves)
        if not new:
            return
        if change is not None:
            self._write(new, leaves[0].run, change)
        elif behind is not None:
            self._write(new, self.look_at(paragraph, start), behind)
        else:
            self._write_between(paragraph, start, new, opens=opens)

    def _strike(
        self, leaf: Leaf, paragraph: int, last: etree._Element | None
    ) -> etree._Element | None:
        """Mark a leaf as deleted; returns the deletion it stands in."""
        if leaf.run is not None and any(child.tag not in DELETABLE for child in leaf.run):
            isolate(leaf, self._canvas.lines[paragraph], self._canvas.ids)
        if leaf.node.tag == names.T:
            leaf.node.tag = names.DEL_TEXT
        run = leaf.node if leaf.run is None else leaf.run
        if last is not None and run.getparent() is last:
            return last
        if last is None or run.getprevious() is not last:
            last = self._signed(names.DEL)
            run.addprevious(last)
        last.append(run)
        return last

    def _strike_fields(self, leaves: Sequence[Leaf]) -> None:
        """A field whose result is struck goes with its code, else Word would write it anew."""
        hosts = dict.fromkeys(next(leaf.node.iterancestors(names.P)) for leaf in leaves)
        for runs in [runs for host in hosts for runs in field_runs(host)]:
            results = [run for run in runs if any(child.tag in SHOWN for child in run)]
            codes = [run for run in runs if run not in results and is_code(run)]
            if results and all(above(run).tag == names.DEL for run in results):
                for run in codes:
                    self._strike_code(run)

    def _strike_code(self, run: etree._Element) -> None:
        if above(run).tag == names.DEL:
            return
        change = self._signed(names.DEL)
        run.addprevious(change)
        change.append(run)
        for code in run.iterchildren(w("instrText")):
            code.tag = w("delInstrText")

    def _write_between(self, paragraph: int, at: int, new: str, *, opens: bool) -> None:
        before, behind = self._canvas.neighbours(paragraph, at)
        leaf = behind if opens and behind is not None else before or behind
        if leaf is None:
            self._write_alone(paragraph, new)
        else:
            whole = self._canvas.whole(leaf)
            self._write(new, leaf.run, whole, before=leaf is behind)

    def look_at(self, paragraph: int, at: int) -> etree._Element | None:
        """The run, or the paragraph properties, that an addition at a spot looks like."""
        before, behind = self._canvas.neighbours(paragraph, at)
        leaf = before or behind
        if leaf is None:
            return self._canvas.paragraphs[paragraph].find(names.P_PR)
        return leaf.run

    def _write(
        self,
        new: str,
        source: etree._Element | None,
        beside: etree._Element,
        *,
        before: bool = False,
    ) -> None:
        run = self.insertion(new, source)
        beside = self.outside(beside, before=before)
        beside.addprevious(run) if before else beside.addnext(run)

    def _write_alone(self, paragraph: int, new: str) -> None:
        """Write into a paragraph without text."""
        host = self._canvas.paragraphs[paragraph]
        place = 1 if len(host) and host[0].tag == names.P_PR else 0
        host.insert(place, self.insertion(new, host.find(names.P_PR)))

    def insertion(self, new: str, source: etree._Element | None) -> etree._Element:
        """An insertion of one run that looks like `source`, a run or a pPr."""
        change = self._signed(names.INS)
        run = etree.SubElement(change, names.RUN)
        properties = None if source is None else properties_of(source, self._canvas.ids)
        if properties is not None:
            for child in [child for child in properties if child.tag in OF_OTHERS]:
                properties.remove(child)
            if len(properties):
                run.append(properties)
        fill(run, new)
        return change

    def outside(self, element: etree._Element, *, before: bool) -> etree._Element:
        """What to write beside so that it does not stand inside a change of others, which is
        opened where needed."""
        parent = element.getparent()
        while parent is not None and parent.tag in CHANGES:
            element = self._opened(parent, element, before=before)
            parent = element.getparent()
        return element

    def _opened(
        self, change: etree._Element, element: etree._Element, *, before: bool
    ) -> etree._Element:
        apart = list(element.itersiblings(preceding=before))
        if not any(_holds_text(sibling) for sibling in apart):
            for sibling in reversed(apart):
                change.addprevious(sibling) if before else change.addnext(sibling)
            return change
        rest = renumbered(change, self._canvas.ids)
        rest.extend([element, *element.itersiblings()] if before else apart)
        change.addnext(rest)
        return rest if before else change

    def flag(self, paragraph: etree._Element, tag: str) -> None:
        """Mark the end of a paragraph itself as inserted or deleted."""
        properties = paragraph.find(names.P_PR)
        if properties is None:
            properties = etree.Element(names.P_PR)
            paragraph.insert(0, properties)
        look = properties.find(names.R_PR)
        if look is None:
            look = etree.Element(names.R_PR)
            properties.insert(place_of_look(properties), look)
        inserted = look.find(names.INS)
        look.insert(0 if inserted is None else look.index(inserted) + 1, self._signed(tag))

    def _signed(self, tag: str) -> etree._Element:
        change = etree.Element(tag)
        change.set(names.ID, self._canvas.ids.number())
        change.set(names.AUTHOR, self._author)
        if self._date:
            change.set(names.DATE, self._date)
        return change


def is_code(run: etree._Element) -> bool:
    """Whether a run holds a part of what makes a field."""
    return next(run.iterchildren(FIELD, w("instrText")), None) is not None


def _holds_text(element: etree._Element) -> bool:
    return next(element.iter(names.RUN), None) is not None
