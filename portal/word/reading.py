"""Reading a Word file: bytes in, a `Document` out."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from portal.word import names
from portal.word.bodies import Body, Setting
from portal.word.document import Comment, Document, Place
from portal.word.errors import Hostile, Unreadable
from portal.word.names import w
from portal.word.numbering import Numbering
from portal.word.package import Package
from portal.word.properties import properties
from portal.word.stories import Surroundings
from portal.word.styles import Styles
from portal.word.threads import Remark, remarks

Ends = dict[str, tuple[int, int]]


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


def setting(package: Package, part: str) -> Setting:
    """What a part leans on."""
    styles = Styles(_tree(package, "styles"), _tree(package, "theme"))
    numbering = Numbering(_tree(package, "numbering"), styles)
    return tied(package, part, styles, numbering)


def _read(package: Package) -> Document:
    own = setting(package, package.main)
    body = Body(own)
    blocks = body.blocks(body_of(package.tree(package.main)))
    document = Document(
        paragraphs=tuple(body.paragraphs),
        blocks=blocks,
        changes=tuple(body.changes),
        stories=stories(package, own, body),
        warnings=tuple(warnings(package, body)),
        properties=properties(package),
    )
    return replace(document, comments=_comments(package, body, document))
