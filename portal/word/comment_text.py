"""The rows of the comment parts as text: a comment with its lines, a thread, a lasting id.

Text that is parsed once costs a fifth of elements that are made one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from portal.word import names
from portal.word.comment_styles import CommentStyles
from portal.word.names import MC, W14, W15, W
from portal.word.writing import FORBIDDEN, SIGNS

SPACES = {"w": W, "mc": MC, "w14": W14, "w15": W15, "w16cid": names.W16CID, "w16cex": names.W16CEX}
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"} | {c: f"&#{ord(c)};" for c in "\t\n\r"}
)
SPOKEN = {sign: f"<w:{tag.rpartition('}')[2]}/>" for sign, tag in SIGNS.items()}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())


def comment(values: Mapping[str, str], lines: Iterable[str]) -> str:
    """A `w:comment` with these attributes; `lines` are its paragraphs as XML."""
    return f"<w:comment{_attributes('w', values)}>{''.join(lines)}</w:comment>"


def line(text: str, key: str, styles: CommentStyles, *, first: bool) -> str:
    """A paragraph of a comment; the first one has the mark that stands for the comment."""
    look = f'<w:pPr><w:pStyle w:val="{_escaped(styles.text)}"/></w:pPr>' if styles.text else ""
    mark = _mark(styles.mark) if first else ""
    spoken = "".join(_spoken(FORBIDDEN.sub("", text)))
    ids = f'w14:paraId="{_escaped(key)}" w14:textId="77777777"'
    run = f"<w:r>{spoken}</w:r>" if spoken else "<w:r/>"
    return f"<w:p {ids}>{look}{mark}{run}</w:p>"


def row(space: str, tag: str, values: Mapping[str, str], inside: str = "") -> str:
    """A row of one of the other parts; `space` is the namespace of all its names."""
    return f'<c:{tag} xmlns:c="{space}"{_attributes("c", values)}>{inside}</c:{tag}>'


def elements(rows: Iterable[str]) -> list[etree._Element]:
    """The rows as elements, in their order."""
    return list(etree.fromstring(f"<rows {DECLARED}>{''.join(rows)}</rows>"))


def _mark(style: str) -> str:
    look = f'<w:rPr><w:rStyle w:val="{_escaped(style)}"/></w:rPr>' if style else ""
    return f"<w:r>{look}<w:annotationRef/></w:r>"


def _spoken(text: str) -> Iterator[str]:
    """Tabs are nodes of their own, as in `writing.fill`; a line break parts paragraphs."""
    for place, piece in enumerate(text.split("\t")):
        if place:
            yield SPOKEN["\t"]
        if piece:
            yield f'<w:t xml:space="preserve">{_escaped(piece)}</w:t>'


def _attributes(prefix: str, values: Mapping[str, str]) -> str:
    return "".join(f' {prefix}:{name}="{_escaped(value)}"' for name, value in values.items())


def _escaped(value: str) -> str:
    return value.translate(ESCAPES)
