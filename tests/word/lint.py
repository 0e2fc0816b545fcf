"""What Word refuses or silently repairs and the schema does not catch, in tracked changes."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
DELETED = (f"{W}del", f"{W}moveFrom")


def faults(data: bytes, part: str = "word/document.xml") -> list[str]:
    """The rules that a part breaks; empty when Word has nothing to complain about."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read(part))
    return list(_faults(root))


def _faults(root: etree._Element) -> Iterator[str]:
    for text in root.iter(f"{W}t", f"{W}instrText"):
        if next(text.iterancestors(*DELETED), None) is not None:
            yield f"{text.tag} in a deletion"
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        if next(text.iterancestors(*DELETED), None) is None:
            yield f"{text.tag} outside a deletion"
    for change in root.iter(f"{W}ins"):
        if next(change.iterancestors(f"{W}ins"), None) is not None:
            yield "an insertion in an insertion"
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag not in (f"{W}p", f"{W}sdt"):
            yield "a cell that ends without a paragraph"
    for run in root.iter(f"{W}r"):
        if any(child.tag == f"{W}rPr" for child in run[1:]):
            yield "rPr after content"
    yield from _identities(root)


def _identities(root: etree._Element) -> Iterator[str]:
    ids = Counter(change.get(f"{W}id") for change in root.iter(*CHANGES))
    for number, count in ids.items():
        if number is None or not number.isdecimal() or int(number) >= 2**31:
            yield f"a change with id {number}"
        elif count > 1:
            yield f"{count} changes with id {number}"
    for change in root.iter(*CHANGES):
        if not change.get(f"{W}author"):
            yield "a change without an author"
