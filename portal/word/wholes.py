"""Places that cover something as a whole: paragraphs, tables, rows, the document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.document import Place
from portal.word.notes import Reason, Whole


def widened(canvas: Canvas, place: Place, whole: Whole) -> Place | Reason:
    """The paragraphs, the table or the document around a place."""
    if whole is Whole.DOCUMENT:
        return over(canvas, range(len(canvas.paragraphs)))
    if whole is Whole.PARAGRAPH:
        return over(canvas, range(place.paragraph, place.end_paragraph + 1))
    table = next(canvas.paragraphs[place.paragraph].iterancestors(names.TABLE), None)
    if table is None:
        return Reason.NOT_FOUND
    inside = set(table.iter(names.P))
    return over(canvas, [n for n, p in enumerate(canvas.paragraphs) if p in inside])


def over(canvas: Canvas, paragraphs: range | list[int]) -> Place | Reason:
    """From the first to the last letter of some paragraphs."""
    if not paragraphs:
        return Reason.OUT_OF_RANGE
    return Place(paragraphs[0], 0, paragraphs[-1], canvas.lines[paragraphs[-1]].length)


def is_whole(canvas: Canvas, place: Place) -> bool:
    """Whether a place covers whole paragraphs, not empty ones alone."""
    lengths = [canvas.lines[n].length for n in range(place.paragraph, place.end_paragraph + 1)]
    return place.start == 0 and place.end == lengths[-1] and any(lengths)


def rows(canvas: Canvas, place: Place) -> list[etree._Element]:
    """The rows of one table that a place covers wholly; none where it covers something else.

    A place in one cell is about the text of the cell.
    """
    covered = canvas.paragraphs[place.paragraph : place.end_paragraph + 1]
    if not covered or not is_whole(canvas, place) or len(set(map(cell, covered))) == 1:
        return []
    table = next(covered[0].iterancestors(names.TABLE), None)
    if table is None:
        return []
    own = [row for row in table.iter(names.ROW) if next(row.iterancestors(names.TABLE)) is table]
    touched = [row for row in own if any(row in p.iterancestors() for p in covered)]
    inside = {p for row in touched for p in row.iter(names.P) if p in set(canvas.paragraphs)}
    return touched if inside == set(covered) else []


def cell(paragraph: etree._Element) -> etree._Element | None:
    """The innermost cell that a paragraph stands in."""
    return next(paragraph.iterancestors(names.CELL), None)


def cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row itself, not those of tables in it."""
    for element in row.iter(names.CELL):
        if next(element.iterancestors(names.ROW)) is row:
            yield element
