"""What differs beside the body: in headers, footers, notes and text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.word.aligning import align
from portal.word.clauses import ClauseChange, changes
from portal.word.document import Document
from portal.word.wording import Op

KINDS = ("header", "footer", "footnote", "endnote", "textbox")
MARGINS = ("header", "footer")
DIGITS = re.compile(r"\d+")


def changes_beside(old: Document, new: Document) -> tuple[ClauseChange, ...]:
    """The changes outside of the body, each with the `story` that it stands in.

    Their paragraphs have no number of the body: `old` and `new` are None. Numbers of pages in
    headers and footers are no change: Word writes them anew whenever it opens the file.
    """
    return tuple(change for kind in KINDS for change in _of_kind(kind, old, new))


def _of_kind(kind: str, old: Document, new: Document) -> Iterator[ClauseChange]:
    before, after = _only(kind, old), _only(kind, new)
    if before.text == after.text:
        return
    for change in changes(align(before, after)):
        if kind not in MARGINS or not _counts_pages(change):
            yield replace(change, old=None, new=None, clause="", story=kind)


def _only(kind: str, document: Document) -> Document:
    """The paragraphs of all stories of a kind, as if they were a body."""
    found = [p for story in document.stories if story.kind == kind for p in story.paragraphs]
    return Document(tuple(replace(one, index=at) for at, one in enumerate(found)))


def _counts_pages(change: ClauseChange) -> bool:
    """Whether both sides are the same but for their digits."""
    old = "".join(piece.text for piece in change.pieces if piece.op is not Op.ADD)
    new = "".join(piece.text for piece in change.pieces if piece.op is not Op.CUT)
    return DIGITS.sub("0", old) == DIGITS.sub("0", new)
