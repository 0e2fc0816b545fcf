"""Splitting runs so that a mark can stand between any two characters.

The text stays what it was; both halves of a run have its properties.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import copy  # of an element with all that is in it
from itertools import pairwise

from lxml import etree

from portal.word import names
from portal.word.ids import Ids
from portal.word.leaves import Leaf, Line
from portal.word.order import put_in_order

SPLITTABLE = (names.T, names.DEL_TEXT)


def split(line: Line, offsets: Collection[int], ids: Ids) -> None:
    """Split the runs of a line at offsets of its current text; `line` is kept true to the XML.

    Where a run cannot be split (inside a ruby), the offset stays inside it.
    """
    line.leaves = _with_split_texts(line.leaves, sorted(offsets))
    at = 0
    for place, (leaf, following) in enumerate(pairwise(line.leaves), 1):
        at += len(leaf.text) if leaf.current else 0
        if following.run is leaf.run and at in offsets:
            child = _first_behind(leaf, following)
            if child is not None:
                _part(line.leaves, place, child, ids)


def isolate(leaf: Leaf, line: Line, ids: Ids) -> None:
    """Give a leaf a run of its own."""
    place = line.leaves.index(leaf)
    child = _child(leaf)
    following = None if child is None else child.getnext()
    if following is not None:
        _part(line.leaves, place + 1, following, ids)
    if child is not None:
        _part(line.leaves, place, child, ids)


def renumbered(element: etree._Element, ids: Ids) -> etree._Element:
    """An empty element like another one; a tracked change gets a number of its own."""
    empty = _emptied(element)
    if empty.get(names.ID) is not None:
        empty.set(names.ID, ids.number())
    return empty


def properties_of(run: etree._Element, ids: Ids) -> etree._Element | None:
    """A copy of the properties of a run, with new numbers for the changes in them."""
    properties = next(run.iterchildren(names.R_PR), None)
    if properties is None:
        return None
    own = copy(properties)
    own.tail = None
    for child in own:
        if child.get(names.ID) is not None:
            child.set(names.ID, ids.number())
    put_in_order(own)
    return own


def _emptied(element: etree._Element) -> etree._Element:
    empty = etree.Element(element.tag)
    for name, value in element.items():
        empty.set(name, value)
    return empty


def _with_split_texts(leaves: list[Leaf], offsets: list[int]) -> list[Leaf]:
    split_leaves, at = [], 0
    for leaf in leaves:
        end = at + (len(leaf.text) if leaf.current else 0)
        inside = [offset - at for offset in offsets if at < offset < end]
        splittable = inside and leaf.node.tag in SPLITTABLE
        split_leaves += _split_text(leaf, inside) if splittable else [leaf]
        at = end
    return split_leaves


def _split_text(leaf: Leaf, offsets: list[int]) -> list[Leaf]:
    text = leaf.text
    pieces = [text[a:b] for a, b in zip([0, *offsets], [*offsets, len(text)], strict=True)]
    node, halves = leaf.node, []
    for place, piece in enumerate(pieces):
        if place:
            following = _emptied(node)
            node.addnext(following)
            node = following
        node.text = piece
        if piece != piece.strip():
            node.set(names.SPACE, "preserve")
        halves.append(_like(leaf, node, piece))
    return halves


def _like(leaf: Leaf, node: etree._Element, text: str) -> Leaf:
    rest = leaf.current, leaf.tracked, leaf.in_field, leaf.link, leaf.atom, leaf.properties
    return Leaf(node, leaf.run, text, *rest)


def _first_behind(leaf: Leaf, following: Leaf) -> etree._Element | None:
    """The first node of the second half when a run is split between two of its leaves.

    None where nothing needs to be split there: one of them has no characters, or both stand
    in one node.
    """
    child, next_child = _child(leaf), _child(following)
    if child is None or next_child is None or child is next_child:
        return None
    if leaf.current and leaf.text:
        return child.getnext()
    return next_child if following.current and following.text else None


def _part(leaves: list[Leaf], first: int, child: etree._Element, ids: Ids) -> None:
    """Move `child` and what follows it, the leaves from `first` on, to a run of their own."""
    run, previous = child.getparent(), child.getprevious()
    if run is None or previous is None or previous.tag == names.R_PR:
        return
    _follow(leaves, first, run, _halved(run, [child, *child.itersiblings()], ids))


def _halved(run: etree._Element, moved: list[etree._Element], ids: Ids) -> etree._Element:
    new = renumbered(run, ids)
    properties = properties_of(run, ids)
    if properties is not None:
        new.append(properties)
    new.extend(moved)
    run.addnext(new)
    return new


def _follow(leaves: list[Leaf], start: int, run: etree._Element, new: etree._Element) -> None:
    """Tell the leaves behind a cut that they stand in the new run."""
    for leaf in leaves[start:]:
        if leaf.run is not run:
            break
        leaf.run = new


def _child(leaf: Leaf) -> etree._Element | None:
    """The node right below the run that a leaf stands in."""
    child = leaf.node
    while (parent := child.getparent()) is not None and parent is not leaf.run:
        child = parent
    return None if parent is None else child
