"""Where a remark is to stand: what the reader selected, held against our own document."""

from __future__ import annotations

from dataclasses import dataclass

from portal.errors import Invalid
from portal.reviews.outline import name_of, outline
from portal.word.document import Document, Place

DIFFERS = "所选文字与送审稿不一致，请重新选择"
MISSING = "请选择要批注的段落和文字"
SEVERAL = "这段中有几处相同的文字，请多抄几个字以便确定是哪一处"
ABSENT = "这段中没有这些文字，请从正文中照抄，或留空以批注整段"


@dataclass(frozen=True)
class Spot:
    """A place in a draft with its words and the clause it belongs to."""

    place: Place
    quote: str
    clause: str


def spot(document: Document, place: Place, quote: str) -> Spot:
    """The place, if the words there are `quote`; raises Invalid where they are not."""
    if not _is_inside(document, place) or _plain(document.quote(place)) != _plain(quote):
        raise Invalid({"quote": DIFFERS})
    return at(document, place)


def spot_in(document: Document, paragraph: int, quote: str) -> Spot:
    """The place of `quote` in one paragraph, or all of the paragraph when nothing is quoted.

    Raises Invalid where the words are not there, or stand there more than once.
    """
    if not 0 <= paragraph < len(document.paragraphs):
        raise Invalid({"paragraph": MISSING})
    text, words = _plain(document.paragraphs[paragraph].text), _plain(quote).strip("\n")
    if not words:
        return at(document, Place(paragraph, 0, paragraph, len(text)))
    if text.count(words) != 1:
        raise Invalid({"quote": SEVERAL if words in text else ABSENT})
    start = text.index(words)
    return at(document, Place(paragraph, start, paragraph, start + len(words)))


def at(document: Document, place: Place) -> Spot:
    """The spot at a place that is known to be in the document."""
    return Spot(place, document.quote(place), name_of(outline(document), place.paragraph))


def _is_inside(document: Document, place: Place) -> bool:
    if not 0 <= place.paragraph <= place.end_paragraph < len(document.paragraphs):
        return False
    first, last = (len(document.paragraphs[i].text) for i in (place.paragraph, place.end_paragraph))
    points = (place.paragraph, place.start) < (place.end_paragraph, place.end)
    return points and 0 <= place.start <= first and 0 <= place.end <= last


def _plain(text: str) -> str:
    """Text with one kind of line break: forms send others than files hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
