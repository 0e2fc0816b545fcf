"""A real file with comments and proposals written into it, and all that is not as it was.

Everything but the comments themselves is held against the original by code of its own, by the
Open XML SDK's validator, and by LibreOffice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word import Annotated, Document, Note, Reason, annotate, read
from tests import office, validator
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
    return Kept(
        name,
        data,
        written.data,
        sum(1 + len(n.replies) for n in remarks if n.id not in written.unplaced),
        sum(n.replacement is not None and n.id not in written.unplaced for n in notes),
        Counter(written.unplaced.values()),
        tuple(_faults(data, written, remarks)),
    )


def every() -> list[Kept]:
    """All files of the corpus that have a paragraph to write to."""
    return [kept(*one) for one in sampling.readable() if one[2].paragraphs]


def new_errors(files: Sequence[Kept]) -> dict[str, Counter[tuple[str, str, str]]]:
    """What the validator finds in a file and did not find before, by name; sound ones left out."""
    found = {one.name: validator.new_faults(one.before, one.after) for one in files}
    return {name: errors for name, errors in found.items() if errors}


def not_judged(files: Sequence[Kept]) -> list[str]:
    """The files in which the validator does not count all faults: nothing can be said of them."""
    return [f.name for f in files if validator.faults(f.after) and validator.is_full(f.before)]


def not_opened(files: Sequence[Kept]) -> tuple[list[str], list[str]]:
    """The files of which LibreOffice makes no PDF any more, and those it never did."""
    opened = office.converted({one.name: one.after for one in files}, "pdf")
    shut = {one.name: one.before for one in files if one.name not in opened}
    before = office.converted(shut, "pdf")
    return [name for name in shut if name in before], [name for name in shut if name not in before]


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
    """Whether the comments of others say what they said."""
    left = [comment for comment in after.comments if comment.author not in AUTHORS]
    said, says = (
        [(c.id, c.text, c.parent, c.resolved) for c in comments]
        for comments in (before.comments, left)
    )
    if said != says:
        yield "the comments of others are not what they were"
