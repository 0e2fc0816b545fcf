"""Taking the runs of a paragraph apart at given offsets, so that each piece stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from portal.word import names
from portal.word.leaves import FIELD, FIELD_KIND, Leaf
from portal.word.strands import Strand

PROPERTIES = (names.P_PR, names.R_PR, names.SDT_PR)


@dataclass(slots=True)
class Piece:
    """Text from `start` to `end`, alone in its carrier: a run, or a formula."""

    start: int
    end: int
    carrier: etree._Element


def taken_apart(strand: Strand, offsets: Iterable[int]) -> list[Piece]:
    """The pieces of a strand; no piece reaches across one of the offsets."""
    cuts = frozenset(offsets)
    pieces: list[Piece] = []
    at = 0
    for leaf, signs in strand.parts:
        for start, node in parted(leaf, at, len(signs), cuts):
            carrier = carrier_of(leaf, node)
            if pieces and pieces[-1].carrier is carrier:
                carrier = opened(carrier, node) if start in cuts else carrier
            pieces.append(Piece(start, start, carrier))
        at += len(signs)
        settle_ends(pieces, at)
    return joined(pieces)


def parted(
    leaf: Leaf, at: int, length: int, cuts: frozenset[int]
) -> Iterator[tuple[int, etree._Element]]:
    """The nodes of a leaf with where they begin, a text node divided at the offsets in it."""
    yield at, leaf.node
    inner = [cut for cut in range(at + 1, at + length) if cut in cuts] if length > 1 else []
    node, start = leaf.node, at
    for cut in inner:
        node, start = divided(node, cut - start), cut
        yield start, node


def divided(node: etree._Element, length: int) -> etree._Element:
    """Leaves `length` characters in a text node; returns the new one with the rest."""
    text = node.text or ""
    rest = etree.Element(node.tag)
    node.text, rest.text = text[:length], text[length:]
    for part in (node, rest):
        part.set(names.SPACE, "preserve")
    node.addnext(rest)
    return rest


def carrier_of(leaf: Leaf, node: etree._Element) -> etree._Element:
    """The run a node stands in now; a formula carries itself."""
    if leaf.run is None:
        return leaf.node
    return next(node.iterancestors(names.RUN), leaf.run)


def opened(run: etree._Element, node: etree._Element) -> etree._Element:
    """Divides a run before a node; returns the new run that begins with the node."""
    while node.getparent() is not run:
        node = next(node.iterancestors())
    rest = etree.Element(run.tag)
    look = run.find(names.R_PR)
    if look is not None:
        rest.append(deepcopy(look))
    rest.extend([node, *node.itersiblings()])
    run.addnext(rest)
    return rest


def settle_ends(pieces: list[Piece], end: int) -> None:
    """Each of the last pieces ends where the next begins."""
    for piece in reversed(pieces):
        if piece.end > piece.start:
            return
        piece.end, end = end, piece.start


def joined(pieces: list[Piece]) -> list[Piece]:
    """One piece a carrier."""
    result: list[Piece] = []
    for piece in pieces:
        if result and result[-1].carrier is piece.carrier:
            result[-1].end = piece.end
        else:
            result.append(piece)
    return result


def field_runs(paragraph: etree._Element) -> list[list[etree._Element]]:
    """The fields that begin and end in a paragraph: the runs of each from begin to end."""
    open_fields: list[list[etree._Element]] = []
    closed: list[list[etree._Element]] = []
    for run in paragraph.iter(names.RUN):
        kinds = [node.get(FIELD_KIND, "") for node in run.iterchildren(FIELD)]
        open_fields += [[] for kind in kinds if kind == "begin"]
        for field in open_fields:
            field.append(run)
        if "end" in kinds and open_fields:
            closed.append(open_fields.pop())
    return closed
