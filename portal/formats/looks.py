"""How a run and a paragraph are set: fonts, sizes and indents through the chain of styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from portal.word.names import P_PR, R_PR, VAL, w
from portal.word.package import Package

Attributes = dict[str, str]  # "rFonts.eastAsia": "仿宋_GB2312"
MAX_DEPTH = 20  # of styles that stand on others
OFF = ("0", "false", "none", "off")


class Sheets:
    """The styles of a file, and what they make of a paragraph and its runs."""

    def __init__(self, package: Package) -> None:
        part = package.related(package.main, "styles")
        root = package.tree(part) if part else etree.Element("styles")
        self._styles = {one.get(w("styleId"), ""): one for one in root.iter(w("style"))}
        self._plain = next(
            (key for key, one in self._styles.items() if _is_default(one)), "Normal"
        )  # fmt: skip
        self._run = flat(root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PR}"))
        self._paragraph = flat(root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{P_PR}"))

    def paragraph(self, element: etree._Element) -> Attributes:
        """The properties of a paragraph, its own laid over those of its styles."""
        own = element.find(P_PR)
        found = dict(self._paragraph)
        for style in self._chain(style_of(element) or self._plain):
            found |= flat(style.find(P_PR))
        return found | flat(own)

    def run(self, paragraph: etree._Element, run: etree._Element) -> Attributes:
        """The properties of a run of that paragraph."""
        found = dict(self._run)
        for style in self._chain(style_of(paragraph) or self._plain):
            found |= flat(style.find(R_PR))
        own = flat(run.find(R_PR))
        for style in self._chain(own.get("rStyle.val", "")):
            found |= flat(style.find(R_PR))
        return found | own

    def _chain(self, key: str) -> Iterable[etree._Element]:
        """The style of that id and all that it stands on, the deepest first."""
        found: list[etree._Element] = []
        while key in self._styles and len(found) < MAX_DEPTH:
            found.insert(0, self._styles[key])
            based = self._styles[key].find(w("basedOn"))
            key = "" if based is None else based.get(VAL, "")
        return found


def style_of(paragraph: etree._Element) -> str:
    """The id of the style that a paragraph names; "" for none."""
    named = paragraph.find(f"{P_PR}/{w('pStyle')}")
    return "" if named is None else named.get(VAL, "")


def flat(properties: etree._Element | None) -> Attributes:
    """Properties by "element.attribute"; borders by "pBdr.top.attribute"."""
    return {} if properties is None else dict(_flat(properties, ""))


def is_on(found: Attributes, name: str) -> bool:
    """Whether a property such as "b" is set."""
    return f"{name}.val" in found and found[f"{name}.val"] not in OFF


def _flat(properties: etree._Element, prefix: str) -> Iterator[tuple[str, str]]:
    for child in properties.iterchildren(tag=etree.Element):
        name = prefix + etree.QName(child).localname
        if not child.attrib and not len(child):
            yield f"{name}.val", "1"
        for attribute, value in child.attrib.items():
            yield f"{name}.{etree.QName(str(attribute)).localname}", str(value)
        if name in ("pBdr", "numPr"):
            yield from _flat(child, f"{name}.")


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
