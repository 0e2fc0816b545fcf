"""A minimal edit as a proposal that a person can read: widened to the piece of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word.document import Document, Place
from portal.word.returning import Rewording

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


def swap_of(found: Rewording, document: Document) -> Swap | None:
    """An edit as a swap of words; None where it is not inside one paragraph of the document.

    A whole paragraph that was struck out, its end included, is its words swapped for nothing.
    """
    place, new = _behind(found, document)
    if place.end_paragraph == place.paragraph + 1 and place.end == 0 and found.old.endswith("\n"):
        if new and not new.endswith("\n"):
            return None
        length = len(document.paragraphs[place.paragraph].text)
        place = Place(place.paragraph, place.start, place.paragraph, length)
        new = new.removesuffix("\n")
    if place.paragraph != place.end_paragraph:
        return None
    return Swap(place, new, found.author, found.date)


def _behind(found: Rewording, document: Document) -> tuple[Place, str]:
    """A new paragraph follows the one before it: it is that one's look that it continues, and not
    that of the heading which happens to come next."""
    place, before = found.place, found.place.paragraph - 1
    is_new = not found.old and place.start == 0 and found.new.endswith("\n")
    if not is_new or before < 0 or not document.paragraphs[before].text.strip():
        return place, found.new
    if document.paragraphs[before].in_table or document.paragraphs[place.paragraph].in_table:
        return place, found.new
    end = len(document.paragraphs[before].text)
    return Place(before, end, before, end), "\n" + found.new.removesuffix("\n")


def joined(swaps: Sequence[Swap], document: Document) -> Iterator[Swap]:
    """Edits of one hand that stand close together in a paragraph, as one."""
    pending: Swap | None = None
    for swap in sorted(swaps, key=_where):
        if pending and _is_near(pending, swap, document):
            pending = _merged(pending, swap, document)
        else:
            if pending:
                yield pending
            pending = swap
    if pending:
        yield pending


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
    return _covering(swap, *whole_words(text, start, end), document)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch of `text` without a Latin word or a number cut at its ends."""
    while 0 < start < len(text) and _is_word(text[start - 1]) and _is_word(text[start]):
        start -= 1
    while 0 < end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]):
        end += 1
    return start, end


def _is_word(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def over(place: Place, swaps: Sequence[Swap], document: Document) -> Swap:
    """The edits at the words of a comment, said of all these words."""
    first, *more = sorted(swaps, key=_where)
    for one in more:
        if one.place.paragraph == first.place.paragraph:
            first = _merged(first, one, document)
    if place.paragraph != place.end_paragraph or place.paragraph != first.place.paragraph:
        return widened(first, document)
    start, end = min(place.start, first.place.start), max(place.end, first.place.end)
    return _covering(first, start, end, document) if start < end else widened(first, document)


def with_words(place: Place, document: Document) -> Place:
    """The place itself, or the words around it where it holds none."""
    if (place.paragraph, place.start) != (place.end_paragraph, place.end):
        return place
    return widened(Swap(place, ""), document).place


def meet(one: Place, other: Place) -> bool:
    """Whether two places share words, or touch."""
    first = (one.paragraph, one.start) <= (other.end_paragraph, other.end)
    return first and (other.paragraph, other.start) <= (one.end_paragraph, one.end)


def _covering(swap: Swap, start: int, end: int, document: Document) -> Swap:
    """The same edit said of the words from `start` to `end`, which hold it."""
    text, place = document.paragraphs[swap.place.paragraph].text, swap.place
    new = text[start : place.start] + swap.new + text[place.end : end]
    wide = Place(place.paragraph, start, place.paragraph, end)
    return Swap(wide, new, swap.author, swap.date)


def _merged(one: Swap, other: Swap, document: Document) -> Swap:
    """Two edits of one paragraph, the first before the second, with what stands between."""
    text = document.paragraphs[one.place.paragraph].text
    between = text[one.place.end : other.place.start]
    end = max(one.place.end, other.place.end)
    place = Place(one.place.paragraph, one.place.start, one.place.paragraph, end)
    return Swap(place, one.new + between + other.new, one.author, one.date)


def _is_near(one: Swap, other: Swap, document: Document) -> bool:
    if one.place.paragraph != other.place.paragraph or one.author != other.author:
        return False
    text = document.paragraphs[one.place.paragraph].text
    between = text[one.place.end : other.place.start]
    return len(between) <= NEAR and not PAUSES & set(between)


def _where(swap: Swap) -> tuple[int, int]:
    return swap.place.paragraph, swap.place.start
