"""Words remembered by their neighbours, and where they stand in another text.

For placing a comment by its quote, and as the last resort when a paragraph was lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from portal.word.document import Document, Place

CONTEXT = 32  # characters remembered on each side
TELLING = 6  # a shorter quote says nothing without its neighbours


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words with their neighbours; paragraphs are joined by line breaks."""

    quote: str
    prefix: str = ""
    suffix: str = ""


def remember(document: Document, place: Place) -> Anchor:
    """The words at a place with their neighbours, for finding them in another file."""
    text, begins = document.text, starts([p.text for p in document.paragraphs])
    start = begins[place.paragraph] + place.start
    end = begins[place.end_paragraph] + place.end
    before = text[max(0, start - CONTEXT) : start]
    return Anchor(text[start:end], before, text[end : end + CONTEXT])


def find(anchor: Anchor, document: Document) -> Place | None:
    """Where the words stand, exactly; of several places the one whose neighbours agree most.

    None where the words are missing, or where two places are equally good.
    """
    return likeliest(anchor, occurrences(anchor.quote, document), document, least=0)


def likeliest(
    anchor: Anchor, found: Sequence[Place], document: Document, least: int = TELLING
) -> Place | None:
    """The place whose neighbours agree most, if quote and neighbours tell enough together."""
    ranked = sorted(((kinship(anchor, remember(document, p)), p) for p in found), key=rank)
    if not ranked or ranked[0][0] + len(anchor.quote) < least:
        return None
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1]


def rank(candidate: tuple[int, Place]) -> int:
    return -candidate[0]


def kinship(anchor: Anchor, other: Anchor) -> int:
    """How many neighbouring characters agree on both sides."""
    before = agreeing(reversed(anchor.prefix), reversed(other.prefix))
    return before + agreeing(anchor.suffix, other.suffix)


def agreeing(ours: Iterable[str], theirs: Iterable[str]) -> int:
    pairs = zip(ours, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def occurrences(quote: str, document: Document) -> list[Place]:
    """All places where the words stand, overlapping ones included."""
    text, begins = document.text, starts([p.text for p in document.paragraphs])
    places: list[Place] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        first = bisect_right(begins, at) - 1
        last = bisect_right(begins, at + len(quote) - 1) - 1
        places.append(Place(first, at - begins[first], last, at + len(quote) - begins[last]))
        at = text.find(quote, at + 1)
    return places


def starts(texts: Sequence[str]) -> list[int]:
    """Where each text begins when they are joined by line breaks."""
    return [0, *accumulate(len(text) + 1 for text in texts)][: len(texts)]
