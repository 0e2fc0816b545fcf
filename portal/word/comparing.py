"""Comparing two files: the list of changes, and one file that shows them as tracked changes.

The result is the old file with the new text woven in: accepting all changes gives the new text,
rejecting all gives the old one. Changes that others had tracked in either file are taken as
accepted first. Formatting is not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.word.adopting import Adopter
from portal.word.aligning import align
from portal.word.clauses import ChangeKind, ClauseChange, Snippet, changes
from portal.word.document import Document
from portal.word.fresh import Fresh
from portal.word.ink import Ink, first_free_id
from portal.word.package import Package
from portal.word.reading import body_of, read
from portal.word.revisions import Verdict, settle
from portal.word.spinning import Signs, Spinner
from portal.word.weaving import Weaver

__all__ = ["ChangeKind", "ClauseChange", "Comparison", "Snippet", "changes", "compare", "redline"]

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
    data, left_out, letters = redline(old, new, author=author, date=date)
    counts = Counter(str(change.kind) for change in listed)
    return Comparison(data, listed, {**counts, **letters}, (*beside(one, other), *left_out))


def redline(
    old: bytes, new: bytes, *, author: str, date: str = ""
) -> tuple[bytes, tuple[str, ...], dict[str, int]]:
    """The file with tracked changes, what could not be brought over, and its letters counted."""
    one, other = Package(old), Package(new)
    before, after = accepted(one), accepted(other)
    ink = Ink(author, date, first_free_id(before))
    adopter = Adopter(one, other)
    signs = Signs()
    olds = Spinner(one, one.main, signs).items(body_of(before))
    news = Spinner(other, other.main, signs).items(body_of(after))
    Weaver(ink, Fresh(ink, adopter)).weave(body_of(before), olds, news)
    data = one.rewritten({one.main: one.written(before), **adopter.parts()})
    return data, tuple(sorted(adopter.left_out)), ink.letters


def accepted(package: Package) -> etree._Element:
    """The main part with all tracked changes accepted."""
    root = package.tree(package.main)
    settle(root, Verdict.ACCEPT)
    return root


def beside(old: Document, new: Document) -> Iterator[str]:
    """The kinds of stories beside the body that differ."""
    for kind in BESIDE:
        if stories(old, kind) != stories(new, kind):
            yield kind


def stories(document: Document, kind: str) -> list[str]:
    texts = ["\n".join(p.text for p in s.paragraphs) for s in document.stories if s.kind == kind]
    return [text for text in texts if text.strip()]
