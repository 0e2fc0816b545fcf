"""What one comparison brings from the new file into the old one: parts, styles, lists.

Parts are brought once, with all that they refer to themselves; equal parts are not brought.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import cached_property

from lxml import etree

from portal.word.grids import Item, strands
from portal.word.lists import Lists
from portal.word.names import RELATIONS, VAL, w
from portal.word.package import TYPES, Package, Relation, relations_name
from portal.word.relations import Ties

ROW = f"{{{RELATIONS}}}Relationship"


class Stock:
    """The parts, styles and lists of two files; `left_out` names what could not come along."""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = old, new
        self.left_out: set[str] = set()
        self.ties = Ties(old)
        self.votes: list[tuple[Sequence[Item], Sequence[Item]]] = []  # items that are one
        self._parts: dict[str, bytes] = {}
        self._brought: dict[str, str] = {}  # part of the new file: part of the old one
        self._related: dict[tuple[str, str, str], str] = {}

    @cached_property
    def styles(self) -> dict[str, str]:
        """Which style of the old file stands for each style of the new one."""
        return style_map(self.old, self.new)

    @property
    def lists(self) -> Lists:
        """The lists of both files; read when the first one is asked for."""
        while self.votes:
            for old, new in zip(*map(strands, self.votes.pop()), strict=False):
                self._lists.learn(old.number, new.number)
        return self._lists

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self.old, self.new)

    def relate(self, part: str, relation: Relation, kind: str) -> str | None:
        """The id of a relationship from a part of the old file to what the new file refers to."""
        if relation.external or relation.target not in self.new:
            self.left_out.add("link")
            return None
        target = self._bring(relation.target)
        key = part, target, kind
        if key not in self._related:
            path = posixpath.relpath(target, posixpath.dirname(part) or ".")
            self._related[key] = self.ties.relate(part, path, kind)
        return self._related[key]

    def parts(self) -> dict[str, bytes]:
        """All parts that were added or changed."""
        tied = self.ties.parts()
        lists = self._lists.parts() if "_lists" in vars(self) else {}
        return {**self._parts, **lists, **tied}

    def _bring(self, source: str) -> str:
        """The part of the old file that is, or becomes, the same as that of the new one."""
        plain = self.new.part(source)
        if source in self.old and self.old.part(source) == plain:
            return source
        if source not in self._brought:
            folder, name = posixpath.split(source)
            part = self._free(folder, name)
            self._brought[source] = part
            self._parts[part] = plain
            self.ties.declare(part, content_type(self.new, source))
            self._bring_relations(source, part)
        return self._brought[source]

    def _free(self, folder: str, name: str) -> str:
        number = len(self._brought) + 1
        while (part := posixpath.join(folder, f"compared{number}-{name}")) in self.old:
            number += 1
        return part

    def _bring_relations(self, source: str, part: str) -> None:
        """What a brought part refers to comes too, under the ids that the part uses."""
        if relations_name(source) not in self.new:
            return
        rows = self.new.tree(relations_name(source))
        targets = {relation.id: relation for relation in self.new.relations(source)}
        for row in list(rows.iterchildren(ROW)):
            relation = targets[row.get("Id", "")]
            if relation.external or relation.target not in self.new:
                rows.remove(row)
                continue
            target = self._bring(relation.target)
            row.set("Target", posixpath.relpath(target, posixpath.dirname(part) or "."))
        self._parts[relations_name(part)] = self.old.written(rows)


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


def style_map(old: Package, new: Package) -> dict[str, str]:
    """Which style of the old file stands for each style of the new one, by kind and name."""
    known = {key: style for style, key in styles(old).items()}
    return {style: known[key] for style, key in styles(new).items() if key in known}


def styles(package: Package) -> dict[str, tuple[str, str]]:
    """The kind and name of each style of a file, by its id."""
    part = package.related(package.main, "styles")
    found: dict[str, tuple[str, str]] = {}
    for style in package.tree(part).iterchildren(w("style")) if part else ():
        name = style.find(w("name"))
        shown = "" if name is None else name.get(VAL, "")
        found[style.get(w("styleId"), "")] = style.get(w("type"), ""), shown.casefold()
    return found
