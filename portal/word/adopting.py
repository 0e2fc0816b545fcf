"""Bringing pieces of one file into another: what they refer to is found there or brought along.

Styles are known by their name, lists by what the paired paragraphs use; pictures come with
their parts. What cannot come is left out and named in `left_out`.
"""

from __future__ import annotations

import posixpath
from copy import deepcopy

from lxml import etree

from portal.word import names
from portal.word.lists import NUMBER_ID, Lists
from portal.word.names import VAL, R, w
from portal.word.package import TYPES, Package, Relation, relations_name
from portal.word.relations import Ties

CHANGES = tuple(
    w(f"{name}Change") for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
)
STYLES = (w("pStyle"), w("rStyle"), w("tblStyle"))
NUMBERING = w("numPr")
NOTES = (w("footnoteReference"), w("endnoteReference"))
RELATED = f"{{{R}}}"


class Adopter:
    """Copies pieces of the `new` file so that they can stand in the `old` one."""

    def __init__(self, old: Package, new: Package) -> None:
        self.left_out: set[str] = set()
        self._old, self._new = old, new
        self._ties = Ties(old)
        self._parts: dict[str, bytes] = {}
        self._brought: dict[str, str] = {}  # part of the new file: part of the old one
        self._styles = style_map(old, new)
        self._lists = Lists(old, new)
        self._targets = {r.id: r for r in new.relations(new.main)}
        self._kinds = relation_kinds(new, new.main)

    def learn(self, old: etree._Element, new: etree._Element) -> None:
        """Takes from two paragraphs that are one which list of the new file is which old one."""
        self._lists.learn(number_id(old), number_id(new))

    def properties(self, element: etree._Element | None) -> etree._Element | None:
        """A copy of a pPr, rPr, tblPr, trPr or tcPr, fit for the old file."""
        if element is None:
            return None
        copy = deepcopy(element)
        for child in list(copy.iter(*CHANGES, w("sectPr"), names.INS, names.DEL)):
            parent = child.getparent()
            if parent is not None:
                parent.remove(child)
        self._restyle(copy)
        self._renumber(copy)
        return copy

    def node(self, node: etree._Element) -> etree._Element | None:
        """A copy of what is no text (a picture, a symbol); None if it cannot come along."""
        if node.tag in NOTES:
            self.left_out.add("note")
            return None
        copy = deepcopy(node)
        for element in copy.iter(tag=etree.Element):
            for name, value in element.items():
                if str(name).startswith(RELATED):
                    self._relate(element, str(name), str(value))
        self._restyle(copy)
        return copy

    def parts(self) -> dict[str, bytes]:
        """The parts to be written besides the main one."""
        tied = self._ties.parts() if self._brought else {}
        return {**self._parts, **self._lists.parts(), **tied}

    def _restyle(self, copy: etree._Element) -> None:
        for style in list(copy.iter(*STYLES)):
            name = self._styles.get(style.get(VAL, ""))
            parent = style.getparent()
            if name:
                style.set(VAL, name)
            elif parent is not None:
                parent.remove(style)

    def _renumber(self, copy: etree._Element) -> None:
        for numbering in list(copy.iter(NUMBERING)):
            number = numbering.find(NUMBER_ID)
            value = "0" if number is None else number.get(VAL, "0")
            known = "0" if value == "0" else self._lists.known(value)
            parent = numbering.getparent()
            if number is not None and known:
                number.set(VAL, known)
            elif number is not None and parent is not None:
                self.left_out.add("numbering")
                parent.remove(numbering)

    def _relate(self, element: etree._Element, name: str, value: str) -> None:
        relation = self._targets.get(value)
        if relation is None or relation.external or relation.target not in self._new:
            del element.attrib[name]
            self.left_out.add("link")
            return
        part = self._bring(relation)
        target = posixpath.relpath(part, posixpath.dirname(self._old.main) or ".")
        known = f"{part} {relation.kind}"
        if known not in self._brought:
            kind = self._kinds[value]
            self._brought[known] = self._ties.relate(self._old.main, target, kind)
        element.set(name, self._brought[known])

    def _bring(self, relation: Relation) -> str:
        """The part of the old file that is, or becomes, the same as that of the new one."""
        source = relation.target
        plain = self._new.part(source)
        if source in self._old and self._old.part(source) == plain:
            return source
        if source not in self._brought:
            folder, name = posixpath.split(source)
            part = posixpath.join(folder, f"compared{len(self._brought) + 1}-{name}")
            self._brought[source] = part
            self._parts[part] = plain
            self._ties.declare(part, content_type(self._new, source))
        return self._brought[source]


def content_type(package: Package, part: str) -> str:
    """What the package says a part holds."""
    extension = posixpath.splitext(part)[1].lstrip(".").casefold()
    found = "application/octet-stream"
    for row in package.tree(TYPES).iterchildren(tag=etree.Element):
        if row.get("PartName", "").lstrip("/").casefold() == part.casefold():
            return row.get("ContentType", found)
        if row.get("Extension", "").casefold() == extension:
            found = row.get("ContentType", found)
    return found


def relation_kinds(package: Package, source: str) -> dict[str, str]:
    """The full types of the relationships of a part, by id."""
    name = relations_name(source)
    rows = package.tree(name) if name in package else ()
    return {row.get("Id", ""): row.get("Type", "") for row in rows}


def style_map(old: Package, new: Package) -> dict[str, str]:
    """Which style of the old file stands for each style of the new one, by kind and name."""
    known = {key: style for style, key in styles(old).items()}
    return {style: known[key] for style, key in styles(new).items() if key in known}


def styles(package: Package) -> dict[str, tuple[str, str]]:
    part = package.related(package.main, "styles")
    found: dict[str, tuple[str, str]] = {}
    for style in package.tree(part).iterchildren(w("style")) if part else ():
        name = style.find(w("name"))
        shown = "" if name is None else name.get(VAL, "")
        found[style.get(w("styleId"), "")] = style.get(w("type"), ""), shown.casefold()
    return found


def number_id(paragraph: etree._Element) -> str | None:
    """The list that a paragraph itself says it belongs to."""
    number = paragraph.find(f"{names.P_PR}/{NUMBERING}/{NUMBER_ID}")
    return None if number is None else number.get(VAL)
