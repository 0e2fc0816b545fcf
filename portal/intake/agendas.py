"""An agenda, split into its items: title, text, and who reports.

It reads what Word shows, automatic numbers included. The heading, time and place, and the list
of those attending are no items. Three shapes are known: a table with a row for each item; numbered
lines; and numbered sections of which one, 会议议题, holds the items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.intake import agenda_signs as signs
from portal.intake.agenda_signs import Sign, numbered
from portal.word.document import Block, Cell, Document, Paragraph, Row, Table

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Item:
    """One item of an agenda as it was written."""

    title: str
    text: str = ""  # what stands below the title, a line a paragraph
    department: str = ""  # who reports, as written


@dataclass(frozen=True)
class Line:
    """A paragraph that is not empty: the sign of its number, and its words without it."""

    sign: Sign | None
    words: str
    whole: str  # with the number


@dataclass
class _Gathered:
    head: str
    below: list[str] = field(default_factory=list)


def split(document: Document) -> tuple[Item, ...]:
    """The items of the agenda in their order; none when it has no numbers and no table."""
    for table in (block for block in document.blocks if isinstance(block, Table)):
        if items := tuple(rows_of(table)):
            return items
    return split_lines([_shown(one) for one in document.paragraphs if not one.in_table])


def split_lines(texts: Iterable[str]) -> tuple[Item, ...]:
    """The items of an agenda of plain lines, numbers written out."""
    lines = [_line(text.strip()) for text in texts if text.strip()]
    area = _agenda_area(lines)
    sign = _item_sign(area)
    if sign is None:
        return ()
    return tuple(_item(one) for one in _gather(area, sign))


def rows_of(table: Table) -> Iterator[Item]:
    """An item for each row below a heading row that names a column for the items."""
    heading = _heading_row(table)
    if heading is None:
        return
    at, title, reporter = heading
    for row in table.rows[at + 1 :]:
        cells = [_words(cell) for cell in row.cells]
        if len(cells) > title and (item := _row_item(cells, title, reporter)):
            yield item


def _agenda_area(lines: Sequence[Line]) -> list[Line]:
    """The lines of the section that holds the items, or all of them where none does."""
    for at, line in enumerate(lines):
        if signs.AGENDA.match(line.words):
            return _until_next_section(lines[at + 1 :], line.sign)
    return list(lines)


def _until_next_section(lines: Sequence[Line], outer: Sign | None) -> list[Line]:
    inside: list[Line] = []
    for line in lines:
        is_next = outer is not None and line.sign is not None and line.sign <= outer
        if is_next or (outer is None and signs.END.match(line.words)):
            break
        inside.append(line)
    return inside


def _item_sign(lines: Sequence[Line]) -> Sign | None:
    """The kind of number that the items bear: the outermost one that numbers anything real."""
    real = [line for line in lines if line.sign is not None and not _is_frame(line)]
    inner = [line for line in real if not signs.GROUP.match(line.words)]
    if not inner:
        return None
    groups = {line.sign for line in real if signs.GROUP.match(line.words)}
    open_signs = {line.sign for line in inner if line.sign not in groups} - {None}
    found = open_signs or {line.sign for line in inner}
    return min(sign for sign in found if sign is not None)


def _gather(lines: Sequence[Line], sign: Sign) -> list[_Gathered]:
    """Each item's first line with what follows it."""
    found: list[_Gathered] = []
    inside = False
    for line in lines:
        if _is_break(line, sign):
            inside = _begins_item(line, sign)
            found += [_Gathered(line.words)] if inside else []
        elif inside:
            found[-1].below.append(line.whole)
    return found


def _is_break(line: Line, sign: Sign) -> bool:
    """Whether the item so far has no part in this line."""
    is_outer = line.sign is not None and line.sign <= sign
    return is_outer or any(mark.match(line.words) for mark in (signs.END, signs.NO_ITEM))


def _begins_item(line: Line, sign: Sign) -> bool:
    no_item = (signs.FRAME, signs.GROUP, signs.NO_ITEM)
    is_item = not any(mark.match(line.words) for mark in no_item)
    return line.sign is sign and bool(line.words) and is_item


def _item(one: _Gathered) -> Item:
    title, department = _without_reporter(one.head)
    below = []
    for line in one.below:
        rest, found = _without_reporter(line)
        department = department or found
        if rest:
            below.append(rest)
    return Item(_title(title), "\n".join(below), department)


def _without_reporter(line: str) -> tuple[str, str]:
    """The line without the words that say who reports, and who that is."""
    for pattern in (signs.REPORTER, signs.REPORTED_BY):
        if found := pattern.search(line):
            rest = line[: found.start()] + line[found.end() :]
            return rest.strip(" 　；;"), _tidy(found["who"])
    return line.strip(), ""


def _title(words: str) -> str:
    return _tidy(words).rstrip("；;。，,：:")[:LONGEST_TITLE]


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _is_frame(line: Line) -> bool:
    return bool(signs.FRAME.match(line.words))


def _line(text: str) -> Line:
    found = numbered(text)
    return Line(found.sign, found.rest, text) if found else Line(None, text, text)


def _shown(paragraph: Paragraph) -> str:
    """The paragraph with its automatic number, as Word shows it."""
    return f"{paragraph.number or ''}{paragraph.text}"


def _heading_row(table: Table) -> tuple[int, int, int | None] | None:
    """Which row names the columns, and the columns of the items and of who reports."""
    for at, row in enumerate(table.rows[:4]):
        cells = [re.sub(r"\s", "", _words(cell)) for cell in row.cells]
        title = _column(cells, signs.COLUMN_TITLE)
        if title is not None and len(cells) > 1:
            return at, title, _column(cells, signs.COLUMN_REPORTER)
    return None


def _column(cells: Sequence[str], named: re.Pattern[str]) -> int | None:
    return next((at for at, words in enumerate(cells) if named.match(words)), None)


def _row_item(cells: Sequence[str], title: int, reporter: int | None) -> Item | None:
    lines = [line for line in cells[title].split("\n") if line.strip()]
    if not lines:
        return None
    head = _line(lines[0].strip()).words
    item = _item(_Gathered(head, lines[1:]))
    who = _tidy(cells[reporter]) if reporter is not None and reporter < len(cells) else ""
    return Item(item.title, item.text, who or item.department)


def _words(cell: Cell) -> str:
    return "\n".join(_texts(cell.blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text.strip()
        else:
            yield from _row_texts(block.rows)


def _row_texts(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from _texts(cell.blocks)
