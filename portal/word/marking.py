"""Comment marks in a body: where a range begins and ends, and the run that refers to it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.document import Place
from portal.word.names import w

Marks = tuple[etree._Element | None, etree._Element | None, etree._Element]


def mark(
    canvas: Canvas, place: Place, thread: Sequence[str], style: str
) -> tuple[Place, etree._Element]:
    """Put the marks of a thread (ids, the first comment first) around a place.

    Returns the place that the marks really enclose (where the XML cannot be opened, a little
    more than was asked for) and the last mark that stands in front of it.
    """
    start, end = marker(names.RANGE_START, thread[0]), marker(names.RANGE_END, thread[0])
    begun = _open(canvas, place, start)
    ended = begun if _is_point(canvas, place) else None
    if ended is None:
        ended = _close(canvas, place, end)
    else:
        start.addnext(end)
    referring = reference(thread[0], style)
    _top(end, canvas.paragraphs[place.end_paragraph]).addnext(referring)
    last: Marks = (start, end, referring)
    for comment in thread[1:]:
        last = follow(last, comment, style)
    return Place(place.paragraph, begun, place.end_paragraph, ended), start if last[
        0
    ] is None else last[0]


def follow(marks: Marks, comment: str, style: str) -> Marks:
    """Put the marks of a reply behind those of the comment before it in the thread."""
    start, end, referring = marks
    next_reference = reference(comment, style)
    referring.addnext(next_reference)
    if start is None or end is None:
        return None, None, next_reference
    next_start, next_end = marker(names.RANGE_START, comment), marker(names.RANGE_END, comment)
    start.addnext(next_start)
    beside = end.getparent() is referring.getparent()
    (referring if beside else end).addnext(next_end)
    return next_start, next_end, next_reference


def _is_point(canvas: Canvas, place: Place) -> bool:
    empty = (place.paragraph, place.start) == (place.end_paragraph, place.end)
    return empty and canvas.lines[place.paragraph].length > 0


def _open(canvas: Canvas, place: Place, marker: etree._Element) -> int:
    host, length = canvas.paragraphs[place.paragraph], canvas.lines[place.paragraph].length
    reaches_end = place.end_paragraph > place.paragraph or place.end == length
    if place.start == 0 and reaches_end:
        _prepend(host, marker)
        return 0
    edge = canvas.opening(place.paragraph, place.start)
    if edge is None:
        host.append(marker)
        return length
    edge.element.addprevious(marker)
    return edge.offset


def _close(canvas: Canvas, place: Place, marker: etree._Element) -> int:
    host, length = canvas.paragraphs[place.end_paragraph], canvas.lines[place.end_paragraph].length
    reaches_start = place.paragraph < place.end_paragraph or place.start == 0
    if place.end == length and reaches_start:
        host.append(marker)
        return length
    edge = canvas.closing(place.end_paragraph, place.end)
    if edge is None:
        _prepend(host, marker)
        return 0
    edge.element.addnext(marker)
    return edge.offset


def _prepend(host: etree._Element, marker: etree._Element) -> None:
    behind_properties = len(host) > 0 and host[0].tag == names.P_PR
    host.insert(1 if behind_properties else 0, marker)


def _top(element: etree._Element, host: etree._Element) -> etree._Element:
    """The child of the paragraph that an element stands in."""
    while (parent := element.getparent()) is not None and parent is not host:
        element = parent
    return element


def marker(tag: str, comment: str) -> etree._Element:
    """A mark where a comment starts or ends."""
    mark = etree.Element(tag)
    mark.set(names.ID, comment)
    return mark


def reference(comment: str, style: str) -> etree._Element:
    """The run that refers to a comment; `style` is that of such runs, "" for none."""
    run = etree.Element(names.RUN)
    if style:
        properties = etree.SubElement(run, names.R_PR)
        etree.SubElement(properties, w("rStyle")).set(names.VAL, style)
    etree.SubElement(run, names.REFERENCE).set(names.ID, comment)
    return run
