"""How a Word template is built: which blocks of it are repeated, which are chosen.

A container is whatever holds blocks of its own: the body, a table (its rows), a cell, a text
box, a content control, a header. A block is a child of it: a paragraph, a table, a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from portal.word.template_marks import TAG, End, For, If, Tag, Wrong, tag_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = etree._Element
_CONTAINERS = frozenset(
    W + name for name in ("body", "tc", "txbxContent", "sdtContent", "footnote", "endnote")
)
_MORE_THAN_TEXT = tuple(W + name for name in ("drawing", "pict", "object", "sectPr"))


@dataclass(slots=True)
class Loop:
    head: Element
    mark: For
    body: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Choice:
    head: Element
    mark: If
    body: list[Node] = field(default_factory=list)
    otherwise: list[Node] = field(default_factory=list)


Node = Element | Loop | Choice


@dataclass(frozen=True, slots=True)
class Stray:
    """A tag that does not fit where it stands, and the block that holds it."""

    wrong: Wrong
    words: str
    block: Element


def containers(root: Element) -> list[Element]:
    """The outermost containers of a part: the body, every footnote, a header itself."""
    return [root] if root.tag in (W + "hdr", W + "ftr") else list(_nearest(root))


def children(block: Element) -> list[Element]:
    """The nearest containers inside a block; a table is the container of its own rows."""
    if block.tag == W + "tbl":
        return [block]
    return list(_nearest(block))


def plan(container: Element) -> tuple[list[Node], list[Stray]]:
    """The blocks of a container as loops, choices and plain blocks, and the tags that stray."""
    top: list[Node] = []
    open_: list[Loop | Choice] = []
    stray: list[Stray] = []
    into = top
    for block in container:
        words, tag = block_tag(block)
        if tag is None:
            into.append(block)
        elif isinstance(tag, For | If):
            node = Loop(block, tag) if isinstance(tag, For) else Choice(block, tag)
            into.append(node)
            open_.append(node)
            into = node.body
        elif not open_ or not _fits(tag, open_[-1]):
            stray.append(Stray(Wrong.UNOPENED, words, block))
        elif tag is End.ELSE and isinstance(last := open_[-1], Choice):
            into = last.otherwise
        else:
            open_.pop()
            into = _current(open_[-1]) if open_ else top
    stray += [Stray(Wrong.UNCLOSED, block_tag(node.head)[0], node.head) for node in open_]
    return top, stray


def block_tag(block: Element) -> tuple[str, Tag | None]:
    """The tag that a block consists of, with its words; None when it is a block of content."""
    row = block.tag == W + "tr"
    if not row and (block.tag != W + "p" or next(block.iter(_MORE_THAN_TEXT), None) is not None):
        return "", None
    match = TAG.fullmatch(plain_text(block).strip())
    if match is None or bool(match[1]) != row:
        return "", None
    return match[2].strip(), tag_of(match[2])


def texts(block: Element) -> Iterator[Element]:
    """The pieces of text of a paragraph or row, text boxes and moved-away text left out."""
    for child in block:
        if child.tag == W + "t":
            yield child
        elif child.tag not in (W + "txbxContent", W + "moveFrom"):
            yield from texts(child)


def plain_text(block: Element) -> str:
    """The text of a paragraph or row as the marks are looked for in it."""
    return "".join(piece.text or "" for piece in texts(block))


def _nearest(block: Element) -> Iterator[Element]:
    for child in block:
        if child.tag in _CONTAINERS:
            if _holds_blocks(child):
                yield child
            else:
                yield from _nearest(child)
        else:
            yield from _nearest(child)


def _holds_blocks(container: Element) -> bool:
    return any(child.tag in (W + "p", W + "tbl", W + "tr", W + "sdt") for child in container)


def _fits(tag: Tag, node: Loop | Choice) -> bool:
    if tag is End.ELSE:
        return isinstance(node, Choice) and not node.otherwise
    return isinstance(node, Loop) == (tag is End.FOR)


def _current(node: Loop | Choice) -> list[Node]:
    return node.otherwise if isinstance(node, Choice) and node.otherwise else node.body
