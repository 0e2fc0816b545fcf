"""Writing tracked changes: runs struck out or written in, paragraph marks and rows flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from portal.word import names
from portal.word.names import w

STRUCK = {names.T: names.DEL_TEXT, w("instrText"): w("delInstrText")}
AFTER_R_PR = (w("sectPr"), w("pPrChange"))
CHANGED = ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid")
RANGED = ("bookmark", "perm", "commentRange", "moveFromRange", "moveToRange")
NUMBERED = (
    *(names.INS, names.DEL, names.MOVE_FROM, names.MOVE_TO, names.REFERENCE),
    *(w(f"{name}Change") for name in CHANGED),
    *(w(f"{name}{edge}") for name in RANGED for edge in ("Start", "End")),
)
LETTERS_IN, LETTERS_OUT = "characters inserted", "characters deleted"
TR_PR, TBL_PR_EX = w("trPr"), w("tblPrEx")


@dataclass
class Ink:
    """One hand that changes a file; every change gets the next free id."""

    author: str
    date: str
    next_id: Iterator[int]
    letters: dict[str, int] = field(default_factory=lambda: {LETTERS_IN: 0, LETTERS_OUT: 0})

    def write_in(self, runs: Sequence[etree._Element]) -> etree._Element:
        """An insertion that holds these runs."""
        change = self._signed(etree.Element(names.INS))
        change.extend(runs)
        self.letters[LETTERS_IN] += sum(len(node.text or "") for node in change.iter(names.T))
        return change

    def strike(self, carriers: Iterable[etree._Element]) -> None:
        """Puts runs (or formulas) where they stand into deletions, neighbours into one."""
        last: etree._Element | None = None
        for carrier in carriers:
            parent = carrier.getparent()
            if parent is None:
                continue
            if last is None or carrier.getprevious() is not last:
                last = self._signed(etree.Element(names.DEL))
                parent.insert(parent.index(carrier), last)
            last.append(carrier)
            for node in own(carrier):
                node.tag = STRUCK[node.tag]
                self.letters[LETTERS_OUT] += len(node.text or "") * (node.tag == names.DEL_TEXT)

    def flag_mark(self, paragraph: etree._Element, tag: str) -> None:
        """Marks the paragraph mark itself as inserted or deleted."""
        properties = paragraph.find(names.P_PR)
        if properties is None:
            properties = etree.Element(names.P_PR)
            paragraph.insert(0, properties)
        look = properties.find(names.R_PR)
        if look is None:
            look = etree.Element(names.R_PR)
            properties.insert(place_of_look(properties), look)
        look.insert(0, self._signed(etree.Element(tag)))

    def flag_row(self, row: etree._Element, tag: str) -> None:
        """Marks a whole row of a table as inserted or deleted."""
        properties = row.find(TR_PR)
        if properties is None:
            properties = etree.Element(TR_PR)
            row.insert(1 if len(row) and row[0].tag == TBL_PR_EX else 0, properties)
        properties.append(self._signed(etree.Element(tag)))

    def _signed(self, change: etree._Element) -> etree._Element:
        change.set(names.ID, str(next(self.next_id)))
        change.set(names.AUTHOR, self.author)
        if self.date:
            change.set(names.DATE, self.date)
        return change


def own(carrier: etree._Element) -> list[etree._Element]:
    """The text nodes of a run itself, those in its text boxes left out."""
    boxed = {text for box in carrier.iter(names.TEXT_BOX) for text in box.iter(*STRUCK)}
    return [text for text in carrier.iter(*STRUCK) if text not in boxed]


def place_of_look(properties: etree._Element) -> int:
    """Where an rPr belongs among the properties of a paragraph."""
    for at, child in enumerate(properties):
        if child.tag in AFTER_R_PR:
            return at
    return len(properties)


def outer_runs(element: etree._Element) -> list[etree._Element]:
    """The runs of an element, those inside a run (in its text boxes) left out."""
    runs = element.iter(names.RUN)
    return [run for run in runs if next(run.iterancestors(names.RUN), None) is None]


def first_free_id(numbered: Iterable[etree._Element]) -> count[int]:
    """Ids that none of these changes, bookmarks, comments and permissions has."""
    taken = [element.get(names.ID, "") for element in numbered]
    numbers = [int(value) for value in taken if value.isdecimal()]
    return count(max((number for number in numbers if number < 2**30), default=0) + 1)
