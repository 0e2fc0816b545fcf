"""A real file with comments and proposals written into it, and all that is not as it was.

Everything but the comments themselves is held against the original by code of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word import Annotated, Document, Note, Reason, annotate, read
from tests.journeys.papers import unchanged_parts
from tests.word import lint, sampling

RANGES, WORDINGS = 20, 10
AUTHORS = (sampling.OURS, sampling.THEIRS)


@dataclass(frozen=True)
class Kept:
    """A file before and after, how much was written into it, and what is wrong with it."""

    name: str
    before: bytes
    after: bytes
    comments: int
    proposals: int
    refused: Counter[Reason]
    faults: tuple[str, ...]


def kept(name: str, data: bytes, document: Document) -> Kept:
    """Comments with answers at twenty places of a file, and ten proposals among them."""
    remarks = sampling.remarks(name, document, RANGES)
    notes = remarks + sampling.wordings(name, document, WORDINGS)
    written = annotate(data, notes)
    refused = Counter(written.unplaced.values())
    return Kept(
        name,
        data,
        written.data,
        len(written.comments),
        sum(n.replacement is not None and n.id not in written.unplaced for n in notes),
        refused,
        tuple(_faults(data, written, remarks)),
    )


def _faults(data: bytes, written: Annotated, remarks: Sequence[Note]) -> Iterator[str]:
    yield from unchanged_parts(data, written.data, AUTHORS)
    yield from lint.new_faults(data, written.data)
    after = read(written.data)
    yield from _kept_comments(read(data), after)
    found = {comment.id: comment for comment in after.comments}
    for note in remarks:
        if note.id in written.unplaced:
            yield f"comment {note.id} was refused: {written.unplaced[note.id]}"
            continue
        comment = found[written.comments[note.id]]
        if (comment.text, comment.resolved) != (note.text, note.resolved):
            yield f"comment {note.id} reads back as {comment}"
        answers = [(c.text, c.place) for c in after.comments if c.parent == comment.id]
        if answers != [("答", comment.place)]:
            yield f"the answers to comment {note.id} read back as {answers}"


def _kept_comments(before: Document, after: Document) -> Iterator[str]:
    """The comments of others that do not say what they said."""
    theirs = [(c.id, c.text, c.parent, c.resolved) for c in before.comments]
    left = [(c.id, c.text, c.parent, c.resolved) for c in after.comments if c.author not in AUTHORS]
    if theirs != left:
        yield "the comments of others are not what they were"
