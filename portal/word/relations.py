"""Adding parts to a package: its relationships and content types, edited as little as can be."""

from __future__ import annotations

import posixpath

from lxml import etree

from portal.word.names import CONTENT_TYPES, RELATIONS
from portal.word.package import TYPES, Package, relations_name

NO_RELATIONS = f'<Relationships xmlns="{RELATIONS}"/>'


class Ties:
    """The relationships and content types of a package while parts are added to it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._trees: dict[str, etree._Element] = {}

    def add(self, source: str, part: str, kind: str, content_type: str) -> str:
        """Tie a new part to `source` ("" for the package); returns the name the part gets,
        another one than `part` if that is taken."""
        part = self._free(part)
        target = posixpath.relpath(part, posixpath.dirname(source) or ".")
        self.relate(source, target, kind)
        self.declare(part, content_type)
        return part

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part holds."""
        row = etree.SubElement(self._tree(TYPES), f"{{{CONTENT_TYPES}}}Override")
        row.attrib.update({"PartName": f"/{part}", "ContentType": content_type})

    def relate(self, source: str, target: str, kind: str, *, external: bool = False) -> str:
        """Add a relationship; returns its id."""
        relations = self.rows(source)
        taken = {element.get("Id") for element in relations}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        row = etree.SubElement(relations, f"{{{RELATIONS}}}Relationship")
        row.attrib.update({"Id": f"rId{number}", "Type": kind, "Target": target})
        if external:
            row.set("TargetMode", "External")
        return f"rId{number}"

    def rows(self, source: str) -> etree._Element:
        """The relationships of a part as they stand now, for changing."""
        return self._tree(relations_name(source))

    def remove(self, source: str, part: str) -> None:
        """Cut every tie from `source` to a part, and forget the part's content type."""
        tied = {r.id for r in self._package.relations(source) if r.target == part}
        relations = self.rows(source)
        for row in [row for row in relations if row.get("Id") in tied]:
            relations.remove(row)
        types = self._tree(TYPES)
        for row in [row for row in types if row.get("PartName") == f"/{part}"]:
            types.remove(row)

    def parts(self) -> dict[str, bytes]:
        """The parts that were edited."""
        return {name: self._package.written(tree) for name, tree in self._trees.items()}

    def _tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            there = name in self._package
            self._trees[name] = (
                self._package.tree(name) if there else etree.fromstring(NO_RELATIONS)
            )
        return self._trees[name]

    def _free(self, part: str) -> str:
        stem, suffix = posixpath.splitext(part)
        number, free = 1, part
        while free in self._package:
            number += 1
            free = f"{stem}{number}{suffix}"
        return free
