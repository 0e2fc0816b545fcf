"""The department's own file with the opinion's items in it; pure, run where files are opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from portal.opinions.contents import Content, Point
from portal.reviews.handouts import here
from portal.reviews.wordfile import Bubble, handed_out
from portal.reviews.wording import in_word
from portal.word.cleaning import without_names
from portal.word.document import Document, Place
from portal.word.reading import read

WHOLE = "（{klass}，就全文提出）{text}"
SUGGESTED = "{text}\n修改建议：{suggestion}"


def bubbles(said: Content, office: str, at: datetime) -> list[Bubble]:
    """The items as comments of `office`: neither who wrote them nor what was said among us."""
    return [_bubble(point, office, here(at)) for point in said.points]


def annotated(data: bytes, comments: Sequence[Bubble]) -> bytes:
    """The file with the comments in it; one about no passage stands at the first words."""
    if not all(one.place for one in comments):
        start = beginning(read(data))
        comments = [one if one.place else replace(one, place=start) for one in comments]
    return without_names(handed_out(data, comments, {}).data)


def beginning(document: Document) -> Place | None:
    """The first paragraph that has words; None where the document has none."""
    first = next((one for one in document.paragraphs if one.text.strip()), None)
    return None if first is None else Place(first.index, 0, first.index, len(first.text))


def _bubble(point: Point, office: str, date: str) -> Bubble:
    text = point.problem
    if point.place is None:
        text = WHOLE.format(klass=point.klass.zh, text=text)
    if point.suggestion:
        text = SUGGESTED.format(text=text, suggestion=point.suggestion)
    return Bubble(
        id=f"item:{point.seq}",
        author=office,
        date=date,
        text=in_word(point.severity, text, point.basis),
        place=point.place,
        proposal=point.proposal,
    )
