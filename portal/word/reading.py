"""Reading a Word file: bytes in, a `Document` out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from portal.word.bodies import Body
from portal.word.document import Comment, Document, Place
from portal.word.errors import Hostile, Unreadable
from portal.word.names import w
from portal.word.package import Package
from portal.word.properties import properties
from portal.word.stories import stories
from portal.word.surroundings import setting, warnings
from portal.word.threads import remarks

Point = tuple[int, int]
TRACKED = (b":ins ", b":del ", b":moveFrom ", b":moveTo ", b"PrChange ", b":cellIns ", b":cellDel ")


def read(data: bytes) -> Document:
    """The document in a .docx file; raises `Unreadable` with a code that says why not."""
    try:
        return _read(Package(data))
    except RecursionError:
        raise Hostile("too-deep", "elements are nested too deeply") from None


def body_of(root: etree._Element) -> etree._Element:
    """The `w:body` of a main part; raises `Unreadable` where there is none."""
    body = root.find(w("body"))
    if body is None:
        raise Unreadable("damaged", "the document has no body")
    return body


def is_tracked(plain: bytes) -> bool:
    """Whether a part may hold tracked changes."""
    return any(sign in plain for sign in TRACKED)


def _read(package: Package) -> Document:
    main = setting(package)
    body = Body(main, tracked=is_tracked(package.part(package.main)))
    blocks = body.blocks(body_of(package.tree(package.main)))
    document = Document(
        paragraphs=tuple(body.paragraphs),
        blocks=blocks,
        changes=tuple(body.changes),
        stories=tuple(stories(package, main, body)),
        warnings=tuple(dict.fromkeys(_warnings(package, body))),
        properties=properties(package),
    )
    return replace(document, comments=tuple(_comments(package, body, document)))


def _warnings(package: Package, body: Body) -> Iterator[str]:
    yield from warnings(package)
    for name in sorted(body.unread):
        yield f"not-read: {name} holds text in another format"


def _comments(package: Package, body: Body, document: Document) -> Iterator[Comment]:
    places = dict(_places(body))
    for remark in remarks(package):
        place = places.get(remark.id)
        yield Comment(
            id=remark.id,
            author=remark.author,
            text=remark.text,
            initials=remark.initials,
            date=remark.date,
            place=place,
            quote="" if place is None else document.quote(place),
            resolved=remark.resolved,
            parent=remark.parent,
            durable=remark.durable,
        )


def _places(body: Body) -> Iterator[tuple[str, Place]]:
    """Where comments stand; one without a range stands at its reference."""
    first: dict[tuple[str, str], Point] = {}
    for kind, comment, paragraph, offset in body.markers:
        first.setdefault((kind, comment), (paragraph, offset))
    for comment in {comment for _, comment in first}:
        end = first.get(("end", comment)) or first.get(("reference", comment))
        start = first.get(("start", comment)) or end
        if start is not None and end is not None and start <= end:
            yield comment, Place(*start, *end)
