"""Plain paragraphs, skimmed: runs of text and nothing else, as most paragraphs of most files are.

What `LineWalk` says of a plain paragraph is said here without taking it apart leaf by leaf.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from portal.word import names
from portal.word.leaves import CHARACTERS, RUN_HANDLERS, SKIPPED

RUN, TEXT, PROPERTIES = names.RUN, names.T, names.R_PR
SILENT = frozenset(SKIPPED)
TELLING = frozenset(RUN_HANDLERS)


def skimmed(paragraph: etree._Element) -> str | None:
    """The current text of a plain paragraph; None where it has to be taken apart.

    A paragraph whose runs were changed with tracking on is to be taken apart in any case.
    """
    pieces: list[str] = []
    for child in paragraph:
        if child.tag == RUN:
            if not _skim(child, pieces):
                return None
        elif child.tag not in SILENT:
            return None
    return "".join(pieces)


def pieces(paragraph: etree._Element) -> Iterator[tuple[etree._Element | None, str]]:
    """The texts of a plain paragraph, each with the properties of its run."""
    for run in paragraph.iterchildren(RUN):
        properties = None
        for node in run:
            tag = node.tag
            if tag == TEXT:
                yield properties, node.text or ""
            elif tag == PROPERTIES:
                properties = node
            elif tag in CHARACTERS:
                yield properties, CHARACTERS[tag]


def _skim(run: etree._Element, pieces: list[str]) -> bool:
    """Add the text of a run; False where it holds more than text."""
    for node in run:
        tag = node.tag
        if tag == TEXT:
            pieces.append(node.text or "")
        elif tag in CHARACTERS:
            pieces.append(CHARACTERS[tag])
        elif tag in TELLING:
            return False
    return True
