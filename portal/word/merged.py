"""What goes into a merger of marked copies, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.word.document import Place


@dataclass(frozen=True, slots=True)
class Copy:
    """A marked copy; `name` is how it is called in the answer.

    `author` and `date` sign what was changed without tracking; where they are not given, they
    are taken from the file: who alone marked it, else who saved it last, else its name.
    """

    name: str
    data: bytes
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one copy makes of contested words; `kept` whether that stands as tracked changes.

    What is not kept stands in a comment at the words.
    """

    copy: str
    author: str
    text: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of the original that copies change differently."""

    place: Place
    old: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Untracked:
    """What a copy changed without tracking; in the merged file it is tracked."""

    copy: str
    author: str
    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Homeless:
    """What could not be brought into the merged file as it stands in a copy.

    `what` is "change" (its wording stands in a comment), "comment", "changed-comment",
    "deleted-comment", "reopened-comment", "format", "cell", "row", "header", "footer",
    "footnote", "endnote", "textbox", "note", "link" or "numbering".
    """

    copy: str
    author: str
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged file, and what a person must look at; all places are those of the original."""

    data: bytes
    conflicts: tuple[Conflict, ...] = ()
    untracked: tuple[Untracked, ...] = ()
    unplaced: tuple[Homeless, ...] = ()
