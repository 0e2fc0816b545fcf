"""A real file with our notes, opened and saved by LibreOffice, and what is left of them.

LibreOffice writes every file anew, and loses some things itself: comments in text boxes, words of
comments in fields and content controls, what answers what, and text of its own accord. What is
still in the file has to arrive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from portal.word import Comment, Document, News, annotate, news, read
from portal.word.recognising import same_place
from tests import office
from tests.word import sampling
from tests.word.tiny import unpack

REMARKS, WORDINGS = 6, 4
MOST = 200_000  # bytes of a file: what is larger takes LibreOffice long
FIRST_THREADS = b"http://schemas.microsoft.com/office/word/2010/11/wordml"


@dataclass(frozen=True)
class Trip:
    """A file as it was handed out and as it came back, and the news that we see in that."""

    name: str
    data: bytes
    handed_out: Document
    returned: Document
    news: News

    @property
    def is_rewritten(self) -> bool:
        """Whether LibreOffice changed the text."""
        return bool(self.news.untracked) or self.handed_out.text != self.returned.text

    @property
    def knows_threads(self) -> bool:
        """Whether threads are written in the form that LibreOffice knows."""
        parts = unpack(self.data).items()
        return not any(FIRST_THREADS in part for name, part in parts if "commentsExt" in name)

    @property
    def has_text_boxes(self) -> bool:
        return any(b"txbxContent" in part for part in unpack(self.data).values())


def trips(step: int) -> Iterator[Trip]:
    """Every `step`th file of the corpus that LibreOffice opens and saves."""
    files = dict(list(_annotated())[::step])
    back = office.converted(files, "docx")
    for name, data in back.items():
        before, after = read(files[name]), read(data)
        yield Trip(name, files[name], before, after, news(before, after))


def _annotated() -> Iterator[tuple[str, bytes]]:
    for name, data, document in sampling.readable():
        if document.paragraphs and len(data) < MOST:
            notes = sampling.remarks(name, document, REMARKS)
            yield name, annotate(data, notes + sampling.wordings(name, document, WORDINGS)).data


def faults(trip: Trip) -> Iterator[str]:
    """What is in the returned file and does not arrive, or arrives and nobody wrote it."""
    found = trip.news
    yield from (f"new: {comment.text}" for comment in found.comments)
    yield from (f"new: {answer.reply.text}" for answer in found.answers)
    yield from (f"proposed: {one.new}" for one in found.proposals)
    gone = len(trip.handed_out.comments) - len(trip.returned.comments)
    if len(found.deleted) > max(gone, 0):
        yield f"{len(found.deleted)} comments deleted, of which {gone} are not there"
    for old, new in found.changed:
        if not _lost_a_line(old, new):
            yield f"{old.text} became {new.text}"
    for comment in found.reopened:
        if trip.knows_threads and comment.text.strip():
            yield f"reopened: {comment.text}"
    if not trip.is_rewritten:
        yield from (f"{one.place} became {other.place}" for one, other in strayed(trip))
        if not trip.has_text_boxes and letters(trip.handed_out) != letters(trip.returned):
            yield "the proposals say something else"


def strayed(trip: Trip) -> Iterator[tuple[Comment, Comment]]:
    """The comments that stand at other words; some LibreOffice leaves without any words."""
    for old, new in trip.news.known:
        if new.quote and not same_place(old.place, new.place):
            yield old, new


def letters(document: Document) -> Counter[tuple[bool, str]]:
    """The letters that we wrote in or struck out, those in fields left out."""
    return Counter(
        (span.mark.is_current, letter)
        for paragraph in document.paragraphs
        for span in paragraph.spans
        if span.author == sampling.OURS and not span.in_field
        for letter in span.text
    )


def _lost_a_line(old: Comment, new: Comment) -> bool:
    """Whether all that is missing are the words of a line, the line itself being there."""
    before, after = old.text.split("\n"), new.text.split("\n")
    same = (line in ("", known) for known, line in zip(before, after, strict=False))
    return len(before) == len(after) and all(same)
