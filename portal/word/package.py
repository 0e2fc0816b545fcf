"""The package of a Word file: its parts, what ties them together, and a new package from it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from portal.word import names, zipping
from portal.word.errors import Hostile, Unreadable

MAX_XML = 40 * 1024 * 1024
MAX_ELEMENTS = 1_500_000
XML_NAME = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
DOCTYPES = tuple(b"<!DOCTYPE".decode().encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
STRICT_KINDS = {
    "customProperties": "custom-properties",
    "extendedProperties": "extended-properties",
}
MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One tie from a part to another; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """An opened file; parts are unpacked when asked for, and are never changed in place."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.warnings: list[str] = []
        self.entries = zipping.entries(data)
        self._by_name = {entry.name.casefold(): entry for entry in self.entries}
        if len(self._by_name) != len(self.entries):
            raise Hostile("duplicate-parts", "two entries have the same name")
        self._plain: dict[str, bytes] = {}
        self._relations: dict[str, list[Relation]] = {}
        self._refuse_what_never_belongs()
        self.main = self._main_part()
        self.strict = b"http://purl.oclc.org/ooxml/wordprocessingml" in self.part(self.main)
        if self.strict:
            self.warnings.append("strict: the file is in the strict variant of the format")

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._by_name

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises `Unreadable` when the package has none of that name."""
        key = name.casefold()
        if key not in self._plain:
            entry = self._by_name.get(key)
            if entry is None:
                raise Unreadable("damaged", f"{name} is missing")
            limit = MAX_XML if XML_NAME.search(name) else zipping.MAX_TOTAL
            self._plain[key] = zipping.inflate(self.data, entry, limit)
        return self._plain[key]

    def tree(self, name: str) -> etree._Element:
        """The root of an XML part, parsed anew at each call, in transitional namespaces."""
        return parse(transitional(self.part(name)), name)

    def relations(self, source: str) -> list[Relation]:
        """The ties that go out from a part ("" for the package); targets are part names."""
        if source not in self._relations:
            name, folder = relations_name(source), posixpath.dirname(source)
            rows = _elements(self.tree(name)) if name in self else ()
            self._relations[source] = [_relation(element, folder) for element in rows]
        return self._relations[source]

    def related(self, source: str, kind: str) -> str | None:
        """The part that `source` is tied to by a relationship of that kind, if it is there."""
        for relation in self.relations(source):
            if relation.kind == kind and not relation.external and relation.target in self:
                return self.spelt(relation.target)
        return None

    def rewritten(self, parts: Mapping[str, bytes], without: frozenset[str] = frozenset()) -> bytes:
        """A package with `parts` replaced or added and the parts named in `without` left out."""
        kept = [entry for entry in self.entries if entry.name not in without]
        spelt = {self.spelt(name): plain for name, plain in parts.items()}
        return zipping.rewrite(self.data, kept, spelt)

    def spelt(self, name: str) -> str:
        """The name of a part as the package spells it; capitals do not tell parts apart."""
        entry = self._by_name.get(name.casefold())
        return name if entry is None else entry.name

    def written(self, root: etree._Element) -> bytes:
        """The bytes of an XML part, in the variant of the format that the file is in."""
        plain: bytes = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return strict(plain) if self.strict else plain

    def _refuse_what_never_belongs(self) -> None:
        for entry in self.entries:
            if entry.name.casefold().endswith("vbaproject.bin"):
                raise Hostile("macros", entry.name)
            if XML_NAME.search(entry.name) and _has_doctype(self.part(entry.name)):
                raise Hostile("doctype", entry.name)

    def _main_part(self) -> str:
        main = self.related("", "officeDocument") or self._guessed_main()
        if b"macroEnabled" in self.part(TYPES) and self._is_macro_type(main):
            raise Hostile("macros", "the main part is macro-enabled")
        return main

    def _guessed_main(self) -> str:
        if MAIN not in self:
            raise Unreadable("not-docx", "the package holds no Word document")
        self.warnings.append("damaged: the package does not say where its document is")
        return MAIN

    def _is_macro_type(self, main: str) -> bool:
        for element in self.tree(TYPES):
            if element.get("PartName", "").lstrip("/").casefold() == main.casefold():
                return "macroEnabled" in element.get("ContentType", "")
        return False


def parse(plain: bytes, name: str) -> etree._Element:
    """The root of an XML part; nothing outside is ever fetched and no entity expanded."""
    if _has_more_elements(plain, MAX_ELEMENTS):
        raise Hostile("too-many-elements", name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        code = "too-deep" if "depth" in str(error) else "damaged"
        raise Unreadable(code, f"{name}: {error}") from error


def _has_doctype(plain: bytes) -> bool:
    """In UTF-16 too, which no text is that has no zero bytes."""
    doctypes = DOCTYPES if b"\0" in plain else DOCTYPES[:1]
    return any(doctype in plain for doctype in doctypes)


def _has_more_elements(plain: bytes, most: int) -> bool:
    """Counted only where there are bytes enough: the shortest element takes four."""
    return len(plain) > 4 * most and plain.count(b"<") - plain.count(b"</") > most


def relations_name(source: str) -> str:
    """The part that holds the relationships of `source` ("" for the package)."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def transitional(plain: bytes) -> bytes:
    """The same XML with the namespaces of the transitional variant."""
    if b"http://purl.oclc.org/ooxml/" in plain:
        for theirs, ours in names.STRICT.items():
            plain = plain.replace(theirs, ours)
    return plain


def strict(plain: bytes) -> bytes:
    """The same XML with the namespaces of the strict variant."""
    for theirs, ours in names.STRICT.items():
        plain = plain.replace(ours, theirs)
    return plain


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterchildren(tag=etree.Element)


def _relation(element: etree._Element, folder: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = unquote(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    kind = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), STRICT_KINDS.get(kind, kind), target, external)
