"""Rules of `lint` for what stands in a text: pairs that are closed, blocks in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.word.tiny import W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BLANKS = " \t\r\n"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


RANGES = ("bookmark", "perm", "customXmlInsRange", "customXmlDelRange")
INNER = {  # what never stands in its like, up to what may hold it again
    "p": ("txbxContent",),
    "r": ("txbxContent", "ruby", "rubyBase", "rt"),
    "hyperlink": ("p",),
}
HOLDING = {"tr": ("tc", "sdt", "customXml"), "tbl": ("tr", "sdt", "customXml")}


def faults(root: etree._Element) -> Iterator[str]:
    """The faults of a body by the name of the broken rule."""
    yield from _ranges(root)
    yield from _fields(root)
    yield from _nested(root)
    yield from _holding(root)
    yield from _sections(root)
    for node in root.iter(w("t"), w("delText")):
        text = node.text or ""
        if text != text.strip(BLANKS) and node.get(SPACE) != "preserve":
            yield "blank at the edge of a text is not kept"


def _ranges(root: etree._Element) -> Iterator[str]:
    for kind in RANGES:
        starts = Counter(e.get(w("id")) for e in root.iter(w(f"{kind}Start")))
        ends = Counter(e.get(w("id")) for e in root.iter(w(f"{kind}End")))
        odd = (starts - ends) + (ends - starts)
        yield from [f"{kind} without its other end"] * odd.total()


def _fields(root: etree._Element) -> Iterator[str]:
    """Fields that do not end, or end before they begin, once per text box and story."""
    for holder in (root, *root.iter(w("txbxContent"))):
        depth = 0
        for mark in holder.iter(w("fldChar")):
            if next(mark.iterancestors(w("txbxContent"), root.tag), None) is not holder:
                continue
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
            if depth < 0:
                yield "field that ends before it begins"
                depth = 0
        yield from ["field without its end"] * depth


def _nested(root: etree._Element) -> Iterator[str]:
    for name, holders in INNER.items():
        stops = {w(holder) for holder in holders}
        for element in root.iter(w(name)):
            for above in element.iterancestors():
                if above.tag in stops:
                    break
                if above.tag == element.tag:
                    yield f"{name} in a {name}"
                    break


def _holding(root: etree._Element) -> Iterator[str]:
    for name, inner in HOLDING.items():
        wanted = {w(one) for one in inner}
        for element in root.iter(w(name)):
            if not any(child.tag in wanted for child in element):
                yield f"{name} with nothing in it"


def _sections(root: etree._Element) -> Iterator[str]:
    body = root.find(w("body"))
    last = None if body is None else body.find(w("sectPr"))
    if last is not None and last.getnext() is not None:
        yield "something stands behind the last section"
