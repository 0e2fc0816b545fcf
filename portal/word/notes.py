"""What is to be written into a file, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.word.document import Place


class Reason(StrEnum):
    """Why a note, or a part of it, found no place; the portal words it for people."""

    NOTHING = "nothing-to-say"  # neither text nor replacement
    NOT_FOUND = "not-found"  # the quote does not stand in the text
    AMBIGUOUS = "ambiguous"  # the quote stands in several places and nothing tells which
    OUT_OF_RANGE = "out-of-range"  # the place lies outside the text
    OVERLAPS = "overlaps"  # another note already replaces some of the same words
    NO_SUCH_COMMENT = "no-such-comment"  # the comment to answer is not in the file
    STRUCTURE = "structure"  # the replacement would cross a table, a ruby or the like


class Whole(StrEnum):
    """What a note is about as a whole, wherever in it its place is."""

    PARAGRAPH = "paragraph"
    TABLE = "table"  # the innermost one
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the thread of a note."""

    author: str
    text: str
    date: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment, a proposed wording, or both at one place.

    The place is given by `place`, or by `quote` with what stands before and after it, or with
    `occurrence` (1 is the first); `whole` widens it, and needs no place for the document.

    `text` None writes no comment; `replacement` None proposes nothing, "" proposes to delete:
    whole paragraphs go with their ends and numbers. Over whole rows of a table the replacement
    is rows itself, a line each, cells between tabs. `date` is ISO 8601. With `parent`, the id of
    a comment that is in the file already, the note answers that comment (and settles it when
    `resolved`).
    """

    id: str
    author: str = ""
    text: str | None = None
    replacement: str | None = None
    place: Place | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None
    initials: str = ""
    date: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    parent: str | None = None
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class Annotated:
    """The new file; `placed` tells where each note stands in the text that was annotated.

    `comments` maps a note to the id of its comment in the new file; `warnings` are codes with
    details, as in `Document`.
    """

    data: bytes
    placed: Mapping[str, Place]
    unplaced: Mapping[str, Reason]
    comments: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
