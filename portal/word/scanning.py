"""The text of all paragraphs of a story in one pass, where nothing but text stands in them.

Most paragraphs of two drafts are equal; for them the text is enough and no run is looked at.
The story must be free of tracked changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.leaves import (
    ANY_TEXT_BOX,
    ATOMS,
    CHARACTERS,
    MATH,
    MATH_PARAGRAPH,
    RUBY,
    chosen,
)
from portal.word.names import VAL, w

STYLE, NUMBER, LEVEL = w("pStyle"), w("numId"), w("ilvl")
THINGS = (*ATOMS, RUBY, MATH, MATH_PARAGRAPH, names.ALTERNATE)
SEEN = (names.P, names.T, *CHARACTERS, *THINGS)


def scanned(story: etree._Element) -> Iterator[tuple[etree._Element, str | None]]:
    """The paragraphs of a story but those in text boxes, in order, each with its text.

    The text is None where a paragraph holds anything else; it must be taken apart to be read.
    """
    apart = set(paragraphs_apart(story))
    found: list[tuple[etree._Element, list[str]]] = []
    odd: set[int] = set()
    words: list[str] = []
    text, paragraph = names.T, names.P
    for node in story.iter(*SEEN):
        tag = node.tag
        if tag == text:
            words.append(node.text or "")
        elif tag == paragraph:
            words = []
            if node not in apart:
                found.append((node, words))
        elif tag not in CHARACTERS:
            odd.add(len(found) - 1)
        elif in_run(node):
            words.append(CHARACTERS[tag])
    for place, (node, words) in enumerate(found):
        yield node, None if place in odd else "".join(words)


@dataclass(slots=True)
class Direct:
    """What a paragraph itself says of its style and its list; None where it says nothing."""

    style: str | None = None
    number: str | None = None
    level: str | None = None


def directs(story: etree._Element) -> Iterator[tuple[etree._Element, Direct]]:
    """All paragraphs of a story with what each says itself, in one pass."""
    direct = Direct()
    for node in story.iter(names.P, STYLE, NUMBER, LEVEL):
        tag = node.tag
        if tag == names.P:
            direct = Direct()
            yield node, direct
        elif tag == STYLE:
            direct.style = node.get(VAL, "")
        elif tag == NUMBER:
            direct.number = node.get(VAL, "")
        else:
            direct.level = node.get(VAL, "")


def paragraphs_apart(story: etree._Element) -> Iterator[etree._Element]:
    """Those in text boxes and in branches that do not count."""
    for element in story.iterdescendants(ANY_TEXT_BOX, names.FALLBACK):
        if element.tag != names.FALLBACK or is_unchosen(element):
            yield from element.iter(names.P)


def is_unchosen(fallback: etree._Element) -> bool:
    alternate = fallback.getparent()
    return alternate is None or chosen(alternate) is not fallback


def in_run(node: etree._Element) -> bool:
    """Whether a tab or break is one in the text: a tab stop has the same name."""
    parent = node.getparent()
    return parent is not None and parent.tag == names.RUN
