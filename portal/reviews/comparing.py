"""Two versions laid side by side, as rows of a page; pure, run where files are opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.names import Named
from portal.word.aligning import Alignment, align
from portal.word.anchors import Carried, carry
from portal.word.asides import changes_beside
from portal.word.clauses import ChangeKind, ClauseChange, articles, changes
from portal.word.document import Document, Paragraph, Place
from portal.word.wording import Op


class RowKind(Named):
    SAME = "same", "未改动"
    CHANGED = "changed", "改动"
    INSERTED = "inserted", "新增"
    DELETED = "deleted", "删去"
    MOVED = "moved", "移动"


class Beside(Named):
    """Where text stands that is none of the body."""

    HEADER = "header", "页眉"
    FOOTER = "footer", "页脚"
    FOOTNOTE = "footnote", "脚注"
    ENDNOTE = "endnote", "尾注"
    TEXT_BOX = "textbox", "文本框"


@dataclass(frozen=True)
class Bit:
    """A piece of a paragraph: kept, or written or struck out (`is_changed`)."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the comparison; a side without a paragraph has no bits."""

    kind: RowKind
    clause: str
    old: tuple[Bit, ...]
    new: tuple[Bit, ...]
    paragraph: int | None  # of the new version, to open it there
    beside: Beside | None = None  # the body where None


@dataclass(frozen=True)
class Sides:
    """The comparison of two versions; `changed` counts the rows that differ."""

    rows: tuple[Row, ...]
    changed: int


def compared(old: Document, new: Document) -> Sides:
    """Every paragraph of both versions in the order of the new one, what is equal included.

    Of notes, text boxes and headers only what differs; that comes last.
    """
    alignment = align(old, new)
    found = changes(alignment)
    rows = (*_rows(alignment, found), *map(_changed, changes_beside(old, new)))
    return Sides(rows, sum(1 for row in rows if row.kind is not RowKind.SAME))


def carried(old: Document, new: Document, places: Sequence[Place]) -> tuple[Carried, ...]:
    """What became of each place of the old version in the new one."""
    alignment = align(old, new)
    return tuple(carry(alignment, place) for place in places)


def _rows(alignment: Alignment, found: Sequence[ClauseChange]) -> Iterator[Row]:
    """The changes in their order, with the equal paragraphs of the new version between them."""
    clauses = articles(alignment.new)
    told = {i for change in found for i in _news(alignment, change)}
    at = 0
    for change in found:
        upto = change.new if change.new is not None else at
        for i in range(at, upto):
            yield from _same(alignment.new.paragraphs[i], clauses[i], told)
        at = max(at, upto)
        yield _changed(change)
    for i in range(at, len(alignment.new.paragraphs)):
        yield from _same(alignment.new.paragraphs[i], clauses[i], told)


def _news(alignment: Alignment, change: ClauseChange) -> Sequence[int]:
    if change.new is None:
        return ()
    pair = alignment.of_new.get(change.new)
    return pair.new if pair and change.kind is not ChangeKind.INSERTED else (change.new,)


def _same(paragraph: Paragraph, clause: str, told: set[int]) -> Iterator[Row]:
    if paragraph.index not in told and paragraph.text.strip():
        bits = (Bit(numbered(paragraph)),)
        yield Row(RowKind.SAME, clause, bits, bits, paragraph.index)


def _changed(change: ClauseChange) -> Row:
    old = [Bit(piece.text, piece.op is Op.CUT) for piece in change.pieces if piece.op is not Op.ADD]
    new = [Bit(piece.text, piece.op is Op.ADD) for piece in change.pieces if piece.op is not Op.CUT]
    beside = Beside(change.story) if change.story else None
    kind = RowKind(change.kind.value)
    return Row(kind, change.clause, tuple(old), tuple(new), change.new, beside)


def numbered(paragraph: Paragraph) -> str:
    """The paragraph as it reads, its automatic number in front."""
    return f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text
