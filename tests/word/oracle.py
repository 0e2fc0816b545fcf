"""A second opinion on tracked changes, independent of the engine: what a file says either way.

Reads the XML with the standard library in one plain way: stretches marked as gone are skipped,
a paragraph whose mark is gone runs on into the next one, a row that is gone is not there.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from enum import Enum
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
PLAIN |= {f"{W}noBreakHyphen": "-"}
ATOMS = {f"{W}drawing": "▣", f"{W}pict": "▣", f"{W}object": "▣", f"{W}sym": "◆"}
ATOMS |= {f"{W}footnoteReference": "†", f"{W}endnoteReference": "†"}
ATOMS |= {f"{M}oMath": "∑", f"{M}oMathPara": "∑"}
SKIPPED = {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "instrText")}
SKIPPED |= {f"{W}delInstrText", f"{MC}Fallback"}
OPEN = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom")
THROUGH = {f"{W}{name}" for name in OPEN}

Block = str | list[list[list[object]]]


class View(Enum):
    """Which changes count as gone."""

    ACCEPTED = ("del", "moveFrom")
    REJECTED = ("ins", "moveTo")

    @property
    def gone(self) -> set[str]:
        return {f"{W}{name}" for name in self.value}


def blocks(data: bytes, view: View, part: str = "") -> list[Block]:
    """The body of a file, or another part, as texts and tables of cells of such."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        name = part or main_part(package)
        plain = package.read(name).replace(STRICT, W[1:-1].encode())
    root = ElementTree.fromstring(plain)
    body = root.find(f"{W}body")
    return container(root if body is None else body, view)


def text(data: bytes, view: View, part: str = "") -> list[str]:
    """All paragraphs in one list, those of tables included; empty ones left out."""
    return [line for line in flat(blocks(data, view, part)) if line]


def flat(found: list[Block]) -> Iterator[str]:
    for block in found:
        if isinstance(block, str):
            yield block
        else:
            for row in block:
                for cell in row:
                    yield from flat(cell)  # type: ignore[arg-type]


def main_part(package: zipfile.ZipFile) -> str:
    try:
        relations = ElementTree.fromstring(package.read("_rels/.rels"))
    except KeyError:
        return "word/document.xml"
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return posixpath.normpath(relation.get("Target", "").lstrip("/"))
    return "word/document.xml"


def container(parent: ElementTree.Element, view: View) -> list[Block]:
    """The blocks in a body or a cell."""
    result: list[Block] = []
    pending = ""
    for element in opened(parent, view):
        if element.tag == f"{W}p":
            pending += "".join(line(element, view))
            if not mark_is_gone(element, view):
                result.append(pending)
                pending = ""
        elif element.tag == f"{W}tbl" and (rows := table(element, view)):
            result += [pending, rows] if pending else [rows]
            pending = ""
    return [*result, pending] if pending else result


def opened(parent: ElementTree.Element, view: View) -> Iterator[ElementTree.Element]:
    """The children, with controls and wrappers opened and what is gone left out."""
    for element in parent:
        if element.tag in THROUGH:
            if element.tag not in view.gone:
                yield from opened(element, view)
        else:
            yield element


def table(element: ElementTree.Element, view: View) -> list[list[list[object]]]:
    rows = [row for row in opened(element, view) if row.tag == f"{W}tr"]
    kept = [row for row in rows if not flagged(row.find(f"{W}trPr"), view.gone)]
    return [
        [list(container(cell, view)) or [""] for cell in opened(row, view) if is_cell(cell, view)]
        for row in kept
    ]


def is_cell(element: ElementTree.Element, view: View) -> bool:
    flag = {"del": f"{W}cellDel", "ins": f"{W}cellIns"}[view.value[0]]
    return element.tag == f"{W}tc" and not flagged(element.find(f"{W}tcPr"), {flag})


def flagged(properties: ElementTree.Element | None, tags: set[str]) -> bool:
    return properties is not None and any(child.tag in tags for child in properties)


def mark_is_gone(paragraph: ElementTree.Element, view: View) -> bool:
    return flagged(paragraph.find(f"{W}pPr/{W}rPr"), view.gone)


def line(parent: ElementTree.Element, view: View) -> Iterator[str]:
    """The text inside a paragraph, a sign for each thing that is no text."""
    for element in parent:
        tag = element.tag
        if tag in view.gone or tag in SKIPPED:
            continue
        if tag in (f"{W}t", f"{W}delText"):
            yield element.text or ""
        elif tag in PLAIN or tag in ATOMS:
            yield PLAIN.get(tag) or ATOMS[tag]
        elif tag == f"{W}ruby":
            yield from line(element.find(f"{W}rubyBase") or element, view)
        else:
            yield from line(element, view)


def beside(data: bytes, view: View) -> dict[str, list[str]]:
    """What stands beside the body: notes by kind, headers, footers, and all text boxes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        main = main_part(package)
        relations = posixpath.join(
            posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels"
        )
        if relations not in package.namelist():
            return {}
        found: dict[str, list[str]] = {"textbox": boxes(parsed(package, main), view)}
        for relation in ElementTree.fromstring(package.read(relations)):
            kind = relation.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(
                posixpath.join("/", posixpath.dirname(main), relation.get("Target", ""))
            ).lstrip("/")
            if kind in STORIES and part in package.namelist():
                found.setdefault(kind, []).extend(story(parsed(package, part), view))
    return found


STORIES = ("header", "footer", "footnotes", "endnotes")


def parsed(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(part).replace(STRICT, W[1:-1].encode()))


def story(root: ElementTree.Element, view: View) -> list[str]:
    """The paragraphs with text of a header, or of all notes in a part, and their boxes."""
    notes = [child for child in root if child.tag in (f"{W}footnote", f"{W}endnote")]
    lines = [line for part in notes or [root] for line in flat(container(part, view))]
    return sorted(line for line in lines if line) + boxes(root, view)


def boxes(root: ElementTree.Element, view: View) -> list[str]:
    """The paragraphs with text of all text boxes; of two forms of one box the first."""
    found: list[str] = []
    for child in root:
        if child.tag in view.gone or child.tag == f"{MC}Fallback":
            continue
        if child.tag == f"{W}txbxContent":
            found += [line for line in flat(container(child, view)) if line]
        found += boxes(child, view)
    return found
