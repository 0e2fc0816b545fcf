"""Settling tracked changes: all of them accepted, or all of them rejected.

Works on every story of a file. A paragraph whose mark goes joins the paragraph that follows it,
as in Word; a row whose mark goes takes its cells with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from lxml import etree

from portal.word import names
from portal.word.names import w
from portal.word.package import Package

STORIES = ("header", "footer", "footnotes", "endnotes")
RANGES = tuple(
    w(f"{kind}{edge}")
    for kind in (
        "moveFromRange",
        "moveToRange",
        "customXmlInsRange",
        "customXmlDelRange",
        "customXmlMoveFromRange",
        "customXmlMoveToRange",
    )
    for edge in ("Start", "End")
)
FORMER = tuple(
    w(f"{name}Change") for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")
)
NOTED = (w("tblGridChange"), w("numberingChange"), w("cellMerge"))
MARKERS = (w("bookmarkStart"), w("bookmarkEnd"), names.RANGE_START, names.RANGE_END)
STAYS_IN_P_PR = (names.R_PR, w("sectPr"))
PLAIN = {names.DEL_TEXT: names.T, w("delInstrText"): w("instrText")}
CELL_INS, CELL_DEL = w("cellIns"), w("cellDel")


class Verdict(Enum):
    """What becomes of the changes: the tags that stay and those that go."""

    ACCEPT = ((names.INS, names.MOVE_TO), (names.DEL, names.MOVE_FROM))
    REJECT = ((names.DEL, names.MOVE_FROM), (names.INS, names.MOVE_TO))

    @property
    def stays(self) -> tuple[str, ...]:
        return self.value[0]

    @property
    def goes(self) -> tuple[str, ...]:
        return self.value[1]


def accept(data: bytes) -> bytes:
    """The file with all tracked changes accepted; raises `Unreadable`."""
    return settled(data, Verdict.ACCEPT)


def reject(data: bytes) -> bytes:
    """The file with all tracked changes rejected; raises `Unreadable`."""
    return settled(data, Verdict.REJECT)


def settled(data: bytes, verdict: Verdict) -> bytes:
    package = Package(data)
    parts: dict[str, bytes] = {}
    for name in stories(package):
        root = package.tree(name)
        if settle(root, verdict):
            parts[name] = package.written(root)
    return package.rewritten(parts) if parts else data


def stories(package: Package) -> list[str]:
    """The parts that hold text: the main one, then headers, footers and notes."""
    tied = package.relations(package.main)
    others = [r.target for r in tied if r.kind in STORIES and not r.external]
    return [package.main, *dict.fromkeys(name for name in others if name in package)]


def settle(root: etree._Element, verdict: Verdict) -> bool:
    """Settles all changes under `root` in place; whether there were any."""
    if not has_changes(root):
        return False
    restore_former(root, verdict)
    remove(root.iter(*RANGES, *NOTED))
    marks = list(paragraph_marks(root, verdict))
    settle_rows(root, verdict)
    settle_runs(root, verdict)
    for paragraph in reversed(marks):
        join_next(paragraph)
    drop_hollow(root)
    return True


def has_changes(root: etree._Element) -> bool:
    tags = (*Verdict.ACCEPT.stays, *Verdict.ACCEPT.goes, *RANGES, *FORMER, *NOTED)
    return next(root.iter(*tags, CELL_INS, CELL_DEL), None) is not None


def restore_former(root: etree._Element, verdict: Verdict) -> None:
    """Formatting changes: the new look stays, or what it was before comes back."""
    for change in list(root.iter(*FORMER)):
        properties = change.getparent()
        if properties is None:
            continue
        properties.remove(change)
        if verdict is Verdict.REJECT:
            put_back(properties, change)


def put_back(properties: etree._Element, change: etree._Element) -> None:
    former = next(change.iterchildren(tag=etree.Element), None)
    kept = [child for child in properties if child.tag in (*STAYS_IN_P_PR, *MARK_TAGS)]
    properties[:] = [*(former if former is not None else ()), *kept]


MARK_TAGS = (names.INS, names.DEL, names.MOVE_FROM, names.MOVE_TO)


def paragraph_marks(root: etree._Element, verdict: Verdict) -> Iterable[etree._Element]:
    """The paragraphs that lose their mark; the flags are taken off all others."""
    for run_properties in list(root.iter(names.R_PR)):
        flags = [child for child in run_properties if child.tag in MARK_TAGS]
        remove(flags)
        properties = above(run_properties)
        if properties.tag == names.P_PR and any(flag.tag in verdict.goes for flag in flags):
            yield above(properties)


def settle_rows(root: etree._Element, verdict: Verdict) -> None:
    for properties in list(root.iter(w("trPr"))):
        flags = [child for child in properties if child.tag in MARK_TAGS]
        remove(flags)
        if any(flag.tag in verdict.goes for flag in flags):
            drop_row(root, above(properties))
    gone = CELL_DEL if verdict is Verdict.ACCEPT else CELL_INS
    for flag in list(root.iter(CELL_INS, CELL_DEL)):
        properties = above(flag)
        properties.remove(flag)
        if flag.tag == gone:
            drop(above(properties))


def drop_row(root: etree._Element, row: etree._Element) -> None:
    """Takes out a row; comments that began or ended in it live on, those inside it go."""
    inside = {reference.get(names.ID) for reference in row.iter(names.REFERENCE)}
    for marker in list(root.iter(names.RANGE_START, names.RANGE_END) if inside else ()):
        if marker.get(names.ID) in inside:
            drop(marker)
    for marker in list(row.iter(*MARKERS)):
        row.addprevious(marker)
    drop(row)


def settle_runs(root: etree._Element, verdict: Verdict) -> None:
    for element in list(root.iter(*verdict.goes)):
        save_markers(element)
        drop(element)
    for element in list(root.iter(*verdict.stays)):
        unwrap(element)
    for element in list(root.iter(*PLAIN)):
        element.tag = PLAIN[element.tag]


def save_markers(element: etree._Element) -> None:
    """Comments and bookmarks live on when the text that one end of them stands in goes."""
    if element.getparent() is None:
        return
    for marker in list(element.iter(*MARKERS, names.REFERENCE)):
        run = next(marker.iterancestors(names.RUN), None)
        is_reference = marker.tag == names.REFERENCE
        element.addprevious(run if is_reference and run is not None else marker)


def join_next(paragraph: etree._Element) -> None:
    """Takes the mark off a paragraph: what is left of it goes to the front of the next one."""
    following = next_paragraph(paragraph)
    content = [child for child in paragraph if child.tag != names.P_PR]
    if following is not None:
        at = 1 if len(following) and following[0].tag == names.P_PR else 0
        following[at:at] = content
        drop(paragraph)
    elif not any(child.tag not in MARKERS for child in content) and is_spare(paragraph):
        drop(paragraph)


def next_paragraph(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph right behind this one, None where a table or the end comes first."""
    for element in paragraph.itersiblings(tag=etree.Element):
        if element.tag == names.P:
            return element
        if element.tag not in MARKERS:
            return None
    return None


