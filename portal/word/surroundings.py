"""What the text of a part leans on: styles, lists, and the targets of its relationships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from portal.word.numbering import Numbering
from portal.word.package import Package
from portal.word.styles import Styles


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of one part; `links` and `pictures` go by relationship id."""

    styles: Styles
    numbering: Numbering
    links: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)


def setting(package: Package) -> Setting:
    """The surroundings of the main part."""
    styles = Styles(_tree(package, "styles"), _tree(package, "theme"))
    numbering = Numbering(_tree(package, "numbering"), styles)
    return beside(package, Setting(styles, numbering), package.main)


def beside(package: Package, main: Setting, part: str) -> Setting:
    """The surroundings of another part of the same file."""
    relations = package.relations(part)
    links = {r.id: r.target for r in relations if r.kind == "hyperlink"}
    pictures = {r.id: r.target for r in relations if r.kind == "image" and not r.external}
    return Setting(main.styles, main.numbering, links, pictures)


def warnings(package: Package) -> Iterator[str]:
    """What a reader should know about the package: "code: detail"."""
    yield from package.warnings
    if any(entry.name.startswith("_xmlsignatures/") for entry in package.entries):
        yield "signed: any change breaks the file's digital signature"
    for entry in package.entries:
        if entry.name.endswith(".rels") and b"External" in package.part(entry.name):
            yield from _outside(package, entry.name)


def _outside(package: Package, name: str) -> Iterator[str]:
    source = name.replace("_rels/", "").removesuffix(".rels")
    for relation in package.relations(source):
        if relation.external and relation.kind != "hyperlink":
            yield f"external-{relation.kind}: {source} refers to {relation.target}; not fetched"


def _tree(package: Package, kind: str) -> etree._Element | None:
    part = package.related(package.main, kind)
    return None if part is None else package.tree(part)
