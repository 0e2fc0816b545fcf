"""The paragraphs of a story as the comparison sees them, all found in one pass.

A strand is the text of a paragraph in which everything that is no text (a picture, a formula,
a reference to a note, ruby) is one sign, the same sign for the same thing in both files. Most
paragraphs of two drafts are equal: for them the text is enough and no run is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from portal.word import names
from portal.word.ink import NUMBERED
from portal.word.leaves import (
    ATOMS,
    CHARACTERS,
    MATH,
    MATH_PARAGRAPH,
    RUBY,
    Leaf,
    chosen,
)
from portal.word.names import VAL, w

ANY_TEXT_BOX = "{*}txbxContent"
STYLE, NUMBER, LEVEL, SECTION = w("pStyle"), w("numId"), w("ilvl"), w("sectPr")
SAID = {STYLE: "style", NUMBER: "number", LEVEL: "level"}
THINGS = frozenset((*ATOMS, RUBY, MATH, MATH_PARAGRAPH, names.ALTERNATE))
SEEN = (names.P, names.T, *SAID, SECTION, *CHARACTERS, *THINGS, *NUMBERED)

Parts = list[tuple[Leaf, str]]


@dataclass(slots=True, eq=False)
class Strand:
    """A paragraph; `index` counts those of its story, `has_things` tells of more than text.

    `style`, `number` and `level` are what it says itself of its style and its list.
    """

    element: etree._Element
    index: int
    take_apart: Callable[[etree._Element], Parts]
    text: str = ""
    has_things: bool = False
    style: str | None = None
    number: str | None = None
    level: str | None = None
    _parts: Parts | None = None

    @property
    def parts(self) -> Parts:
        """The leaves, each with its part of the text; as they were when first asked for."""
        if self._parts is None:
            self._parts = self.take_apart(self.element)
        return self._parts


@dataclass(slots=True)
class Scan:
    """What one pass over a story found; its text boxes are other stories."""

    strands: list[Strand] = field(default_factory=list)
    sections: list[etree._Element] = field(default_factory=list)
    numbered: list[etree._Element] = field(default_factory=list)  # bookmarks and the like


def scanned(story: etree._Element, take_apart: Callable[[etree._Element], Parts]) -> Scan:
    """The paragraphs of a story; it must be free of tracked changes."""
    scan = Scan()
    apart = set(paragraphs_apart(story))
    strand, words = Strand(story, 0, take_apart), list[str]()
    text, paragraph = names.T, names.P
    for node in story.iter(*SEEN):
        tag = node.tag
        if tag == text:
            words.append(node.text or "")
        elif tag == paragraph:
            strand.text, words = "".join(words), []
            strand = Strand(node, len(scan.strands), take_apart)
            if node not in apart:
                scan.strands.append(strand)
        else:
            note(scan, strand, words, node, tag)
    strand.text = "".join(words)
    for strand in scan.strands:
        if strand.has_things:
            strand.text = "".join([signs for _, signs in strand.parts])
    return scan


def note(scan: Scan, strand: Strand, words: list[str], node: etree._Element, tag: str) -> None:
    """Takes in what is neither a paragraph nor text."""
    if tag in SAID:
        setattr(strand, SAID[tag], node.get(VAL, ""))
    elif tag in THINGS:
        strand.has_things = True
    elif tag in CHARACTERS:
        if in_run(node):
            words.append(CHARACTERS[tag])
    elif tag == SECTION:
        scan.sections.append(node)
    else:
        scan.numbered.append(node)


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
