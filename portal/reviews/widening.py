"""A minimal edit as a proposal that a person can read: widened to the piece of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word.document import Document, Place

PAUSES = frozenset("，。；：、！？,;:!?（）()\n\t")
REACH = 16  # characters to either side, if no pause comes before
NEAR = 6  # characters between two edits of one hand that belong together


@dataclass(frozen=True)
class Swap:
    """Words of one paragraph and the wording in their place."""

    place: Place
    new: str
    author: str = ""
    date: str = ""


def joined(swaps: Sequence[Swap], document: Document) -> Iterator[Swap]:
    """Edits of one hand that stand close together in a paragraph, as one."""
    pending: Swap | None = None
    for swap in sorted(swaps, key=lambda one: (one.place.paragraph, one.place.start)):
        if pending and _is_near(pending, swap, document):
            pending = merged(pending, swap, document)
        else:
            if pending:
                yield pending
            pending = swap
    if pending:
        yield pending


def merged(one: Swap, other: Swap, document: Document) -> Swap:
    """Two edits of one paragraph, the first before the second, with what stands between."""
    text = document.paragraphs[one.place.paragraph].text
    between = text[one.place.end : other.place.start]
    place = Place(one.place.paragraph, one.place.start, one.place.paragraph, other.place.end)
    return Swap(place, one.new + between + other.new, one.author, one.date)


def widened(swap: Swap, document: Document) -> Swap:
    """The edit with its neighbours up to the next pause, so that it covers some words."""
    text, place = document.paragraphs[swap.place.paragraph].text, swap.place
    start, end = place.start, place.end
    while start > 0 and place.start - start < REACH and text[start - 1] not in PAUSES:
        start -= 1
    while end < len(text) and end - place.end < REACH and text[end] not in PAUSES:
        end += 1
    if start == end:
        start, end = max(0, start - 1), end if start else min(len(text), end + 1)
    return covering(swap, start, end, document)


def covering(swap: Swap, start: int, end: int, document: Document) -> Swap:
    """The same edit said of the words from `start` to `end`, which hold it."""
    text, place = document.paragraphs[swap.place.paragraph].text, swap.place
    new = text[start : place.start] + swap.new + text[place.end : end]
    wide = Place(place.paragraph, start, place.paragraph, end)
    return Swap(wide, new, swap.author, swap.date)


def _is_near(one: Swap, other: Swap, document: Document) -> bool:
    if one.place.paragraph != other.place.paragraph or one.author != other.author:
        return False
    text = document.paragraphs[one.place.paragraph].text
    between = text[one.place.end : other.place.start]
    return len(between) <= NEAR and not PAUSES & set(between)
