"""What a Word document is to us: values that nothing can change.

Paragraphs are counted over the whole body in document order from 0, those in table cells
included; text boxes, headers and notes are other stories. Offsets count characters (code
points) of the *current* text of a paragraph: insertions of others in, deletions out, a tab or
line break is one character. Automatic numbers are no part of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING


class Mark(StrEnum):
    """How a stretch of text stands in the tracked changes of a file."""

    PLAIN = "plain"
    INSERTED = "insert"
    DELETED = "delete"
    MOVED_FROM = "move_from"
    MOVED_TO = "move_to"

    @property
    def is_current(self) -> bool:
        """Whether text so marked counts as current (deleted and moved-away text does not)."""
        return self not in (Mark.DELETED, Mark.MOVED_FROM)


class Typeface(StrEnum):
    """The classes of Chinese type that matter on a page."""

    SONG = "song"
    HEI = "hei"
    KAI = "kai"
    FANGSONG = "fangsong"
    TITLE = "title"  # 小标宋
    LATIN = "latin"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as a reader on the screen needs it."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    vertical: str = ""  # "superscript", "subscript" or nothing
    typeface: Typeface | None = None
    size: float | None = None  # points
    color: str | None = None  # six hexadecimal digits
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph that looks the same and was changed by the same hand."""

    text: str
    mark: Mark = Mark.PLAIN
    author: str = ""
    date: str = ""
    look: Look = Look()
    in_field: bool = False  # the result of a field: Word may write it anew
    link: str = ""  # target of a hyperlink
    atom: str = ""  # "image", "math", "object", "note", "symbol": one unit without characters
    picture: str = ""  # part name of an image, for rendering
    shown: str = ""  # what an atom shows: a symbol, a note's number, the letters of a formula


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a paragraph stands on the line; lengths in points."""

    align: str = ""  # "left", "center", "right", "justify" or nothing
    left: float = 0.0
    first_line: float = 0.0  # negative: hanging
    first_line_chars: float = 0.0  # in characters, wins over first_line when set
    heading: int = 0  # outline level 1–9, 0 for body text
    page_break_before: bool = False


class _Glimpsed:
    """What a paragraph remembers of the file until it is asked for its spans."""

    __slots__ = ("_later",)
    _later: Callable[[], tuple[Span, ...]] | None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> tuple[Span, ...]:
            """Reckons the spans where none are there yet; two threads reckon the same."""
            if name != "spans":
                raise AttributeError(f"a paragraph has no {name}")
            later = self._later
            if later is not None:
                object.__setattr__(self, "spans", later())
                object.__setattr__(self, "_later", None)
            return self.spans


@dataclass(frozen=True, slots=True)
class Paragraph(_Glimpsed):
    """One paragraph of the body, or of another story."""

    index: int
    text: str
    number: str | None = None  # the automatic number as Word shows it, e.g. 第一条
    style: str = ""
    in_table: bool = False
    spans: tuple[Span, ...] = ()
    layout: Layout = Layout()
    mark: Mark = Mark.PLAIN  # of the paragraph mark itself: inserted, deleted


def glimpsed(
    later: Callable[[], tuple[Span, ...]],
    index: int,
    text: str,
    number: str | None,
    style: str,
    layout: Layout,
    mark: Mark,
    *,
    in_table: bool,
) -> Paragraph:
    """A paragraph like any other, but its spans are reckoned when they are first asked for.

    Whatever `later` leans on stays in memory until then, or until the paragraph is pickled.
    """
    paragraph = object.__new__(Paragraph)
    put = object.__setattr__
    put(paragraph, "_later", later)
    put(paragraph, "index", index)
    put(paragraph, "text", text)
    put(paragraph, "number", number)
    put(paragraph, "style", style)
    put(paragraph, "in_table", in_table)
    put(paragraph, "layout", layout)
    put(paragraph, "mark", mark)
    return paragraph


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    mark: Mark = Mark.PLAIN
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """Text that stands beside the body: a header, a footnote, a text box."""

    kind: str  # "header", "footer", "footnote", "endnote", "textbox"
    paragraphs: tuple[Paragraph, ...]
    host: int | None = None  # paragraph of the body it hangs on, where there is one


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the body's current text; both ends are offsets, the last one excluded."""

    paragraph: int
    start: int
    end_paragraph: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as the file holds it; `place` is None where the file gives none."""

    id: str
    author: str
    text: str
    initials: str = ""
    date: str = ""  # as written in the file, ISO 8601
    place: Place | None = None
    quote: str = ""
    resolved: bool = False
    parent: str | None = None
    durable: str = ""  # durableId or paraId, where the file has one


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change as the file holds it.

    A deletion stands between two characters of the current text: `start` == `end`. An added or
    deleted row or cell of a table has no text; an added or deleted paragraph mark is "\\n".
    """

    kind: str  # "insert", "delete", "move_from", "move_to", "format"
    author: str
    date: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file, read."""

    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[Block, ...] = ()
    comments: tuple[Comment, ...] = ()
    changes: tuple[Change, ...] = ()
    stories: tuple[Story, ...] = ()
    warnings: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)  # custom document properties

    @property
    def text(self) -> str:
        """The current text, a line a paragraph, without automatic numbers."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def quote(self, place: Place) -> str:
        """The words at `place`; paragraphs are joined by a line break."""
        if place.paragraph == place.end_paragraph:
            return self.paragraphs[place.paragraph].text[place.start : place.end]
        first = self.paragraphs[place.paragraph].text[place.start :]
        middle = [p.text for p in self.paragraphs[place.paragraph + 1 : place.end_paragraph]]
        last = self.paragraphs[place.end_paragraph].text[: place.end]
        return "\n".join([first, *middle, last])