def is_spare(paragraph: etree._Element) -> bool:
    """Whether the place can do without this paragraph; a cell must end with one."""
    parent = paragraph.getparent()
    if parent is None or paragraph.find(f"{names.P_PR}/{w('sectPr')}") is not None:
        return False
    if parent.tag != names.CELL:
        return sum(1 for _ in parent.iterchildren(names.P, names.TABLE)) > 1
    following = paragraph.getnext()
    others = sum(1 for _ in parent.iterchildren(names.P))
    return others > 1 and (following is not None or previous_is_paragraph(paragraph))


def previous_is_paragraph(paragraph: etree._Element) -> bool:
    previous = paragraph.getprevious()
    return previous is not None and previous.tag == names.P


def drop_hollow(root: etree._Element) -> None:
    """Tables without rows, rows without cells and controls without content go too."""
    rules: dict[str, Callable[[etree._Element], bool]] = {
        names.ROW: lambda row: row.find(f".//{names.CELL}") is None,
        names.TABLE: lambda table: table.find(f".//{names.ROW}") is None,
        names.SDT: lambda sdt: sdt.find(f"{names.SDT_CONTENT}/*") is None,
    }
    for tag, is_hollow in rules.items():
        for element in list(root.iter(tag)):
            if is_hollow(element):
                save_markers(element)
                drop(element)
    for cell in root.iter(names.CELL):
        if not len(cell) or cell[-1].tag not in (names.P, names.SDT):
            etree.SubElement(cell, names.P)


def above(element: etree._Element) -> etree._Element:
    """The parent of an element that is not a root."""
    parent = element.getparent()
    assert parent is not None  # noqa: S101
    return parent


def remove(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        drop(element)


def drop(element: etree._Element) -> None:
    """Takes an element out of its tree, the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Puts the content of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
