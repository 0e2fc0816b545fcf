"""Long drafts, made of a demo contract's text over and over, and comments spread over them."""

from __future__ import annotations

import math
from functools import cache

from portal.demo.paper import CONTRACT
from portal.demo.street_lighting import TEXT, TITLE
from portal.demo.writing import written
from portal.word import Document, Note, Place
from tests.journeys.papers import renders

AUTHOR = "云川市司法局"
WORDS, GAP = 8, 4  # characters of a commented place, and between two of them


@cache
def draft(pages: int) -> tuple[bytes, int]:
    """A contract of about so many pages, and how many LibreOffice counts."""
    copies = max(1, math.ceil(pages / _pages_of_one()))
    data = written("\n".join([TEXT.strip()] * copies), CONTRACT, TITLE, "基准")
    return data, renders(data)


@cache
def _pages_of_one() -> float:
    return renders(written("\n".join([TEXT.strip()] * 10), CONTRACT, TITLE, "基准")) / 10


def places(document: Document, count: int) -> list[Place]:
    """So many places without overlap, spread evenly over the text."""
    found = room(document)
    if len(found) < count:
        raise ValueError(f"the text has room for {len(found)} comments only")
    return [found[at * len(found) // count] for at in range(count)]


def room(document: Document) -> list[Place]:
    """All places that can be commented on without overlap."""
    return [
        Place(paragraph.index, start, paragraph.index, start + WORDS)
        for paragraph in document.paragraphs
        for start in range(0, len(paragraph.text) - WORDS, WORDS + GAP)
    ]


def notes(document: Document, comments: int, proposals: int) -> list[Note]:
    """Comments, the first `proposals` of every two with wording of their own."""
    spread = enumerate(places(document, comments))
    return [note(at, one, reworded(document.quote(one), at, proposals)) for at, one in spread]


def note(at: int, place: Place, replacement: str | None) -> Note:
    return Note(
        id=str(at), place=place, author=AUTHOR, initials="云", date="2026-11-20T10:00:00Z",
        text="这里表述不清，建议修改。", replacement=replacement,
    )  # fmt: skip


def reworded(words: str, at: int, proposals: int) -> str | None:
    """Other words for every second place, as long as proposals are wanted."""
    return f"{words[:3]}改写{words[5:]}" if at % 2 == 0 and at < 2 * proposals else None
