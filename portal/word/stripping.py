"""Taking comments out of a file, all of them or all but those of some authors."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from portal.word import names
from portal.word.edition import Edition
from portal.word.names import R_PR
from portal.word.threads import COMMENT, PARAGRAPH_ID, remarks

MARKERS = (names.RANGE_START, names.RANGE_END, names.REFERENCE)
ROWS = ("commentsExtended", "commentsIds", "commentsExtensible")


def strip_comments(edition: Edition, keep: Collection[str] = ()) -> int:
    """Take out the comments of everybody but the authors in `keep`; returns how many.

    An answer that stays while its parent goes stands for itself afterwards.
    """
    package = edition.package
    part = package.related(package.main, "comments")
    gone = {remark.id for remark in remarks(package) if remark.author not in keep}
    if part is None or not gone:
        return 0
    for name in edition.texts():
        if _unmark(edition.tree(name), gone):
            edition.touch(name)
    keys = _remove_texts(edition.tree(part), gone)
    _save(edition, part)
    for kind in ROWS:
        _remove_rows(edition, kind, keys)
    return len(gone)


def keep_people(edition: Edition, keep: Collection[str] = ()) -> int:
    """Take out what the file knows of people's accounts, but for those in `keep`."""
    part = edition.package.related(edition.package.main, "people")
    if part is None:
        return 0
    root = edition.tree(part)
    gone = [person for person in root if _value(person, "author") not in keep]
    for person in gone:
        root.remove(person)
    if gone:
        _save(edition, part)
    return len(gone)


def _unmark(root: etree._Element, gone: Collection[str]) -> bool:
    marks = [mark for mark in root.iter(*MARKERS) if mark.get(names.ID) in gone]
    for mark in marks:
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        if mark.tag == names.REFERENCE and all(child.tag == R_PR for child in run):
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
    return bool(marks)


def _remove_texts(root: etree._Element, gone: Collection[str]) -> set[str]:
    """Take comments out of their part; returns the keys of their paragraphs."""
    keys: set[str] = set()
    for comment in [c for c in root.iter(COMMENT) if c.get(names.ID) in gone]:
        keys |= {p.get(PARAGRAPH_ID, "").upper() for p in comment.iter(names.P)}
        parent = comment.getparent()
        if parent is not None:
            parent.remove(comment)
    return keys - {""}


def _remove_rows(edition: Edition, kind: str, keys: Collection[str]) -> None:
    part = edition.package.related(edition.package.main, kind)
    if part is None:
        return
    root = edition.tree(part)
    if kind == "commentsExtensible":
        kept = _durables(edition)
        gone = [row for row in root if _value(row, "durableId") not in kept]
    else:
        gone = [row for row in root if _value(row, "paraId") in keys]
    for row in gone:
        root.remove(row)
    for row in root:
        parent = f"{{{etree.QName(row).namespace}}}paraIdParent"
        if row.get(parent, "").upper() in keys:
            del row.attrib[parent]
    _save(edition, part)


def _durables(edition: Edition) -> set[str]:
    part = edition.package.related(edition.package.main, "commentsIds")
    return set() if part is None else {_value(row, "durableId") for row in edition.tree(part)}


def _save(edition: Edition, part: str) -> None:
    """Write a part, or drop it when nothing is left in it."""
    if len(edition.tree(part)):
        edition.touch(part)
    else:
        edition.drop(edition.package.main, part)


def _value(row: etree._Element, name: str) -> str:
    value = row.get(f"{{{etree.QName(row).namespace}}}{name}", "")
    return value.upper() if name.endswith("Id") else value
