"""Tracked changes that add paragraphs or join them.

Where lines are added, the paragraph that was there keeps its beginning and gets an inserted
mark; what stood behind the spot follows in a new paragraph like it. Where paragraphs are joined,
the marks between them are struck out.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import dropwhile

from lxml import etree

from portal.word import names
from portal.word.canvas import Canvas
from portal.word.hunks import Hunk
from portal.word.leaves import MARKS
from portal.word.names import w
from portal.word.order import put_in_order
from portal.word.proposing import Pen

SECTION, CHANGE = w("sectPr"), w("pPrChange")
AT_THE_START = (names.P_PR, names.RANGE_START)
BETWEEN = (w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"))


def can_reach(canvas: Canvas, hunk: Hunk) -> bool:
    """Whether an edit that adds or joins paragraphs can be written here."""
    (first, start), (last, end) = hunk.start, hunk.end
    if "\n" in hunk.new:
        return first == last and _can_open(canvas, first, start, end)
    joined = all(_can_join(canvas, paragraph) for paragraph in range(first, last))
    whole = canvas.can_change(first, start, canvas.lines[first].length)
    return joined and whole and canvas.can_change(last, 0, end)


def can_go(canvas: Canvas, paragraph: int) -> bool:
    """Whether a paragraph that is struck out can take its own end and its number along.

    The last one of a body or a cell cannot, nor one that ends a section.
    """
    return paragraph + 1 < len(canvas.paragraphs) and _can_join(canvas, paragraph)


def reach(pen: Pen, canvas: Canvas, hunk: Hunk, *, opens: bool) -> None:
    """Write an edit that adds or joins paragraphs."""
    (first, start), (last, end) = hunk.start, hunk.end
    if "\n" in hunk.new:
        pen.change(first, start, end, "", opens=opens)
        _add_lines(pen, canvas, first, end, hunk.new.split("\n"), opens=opens)
        return
    for paragraph in range(first, last + 1):
        begins = start if paragraph == first else 0
        ends = end if paragraph == last else canvas.lines[paragraph].length
        new = hunk.new if paragraph == first else ""
        pen.change(paragraph, begins, ends, new, opens=opens)
        if paragraph < last:
            pen.flag(canvas.end_of(paragraph), names.DEL)


def _can_open(canvas: Canvas, paragraph: int, start: int, end: int) -> bool:
    if _has_own_end(canvas.paragraphs[paragraph]):
        return False
    inside = 0 < end < canvas.lines[paragraph].length
    if not canvas.can_change(paragraph, start, end):
        return False
    return not inside or _is_on_top(canvas, paragraph, end)


def _is_on_top(canvas: Canvas, paragraph: int, at: int) -> bool:
    """Whether what stands before and behind a spot can be put into two paragraphs."""
    before, behind = canvas.neighbours(paragraph, at)
    if before is None or behind is None:
        return True
    wholes = canvas.whole(before), canvas.whole(behind)
    if wholes[0] is wholes[1]:
        return wholes[0] is before.run and _top(wholes[0]).tag in (names.RUN, *MARKS)
    return _top(wholes[0]) is not _top(wholes[1]) or _top(wholes[0]).tag in MARKS


def _can_join(canvas: Canvas, paragraph: int) -> bool:
    """Whether a paragraph and the next one stand side by side in one place."""
    one, other = canvas.paragraphs[paragraph], canvas.paragraphs[paragraph + 1]
    following = one.getnext()
    while following is not None and following.tag in BETWEEN:
        following = following.getnext()
    return following is other and not _has_own_end(one)


def _has_own_end(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph carries a section or a change of somebody's."""
    properties = paragraph.find(names.P_PR)
    if properties is None:
        return False
    marked = properties.find(names.R_PR)
    changed = marked is not None and any(child.tag in MARKS for child in marked)
    return changed or properties.find(SECTION) is not None


def _add_lines(
    pen: Pen, canvas: Canvas, paragraph: int, at: int, lines: Sequence[str], *, opens: bool
) -> None:
    """Write lines into a paragraph; all but the last one end with an inserted mark."""
    host, source = canvas.paragraphs[paragraph], pen.look_at(paragraph, at)
    if at == 0 and canvas.lines[paragraph].length:
        for line in lines[:-1]:
            host.addprevious(_like(host, pen, line, source))
        pen.change(paragraph, 0, 0, lines[-1], opens=opens)
        return
    edge = canvas.closing(paragraph, at)
    if edge is None:
        moved = list(dropwhile(lambda child: child.tag in AT_THE_START, host))
    else:
        top = _top(pen.outside(edge.element, before=False))
        host = next(top.iterancestors(names.P))
        moved = list(top.itersiblings())
    last = _part(pen, host, moved, lines, source)
    if canvas.end_of(paragraph) is host:
        canvas.ends[paragraph] = last


def _part(
    pen: Pen,
    host: etree._Element,
    moved: Sequence[etree._Element],
    lines: Sequence[str],
    source: etree._Element | None,
) -> etree._Element:
    """End a paragraph with the first line; what is moved follows the last one, which is returned.

    The mark that was there goes along with what is moved, and with it all that others have
    changed in the look of the paragraph.
    """
    properties = host.find(names.P_PR)
    own = None if properties is None else _properties(properties)
    last = etree.Element(names.P)
    last.extend([] if properties is None else [properties])
    last.extend([pen.insertion(lines[-1], source)] if lines[-1] else [])
    last.extend(moved)
    if own is not None:
        host.insert(0, own)
    if lines[0]:
        host.append(pen.insertion(lines[0], source))
    pen.flag(host, names.INS)
    host.addnext(last)
    for line in lines[1:-1]:
        last.addprevious(_like(host, pen, line, source))
    return last


def _like(
    host: etree._Element, pen: Pen, text: str, source: etree._Element | None
) -> etree._Element:
    """A new paragraph like another one, with a text written in."""
    new = etree.Element(names.P)
    properties = host.find(names.P_PR)
    if properties is not None:
        new.append(_properties(properties))
    pen.flag(new, names.INS)
    if text:
        new.append(pen.insertion(text, source))
    return new


def _properties(properties: etree._Element) -> etree._Element:
    """A copy without what belongs to one paragraph alone."""
    copy = deepcopy(properties)
    copy.tail = None
    look = copy.find(names.R_PR)
    owned = [copy.find(CHANGE), *([] if look is None else (look.find(tag) for tag in MARKS))]
    for element in owned:
        parent = None if element is None else element.getparent()
        if element is not None and parent is not None:
            parent.remove(element)
    put_in_order(copy)
    if look is not None:
        put_in_order(look)
    return copy


def _top(element: etree._Element) -> etree._Element:
    """The child of a paragraph that an element is or stands in."""
    while (parent := element.getparent()) is not None and parent.tag != names.P:
        element = parent
    return element
