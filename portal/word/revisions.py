"""Settling tracked changes: all of them accepted, or all of them rejected.

Works on every story of a file. A paragraph whose mark goes joins the paragraph that follows it,
as in Word; a row whose mark goes takes its cells with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
CELL_INS, CELL_DEL, ROW_PROPERTIES = w("cellIns"), w("cellDel"), w("trPr")
MARK_TAGS = (names.INS, names.DEL, names.MOVE_FROM, names.MOVE_TO)
CHANGED = (*MARK_TAGS, *RANGES, *FORMER, *NOTED, CELL_INS, CELL_DEL)
TRACKED = (*CHANGED, *PLAIN)


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
    found = list(root.iter(*TRACKED))
    restore_former(found, verdict)
    remove(element for element in found if element.tag in (*RANGES, *NOTED))
    marks = list(paragraph_marks(found, verdict))
    settle_rows(root, found, verdict)
    settle_runs(found, verdict)
    for paragraph in reversed(marks):
        join_next(paragraph)
    if any(element.tag in (*verdict.goes, CELL_INS, CELL_DEL) for element in found):
        drop_hollow(root)
    return True


def has_changes(root: etree._Element) -> bool:
    return next(root.iter(*CHANGED), None) is not None


def restore_former(found: Iterable[etree._Element], verdict: Verdict) -> None:
    """Formatting changes: the new look stays, or what it was before comes back."""
    for change in found:
        properties = change.getparent() if change.tag in FORMER else None
        if properties is not None:
            properties.remove(change)
            if verdict is Verdict.REJECT:
                put_back(properties, change)


def put_back(properties: etree._Element, change: etree._Element) -> None:
    former = next(change.iterchildren(tag=etree.Element), None)
    kept = [child for child in properties if child.tag in (*STAYS_IN_P_PR, *MARK_TAGS)]
    properties[:] = [*(former if former is not None else ()), *kept]


def paragraph_marks(found: Iterable[etree._Element], verdict: Verdict) -> Iterator[etree._Element]:
    """The paragraphs that lose their mark; the flags are taken off all others."""
    for flag in flags(found, names.R_PR):
        look = above(flag)
        properties = look.getparent()
        look.remove(flag)
        if properties is not None and properties.tag == names.P_PR and flag.tag in verdict.goes:
            yield above(properties)


def flags(found: Iterable[etree._Element], tag: str) -> Iterator[etree._Element]:
    """What marks a paragraph or a row as new or gone; it stands in properties of that tag."""
    for element in found:
        parent = element.getparent() if element.tag in MARK_TAGS else None
        if parent is not None and parent.tag == tag:
            yield element


def settle_rows(root: etree._Element, found: Iterable[etree._Element], verdict: Verdict) -> None:
    for flag in flags(found, ROW_PROPERTIES):
        properties = above(flag)
        properties.remove(flag)
        if flag.tag in verdict.goes:
            drop_row(root, above(properties))
    gone = CELL_DEL if verdict is Verdict.ACCEPT else CELL_INS
    for flag in found:
        look = flag.getparent() if flag.tag in (CELL_INS, CELL_DEL) else None
        if look is not None:
            look.remove(flag)
            if flag.tag == gone:
                drop(above(look))


def drop_row(root: etree._Element, row: etree._Element) -> None:
    """Takes out a row; comments that began or ended in it live on, those inside it go."""
    inside = {reference.get(names.ID) for reference in row.iter(names.REFERENCE)}
    for marker in list(root.iter(names.RANGE_START, names.RANGE_END) if inside else ()):
        if marker.get(names.ID) in inside:
            drop(marker)
    for marker in list(row.iter(*MARKERS)):
        row.addprevious(marker)
    drop(row)


def settle_runs(found: Sequence[etree._Element], verdict: Verdict) -> None:
    for element in found:
        if element.tag in verdict.goes:
            save_markers(element)
            drop(element)
    for element in found:
        if element.tag in verdict.stays:
            unwrap(element)
    for element in found:
        element.tag = PLAIN.get(element.tag, element.tag)


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
        names.ROW: lambda row: next(row.iter(names.CELL), None) is None,
        names.TABLE: lambda table: next(table.iter(names.ROW), None) is None,
        names.SDT: lambda sdt: sdt.find(f"{names.SDT_CONTENT}/*") is None,
    }
    found = list(root.iter(*rules, names.CELL))
    for tag, is_hollow in rules.items():
        for element in found:
            if element.tag == tag and is_hollow(element):
                save_markers(element)
                drop(element)
    for cell in found:
        if cell.tag == names.CELL and lacks_paragraph(cell):
            etree.SubElement(cell, names.P)


def lacks_paragraph(cell: etree._Element) -> bool:
    return not len(cell) or cell[-1].tag not in (names.P, names.SDT)


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
