"""Changes of the next draft that no item of the opinion asked for: the office looks at each.

Whatever is substantially changed after the review is to be reviewed again; so nothing that came
in beside the items goes unseen. In doubt a change counts as not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.opinions.comparing import bare
from portal.reviews.widening import whole_words
from portal.word.aligning import Alignment, align
from portal.word.asides import changes_beside
from portal.word.clauses import ChangeKind, ClauseChange, changes
from portal.word.document import Document, Place
from portal.word.wording import Op

Asked = tuple[Place | None, str | None]  # where an item stands, and the wording it proposes
Passage = tuple[Place, str | None]


def unasked(old: Document, new: Document, asked: Sequence[Asked]) -> tuple[ClauseChange, ...]:
    """The changes from the reviewed draft to the next one that lie outside of all items.

    An item with a proposal answers for its own words, one without for its paragraphs and for
    what is written right behind them. Items stand in the body: for what is beside it (notes,
    text boxes, headers) none answers.
    """
    places = [(place, wording) for place, wording in asked if place is not None]
    alignment = align(old, new)
    in_body = [one for one in changes(alignment) if not _is_asked(one, alignment, places)]
    return (*in_body, *changes_beside(old, new))


def _is_asked(change: ClauseChange, alignment: Alignment, asked: Sequence[Passage]) -> bool:
    if change.old is None:
        return _is_written_for(change, alignment, asked)
    spans = list(_spans(change.old, alignment.old, asked))
    return bool(spans) and all(
        any(start <= begin and end <= upto for start, upto in spans)
        for begin, end in _changed(change)
    )


def _is_written_for(change: ClauseChange, alignment: Alignment, asked: Sequence[Passage]) -> bool:
    """Whether a new paragraph is proposed, or follows or replaces one that was to be reworded."""
    text = bare("".join(piece.text for piece in change.pieces))
    if any(wording and text in bare(wording) for _, wording in asked):
        return True
    at = (change.new or 0) - 1
    while at in alignment.inserted:
        at -= 1
    before = alignment.of_new.get(at)
    completed = {place.end_paragraph for place, wording in asked if wording is None}
    if before is None:
        return False
    last = before.old[-1]
    return last in completed or (last + 1 in completed and last + 1 not in alignment.of_old)


def _spans(paragraph: int, old: Document, asked: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """What of this paragraph of the old draft the items are about, in letters of its text."""
    text = old.paragraphs[paragraph].text
    for place, wording in asked:
        if place.paragraph <= paragraph <= place.end_paragraph:
            start = place.start if paragraph == place.paragraph else 0
            end = place.end if paragraph == place.end_paragraph else len(text)
            yield whole_words(text, start, end) if wording is not None else (0, len(text))


def _changed(change: ClauseChange) -> Iterator[tuple[int, int]]:
    """Where the old text was cut or something was put into it."""
    if change.kind is ChangeKind.MOVED:
        yield 0, 10**9
    at = 0
    for piece in change.pieces:
        length = 0 if piece.op is Op.ADD else len(piece.text)
        if piece.op is not Op.KEEP:
            yield at, at + length
        at += length
