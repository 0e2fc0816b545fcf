"""Writing into the text of a paragraph that Word has cut into runs.

What is written takes the look of the run in which the replaced words begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from portal.word.template_marks import TAG
from portal.word.template_tree import Element, W, block_tag, plain_text, texts

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FORBIDDEN = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def replace(block: Element, start: int, end: int, contents: Sequence[Element]) -> None:
    """Put run contents in the place of the characters from `start` to `end` of a block."""
    offset = 0
    for piece in list(texts(block)):
        words = piece.text or ""
        left, right = max(start - offset, 0), min(end - offset, len(words))
        if left < right:
            _cut(piece, words, left, right, contents if start >= offset else ())
        offset += len(words)


def written(text: str) -> list[Element]:
    """Run contents that show `text`: line breaks and tabs become Word's own."""
    contents: list[Element] = []
    for part in re.split(r"([\n\t])", _FORBIDDEN.sub("", text.replace("\r\n", "\n"))):
        if part == "\n":
            contents.append(etree.Element(W + "br"))
        elif part == "\t":
            contents.append(etree.Element(W + "tab"))
        elif part:
            contents.append(_text(part))
    return contents


def lift_row_tags(root: Element) -> None:
    """Give the tags that open and close a row from inside it rows of their own.

    So `{%tr for x in xs %}` in the first cell and `{%tr endfor %}` in the last one repeat
    the row they stand in, as two marking rows around it would.
    """
    for row in list(root.iter(W + "tr")):
        if block_tag(row)[1] is None:
            _lift(row)


def _lift(row: Element) -> None:
    while match := re.match(rf"\s*({TAG.pattern})", plain_text(row)):
        if not match[2]:
            break
        row.addprevious(_marking_row(match[1]))
        _erase(row, match.start(1), match.end(1))
    for match in reversed(_closing(plain_text(row))):
        row.addnext(_marking_row(match[0]))
        _erase(row, match.start(), match.end())


def _closing(text: str) -> list[re.Match[str]]:
    found = (match for match in TAG.finditer(text) if match[1])
    return [match for match in found if not TAG.sub("", text[match.end() :]).strip()]


def _erase(row: Element, start: int, end: int) -> None:
    """Take a tag out of a row, and its paragraph too where it stood alone among others."""
    before = {paragraph: plain_text(paragraph) for paragraph in row.iter(W + "p")}
    replace(row, start, end, ())
    for paragraph, text in before.items():
        cell = paragraph.getparent()
        emptied = text.strip() and not plain_text(paragraph).strip()
        if emptied and cell is not None and len(cell.findall(W + "p")) > 1:
            cell.remove(paragraph)


def _marking_row(tag: str) -> Element:
    row = etree.Element(W + "tr")
    paragraph = etree.SubElement(etree.SubElement(row, W + "tc"), W + "p")
    paragraph.append(etree.Element(W + "r"))
    paragraph[0].append(_text(tag))
    return row


def _cut(piece: Element, words: str, left: int, right: int, contents: Sequence[Element]) -> None:
    """Replace a stretch of one piece of text, keeping what stands around it."""
    rest = words[right:]
    _write(piece, words[:left])
    for content in reversed([*contents, *([_text(rest)] if rest else [])]):
        piece.addnext(deepcopy(content))


def _text(words: str) -> Element:
    piece = etree.Element(W + "t")
    _write(piece, words)
    return piece


def _write(piece: Element, words: str) -> None:
    piece.text = words
    if words != words.strip():
        piece.set(_SPACE, "preserve")
