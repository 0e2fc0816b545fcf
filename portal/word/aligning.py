"""Two versions of a document laid side by side: which paragraph became which, and how.

The result is the ground for the redline, for the list of changes and for carrying comments
into the next draft. Equal text is decided leniently (width, quotes, spaces) when paragraphs
are paired, and exactly when a pair is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from portal.word.document import Block, Document, Table
from portal.word.matching import Gap, Line, alike, likeness, match
from portal.word.regrouping import regrouped
from portal.word.wording import Edit, Op, edits

MOVED_LETTERS = 6  # a shorter paragraph that stands elsewhere is no proof of a move
MOVED_LIKENESS = 0.8  # of a paragraph that was moved and changed at once


@dataclass(frozen=True)
class Pair:
    """Consecutive paragraphs of the old text and what became of them in the new one.

    Usually one and one; one and several where a paragraph was split, several and one where
    some were merged. `edits` lead from the old lines to the new ones, joined by line breaks.
    """

    old: range
    new: range
    edits: tuple[Edit, ...]
    moved: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing but the place of the words changed."""
        return all(edit.op is Op.KEEP for edit in self.edits)

    @property
    def kept(self) -> float:
        """The share of the characters on both sides that stayed, from 0 to 1."""
        total = sum(edit.length * (2 if edit.op is Op.KEEP else 1) for edit in self.edits)
        kept = 2 * sum(edit.length for edit in self.edits if edit.op is Op.KEEP)
        return kept / total if total else 1.0


@dataclass(frozen=True)
class Alignment:
    """Two documents and the pairs of their paragraphs, in the order of the old one."""

    old: Document
    new: Document
    pairs: tuple[Pair, ...]
    homes: tuple[tuple[int, ...], tuple[int, ...]] = field(default=((), ()), repr=False)

    @cached_property
    def of_old(self) -> dict[int, Pair]:
        """The pair of each old paragraph that has one."""
        return {i: pair for pair in self.pairs for i in pair.old}

    @cached_property
    def of_new(self) -> dict[int, Pair]:
        """The pair of each new paragraph that has one."""
        return {i: pair for pair in self.pairs for i in pair.new}

    @cached_property
    def deleted(self) -> tuple[int, ...]:
        """Old paragraphs that the new text does not have."""
        return tuple(i for i in range(len(self.old.paragraphs)) if i not in self.of_old)

    @cached_property
    def inserted(self) -> tuple[int, ...]:
        """New paragraphs that the old text did not have."""
        return tuple(i for i in range(len(self.new.paragraphs)) if i not in self.of_new)


def align(old: Document, new: Document) -> Alignment:
    """Lays the current texts of two documents side by side; takes about linear time."""
    before, after = lines(old), lines(new)
    couples = match(before, after)
    moves = moved(before, after, couples)
    groups = regrouped(before, after, couples)
    pairs = [pair(before, after, *group) for group in groups]
    pairs += [pair(before, after, span(i), span(j), moved=True) for i, j in untaken(moves, groups)]
    homes = tuple(line.home for line in before), tuple(line.home for line in after)
    return Alignment(old, new, tuple(sorted(pairs, key=lambda p: p.old.start)), homes)


def lines(document: Document) -> list[Line]:
    """The paragraphs of a document with the cells they stand in."""
    homes = dict(cells(document.blocks))
    missing = [int(p.in_table) for p in document.paragraphs]
    return [Line(p.text, homes.get(p.index, missing[p.index])) for p in document.paragraphs]


def cells(blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Each paragraph inside a table with a number for its cell (that of its first paragraph)."""
    for block in blocks:
        for row in block.rows if isinstance(block, Table) else ():
            for cell in row.cells:
                own = [b.index for b in cell.blocks if not isinstance(b, Table)]
                yield from ((index, own[0] + 1) for index in own)
                yield from cells(cell.blocks)


def moved(
    old: Sequence[Line], new: Sequence[Line], couples: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs among the unmatched that are equal, or nearly, and stand elsewhere."""
    left, right = unmatched(len(old), {i for i, _ in couples}), {j for _, j in couples}
    olds = [i for i in left if len(old[i].bare) >= MOVED_LETTERS]
    news = [j for j in unmatched(len(new), right) if len(new[j].bare) >= MOVED_LETTERS]
    before, after = [old[i] for i in olds], [new[j] for j in news]
    everywhere = Gap(range(len(before)), range(len(after)))
    found = sorted(alike(before, after, everywhere, MOVED_LIKENESS), key=lambda c: -c[2])
    return [(olds[i], news[j]) for i, j in mutual(found, before, after)]


def mutual(
    found: Sequence[tuple[int, int, float]], old: Sequence[Line], new: Sequence[Line]
) -> Iterator[tuple[int, int]]:
    """The best couples first, each line once; a line with two equally good ones gets none."""
    rivals: dict[tuple[bool, int, float], int] = {}
    for i, j, _ in found:
        degree = likeness(old[i], new[j])
        for side in ((False, i, degree), (True, j, degree)):
            rivals[side] = rivals.get(side, 0) + 1
    taken: set[tuple[bool, int]] = set()
    for i, j, _ in found:
        degree = likeness(old[i], new[j])
        alone = rivals[False, i, degree] == rivals[True, j, degree] == 1
        if alone and not taken & {(False, i), (True, j)}:
            taken |= {(False, i), (True, j)}
            yield i, j


def unmatched(count: int, taken: set[int]) -> list[int]:
    return [i for i in range(count) if i not in taken]


def span(i: int) -> range:
    return range(i, i + 1)


def untaken(
    moves: Iterable[tuple[int, int]], groups: Sequence[tuple[range, range]]
) -> Iterator[tuple[int, int]]:
    """The moves whose lines did not turn out to be part of a split or merged paragraph."""
    olds = {i for one, _ in groups for i in one}
    news = {j for _, other in groups for j in other}
    return ((i, j) for i, j in moves if i not in olds and j not in news)


def pair(
    old: Sequence[Line], new: Sequence[Line], before: range, after: range, *, moved: bool = False
) -> Pair:
    one = "\n".join(old[i].text for i in before)
    other = "\n".join(new[j].text for j in after)
    return Pair(before, after, edits(one, other), moved)
