"""A package while several of its parts are edited: what was touched is written, the rest stays."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from portal.word.package import Package, relations_name
from portal.word.relations import Ties

TEXT_KINDS = ("header", "footer", "footnotes", "endnotes")


class Edition:
    """Parts as trees, each parsed once; a part that was changed must be named as touched."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.ties = Ties(package)
        self._trees: dict[str, etree._Element] = {}
        self._plain: dict[str, bytes] = {}
        self._touched: set[str] = set()
        self._dropped: set[str] = set()

    def tree(self, name: str) -> etree._Element:
        """The root of a part, for changing."""
        if name not in self._trees:
            self._trees[name] = self.package.tree(name)
        return self._trees[name]

    def touch(self, name: str) -> None:
        """Say that the tree of a part was changed."""
        self._touched.add(name)

    def put(self, name: str, plain: bytes) -> None:
        """Give a part other bytes; trees of it are not written any more."""
        self._plain[name] = plain

    def drop(self, source: str, part: str) -> None:
        """Take a part out of the package, with its tie to `source` and its relationships."""
        self.ties.remove(source, part)
        self._dropped |= {part, self.package.spelt(relations_name(part))}

    def texts(self) -> Iterator[str]:
        """The parts that hold text: the body first, then headers, footers and notes."""
        yield self.package.main
        for relation in self.package.relations(self.package.main):
            if relation.kind in TEXT_KINDS and relation.target in self.package:
                yield self.package.spelt(relation.target)

    def plain(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        if name in self._plain:
            return self._plain[name]
        if name in self._touched:
            return self.package.written(self._trees[name])
        return self.package.part(name)

    def names(self) -> list[str]:
        """The parts that stay."""
        names = [entry.name for entry in self.package.entries]
        return [name for name in names if name not in self._dropped]

    def finished(self) -> bytes:
        """The package as it stands now."""
        changed = (self._touched | set(self._plain)) - self._dropped
        parts = {name: self.plain(name) for name in changed}
        return self.package.rewritten({**parts, **self.ties.parts()}, frozenset(self._dropped))
