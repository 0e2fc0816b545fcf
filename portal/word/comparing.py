"""Comparing two files: the list of changes, and one file that shows them as tracked changes.

The result is the old file with the new text woven in: accepting all changes gives the new text,
rejecting all gives the old one. Changes that others had tracked in either file are taken as
accepted first. Formatting is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from portal.word.aligning import align
from portal.word.clauses import ChangeKind, ClauseChange, Snippet, changes
from portal.word.document import Document
from portal.word.reading import read
from portal.word.redlining import redline
from portal.word.revisions import accept

__all__ = ["ChangeKind", "ClauseChange", "Comparison", "Snippet", "changes", "compare"]

BESIDE = ("header", "footer", "footnote", "endnote", "textbox")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A Word file with tracked changes and what it says in short.

    `counts` has the changes of each kind, and the "characters inserted" and "characters deleted"
    in the file. `not_compared` names what differs and is not shown: "header", "footer", "footnote",
    "endnote", "textbox", and what could not be brought over: "note", "numbering", "link".
    """

    data: bytes
    changes: tuple[ClauseChange, ...]
    counts: dict[str, int]
    not_compared: tuple[str, ...]


def compare(old: bytes, new: bytes, *, author: str, date: str = "") -> Comparison:
    """The way from one file to the other; `date` as Word writes it (ISO 8601).

    Raises `Unreadable` when one of the files cannot be read.
    """
    one, other = read(old), read(new)
    listed = changes(align(one, other))
    result = redline(old, new, author=author, date=date)
    counts = Counter(str(change.kind) for change in listed)
    missing = unshown(result.data, one, new, other)
    left_out = tuple(dict.fromkeys([*missing, *result.left_out]))
    return Comparison(result.data, listed, {**counts, **result.letters}, left_out)


def unshown(data: bytes, one: Document, new: bytes, other: Document) -> list[str]:
    """The kinds of stories that differ, and still do when all changes are accepted."""
    if not list(beside(one, other)):
        return []
    return list(beside(read(accept(data)), read(accept(new))))


def beside(old: Document, new: Document) -> Iterator[str]:
    """The kinds of stories beside the body that differ."""
    for kind in BESIDE:
        if stories(old, kind) != stories(new, kind):
            yield kind


def stories(document: Document, kind: str) -> list[str]:
    texts = ["\n".join(p.text for p in s.paragraphs) for s in document.stories if s.kind == kind]
    return [text for text in texts if text.strip()]
