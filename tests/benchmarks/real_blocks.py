"""Paragraphs and tables of real Chinese files, and documents of any length made of them.

The blocks are those of the corpus's court forms and templates, mixed, in an order that is always
the same; such as need other parts (pictures, notes, links) are left out. They stand in one of
those files, which keeps all that it has beside its text: styles, lists, a header, a theme.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from itertools import cycle

from lxml import etree

from tests.journeys.papers import renders
from tests.word.corpus import Entry, entries, word_files

KINDS = ("cn-court", "cn-templates")
HOST = "Sayi__poi-tl/cn-templates/iterable_foreach_all.docx"
MAIN = "word/document.xml"
SEED = 3
PROBE = 6_000  # paragraphs of the file that tells how many make a page
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
P, TABLE, BODY, SECTION = f"{W}p", f"{W}tbl", f"{W}body", f"{W}sectPr"
LEANING = [
    f"{W}{name}"
    for name in (
        *("drawing", "pict", "object", "sectPr", "footnoteReference", "endnoteReference"),
        *("commentRangeStart", "commentRangeEnd", "commentReference"),
    )
]


@cache
def blocks() -> tuple[etree._Element, ...]:
    """All blocks that stand on their own."""
    found = [block for entry in word_files() for block in _body(entry) if _stands_alone(block)]
    if not found:
        raise ValueError(f"the corpus holds no block of {KINDS}")
    random.Random(SEED).shuffle(found)
    return tuple(found)


@cache
def draft(pages: int) -> tuple[bytes, int]:
    """A file of about so many pages, and how many LibreOffice counts."""
    data = made(round(pages * PROBE / renders(made(PROBE))))
    return data, renders(data)


def made(wanted: int) -> bytes:
    """A file with about so many paragraphs, the blocks of the corpus over and over."""
    host = next(entry for entry in entries() if entry.name == HOST).data
    with zipfile.ZipFile(io.BytesIO(host)) as package:
        root = etree.fromstring(package.read(MAIN))
    body = root.find(BODY)
    assert body is not None
    body[:] = [*map(deepcopy, _enough(wanted)), *body.iterchildren(SECTION)]
    return _with_body(host, etree.tostring(root, encoding="UTF-8", standalone=True))


def paragraphs(some: Iterable[etree._Element]) -> int:
    """How many paragraphs blocks have, those in cells included."""
    return sum(1 for block in some for _ in block.iter(P))


def _enough(wanted: int) -> Iterator[etree._Element]:
    for block in cycle(blocks()):
        if wanted <= 0:
            return
        yield block
        wanted -= paragraphs([block])


def _body(entry: Entry) -> Iterator[etree._Element]:
    if entry.category in KINDS:
        with zipfile.ZipFile(io.BytesIO(entry.data)) as package:
            body = etree.fromstring(package.read(MAIN)).find(BODY)
        yield from () if body is None else body.iterchildren(P, TABLE)


def _stands_alone(block: etree._Element) -> bool:
    tied = (name for element in block.iter() for name in element.attrib if name.startswith(R))
    return next(block.iter(*LEANING), None) is None and next(tied, None) is None


def _with_body(host: bytes, body: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(host)) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            plain = body if info.filename == MAIN else source.read(info)
            copy.writestr(info, plain, zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()
