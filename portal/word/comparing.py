"""Comparing two files: the list of changes, and one file that shows them as tracked changes.

The result is the old file with the new text woven in: accepting all changes gives the new text,
rejecting all gives the old one. Changes that others had tracked in either file are taken as
accepted first. Formatting is not compared.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from portal.word.clauses import ChangeKind, ClauseChange, Snippet, changes
from portal.word.errors import Hostile
from portal.word.package import Package
from portal.word.redlining import Redliner

__all__ = ["ChangeKind", "ClauseChange", "Comparison", "Snippet", "changes", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A Word file with tracked changes and what it says in short.

    `counts` has the changes of each kind, and the "characters inserted" and "characters deleted"
    in the file. `not_compared` names what is not shown: a "header", "footer" or "textbox" that
    has no counterpart, and a "note", "numbering" or "link" that could not be brought over.
    """

    data: bytes
    changes: tuple[ClauseChange, ...]
    counts: dict[str, int]
    not_compared: tuple[str, ...]


def compare(
    old: bytes, new: bytes, *, author: str, date: str = "", loose: bool = False
) -> Comparison:
    """The way from one file to the other; `date` as Word writes it (ISO 8601).

    `loose` takes the width of signs, forms of quotes and spaces for equal: they stay as the old
    file has them. Raises `Unreadable` when one of the files cannot be read.
    """
    try:
        redliner = Redliner(Package(old), Package(new), author, date, loose=loose)
        result, listed = redliner.redline(), redliner.changes()
    except RecursionError:
        raise Hostile("too-deep", "elements are nested too deeply") from None
    counts = Counter(str(change.kind) for change in listed)
    return Comparison(result.data, listed, {**counts, **result.letters}, result.left_out)
