"""Copies of pieces of the new file that can stand in the old one.

Styles are known by their name, lists by what paired paragraphs use; pictures come with their
parts. What cannot come is left out, and the stock remembers that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cached_property

from lxml import etree

from portal.word import names
from portal.word.grids import Item
from portal.word.lists import NUMBER_ID
from portal.word.names import VAL, W14, R, w
from portal.word.package import Package, Relation, relations_name
from portal.word.revisions import drop
from portal.word.stock import Stock

CHANGES = tuple(
    w(f"{name}Change") for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
)
STYLES = (w("pStyle"), w("rStyle"), w("tblStyle"))
NUMBERING = w("numPr")
NOTES = (w("footnoteReference"), w("endnoteReference"))
SINGLE = (
    *(w("bookmarkStart"), w("bookmarkEnd"), w("permStart"), w("permEnd"), w("proofErr")),
    *(names.RANGE_START, names.RANGE_END, names.REFERENCE),
)
RELATED, PARA_ID = f"{{{R}}}", f"{{{W14}}}paraId"

Notes = Callable[[etree._Element], etree._Element | None]


class Adopter:
    """Copies pieces of one part of the new file for one part of the old one.

    `notes` brings along what a reference to a note refers to, and returns the new reference.
    """

    def __init__(self, stock: Stock, old: str, new: str, notes: Notes | None = None) -> None:
        self._stock = stock
        self._part = old
        self._notes = notes
        self._source = new

    @cached_property
    def _targets(self) -> dict[str, Relation]:
        return {relation.id: relation for relation in self._stock.new.relations(self._source)}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return relation_kinds(self._stock.new, self._source)

    def learn(self, olds: Sequence[Item], news: Sequence[Item]) -> None:
        """Takes from paragraphs that are one which list of the new file is which old one."""
        self._stock.votes.append((olds, news))

    def properties(self, element: etree._Element | None) -> etree._Element | None:
        """A copy of a pPr, rPr, tblPr, trPr or tcPr, fit for the old file."""
        if element is None:
            return None
        copy = deepcopy(element)
        for child in list(copy.iter(*CHANGES, w("sectPr"), names.INS, names.DEL)):
            drop(child)
        self._restyle(copy)
        self._renumber(copy)
        return copy

    def node(self, node: etree._Element) -> etree._Element | None:
        """A copy of what is no text (a picture, a symbol); None if it cannot come along."""
        if node.tag in NOTES:
            return self._note(node)
        copy = deepcopy(node)
        for single in list(copy.iter(*SINGLE)):
            drop(single)
        for element in copy.iter(tag=etree.Element):
            if PARA_ID in element.attrib:
                del element.attrib[PARA_ID]
            for name, value in element.items():
                if str(name).startswith(RELATED):
                    self._relate(element, str(name), str(value))
        self._restyle(copy)
        self._renumber(copy)
        return copy

    def _note(self, reference: etree._Element) -> etree._Element | None:
        copy = self._notes(reference) if self._notes else None
        if copy is None:
            self._stock.left_out.add("note")
        return copy

    def _restyle(self, copy: etree._Element) -> None:
        for style in list(copy.iter(*STYLES)):
            name = self._stock.styles.get(style.get(VAL, ""))
            if name:
                style.set(VAL, name)
            else:
                drop(style)

    def _renumber(self, copy: etree._Element) -> None:
        for numbering in list(copy.iter(NUMBERING)):
            number = numbering.find(NUMBER_ID)
            value = "0" if number is None else number.get(VAL, "0")
            known = "0" if value == "0" else self._stock.lists.known(value)
            if number is not None and known:
                number.set(VAL, known)
            elif number is not None:
                self._stock.left_out.add("numbering")
                drop(numbering)

    def _relate(self, element: etree._Element, name: str, value: str) -> None:
        relation = self._targets.get(value)
        known = relation and self._stock.relate(self._part, relation, self._kinds[value])
        if known:
            element.set(name, known)
        else:
            del element.attrib[name]


def relation_kinds(package: Package, source: str) -> dict[str, str]:
    """The full types of the relationships of a part, by id."""
    name = relations_name(source)
    rows = package.tree(name) if name in package else ()
    return {row.get("Id", ""): row.get("Type", "") for row in rows}
