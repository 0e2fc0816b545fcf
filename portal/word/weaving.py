"""Weaving the new text into the old file, container by container: bodies, cells, notes.

Paragraphs of a container are grouped with theirs in the other file and rewritten; what has no
counterpart is struck out or written in; tables go row by row and cell by cell where both have
the same cells, else whole rows are struck and written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from portal.word import names
from portal.word.chains import heaviest_chain
from portal.word.fresh import Fresh
from portal.word.ink import Ink
from portal.word.matching import Gap, Line, between, likeness, match
from portal.word.names import w
from portal.word.regrouping import regrouped
from portal.word.rewriting import Rewriter
from portal.word.spinning import Grid, GridRow, Item, Strand

SAME_TABLE = 0.2  # of the character triples are shared


@dataclass
class Step:
    """One step through a container: old items and the new ones in their place."""

    olds: list[Item] = field(default_factory=list)
    news: list[Item] = field(default_factory=list)

    @property
    def is_pair(self) -> bool:
        return bool(self.olds and self.news)

    @property
    def strand(self) -> Strand | None:
        """The last old paragraph of a pair of paragraphs, whose mark stands for both."""
        last = self.olds[-1] if self.is_pair else None
        return last if isinstance(last, Strand) else None


class Weaver:
    """Weaves containers of one story."""

    def __init__(self, ink: Ink, fresh: Fresh) -> None:
        self._ink = ink
        self._fresh = fresh
        self.rewriter = Rewriter(ink, fresh)

    def weave(self, parent: etree._Element, olds: Sequence[Item], news: Sequence[Item]) -> None:
        """Makes the items below `parent` read as `news`."""
        steps = settled_end(list(stepped(olds, news)))
        self._learn(steps)
        spared = spared_marks(steps)
        behind: etree._Element | None = None
        for step in steps:
            if step.is_pair:
                self._pair(step)
            for item in step.olds if not step.news else ():
                self._strike(item, flagged=item is not spared.last)
            if step.olds:
                behind = step.olds[-1].element
            for item in step.news if not step.olds else ():
                behind = self._write(item, parent, behind, flagged=item is not spared.last)
        if spared.flagged is not None:
            self._ink.flag_mark(spared.flagged.element, spared.tag)

    def _learn(self, steps: Sequence[Step]) -> None:
        for step in steps:
            for old, new in zip(step.olds, step.news, strict=False):
                self._fresh.adopter.learn(old.element, new.element)

    def _pair(self, step: Step) -> None:
        old, new = step.olds[0], step.news[0]
        if isinstance(old, Grid) and isinstance(new, Grid):
            self._grid(old, new)
        else:
            olds = [item for item in step.olds if isinstance(item, Strand)]
            self.rewriter.rewrite(olds, [i for i in step.news if isinstance(i, Strand)])

    def _strike(self, item: Item, *, flagged: bool = True) -> None:
        if isinstance(item, Strand):
            self.rewriter.strike(item, flagged=flagged)
        else:
            for row in item.rows:
                self._strike_row(row)

    def _strike_row(self, row: GridRow) -> None:
        for cell in row.cells:
            for item in cell.items:
                self._strike(item)
        self._ink.flag_row(row.element, names.DEL)

    def _write(
        self, item: Item, parent: etree._Element, behind: etree._Element | None, *, flagged: bool
    ) -> etree._Element:
        """Puts a new item behind an element, or first of all; returns what it became."""
        if isinstance(item, Grid):
            element = self._fresh.grid(item)
        else:
            element = self._fresh.paragraph(item, flagged=flagged)
        if behind is not None:
            behind.addnext(element)
        else:
            parent.insert(first_place(parent), element)
        return element

    def _grid(self, old: Grid, new: Grid) -> None:
        before = [Line(row.text, 1) for row in old.rows]
        after = [Line(row.text, 1) for row in new.rows]
        couples = [(i, j) for i, j in match(before, after) if alike(old.rows[i], new.rows[j])]
        behind: etree._Element | None = None
        for olds, news in steps_of(couples, len(before), len(after)):
            if olds and news:
                self._row(old.rows[olds[0]], new.rows[news[0]])
            else:
                for i in olds:
                    self._strike_row(old.rows[i])
            behind = old.rows[olds[-1]].element if olds else behind
            for j in news if not olds else ():
                behind = self._write_row(new.rows[j], old.element, behind)

    def _row(self, old: GridRow, new: GridRow) -> None:
        for one, other in zip(old.cells, new.cells, strict=True):
            self.weave(one.element, one.items, other.items)

    def _write_row(
        self, row: GridRow, table: etree._Element, behind: etree._Element | None
    ) -> etree._Element:
        element = self._fresh.row(row)
        if behind is not None:
            behind.addnext(element)
        else:
            first = next(table.iterchildren(names.ROW, names.SDT), None)
            table.append(element) if first is None else first.addprevious(element)
        return element


def stepped(olds: Sequence[Item], news: Sequence[Item]) -> Iterator[Step]:
    """The items of two containers in step: pairs, and what has no counterpart between them."""
    before, after = [item.matched() for item in olds], [item.matched() for item in news]
    grids = same_grids(before, after)
    couples = list(grids)
    for gap in between(grids, Gap(range(len(olds)), range(len(news)))):
        part = match(before[gap.old.start : gap.old.stop], after[gap.new.start : gap.new.stop])
        couples += [(gap.old.start + i, gap.new.start + j) for i, j in part]
    same = [(i, j) for i, j in sorted(couples) if type(olds[i]) is type(news[j])]
    for one, other in with_gaps(regrouped(before, after, same), len(olds), len(news)):
        yield Step([olds[i] for i in one], [news[j] for j in other])


def same_grids(olds: Sequence[Line], news: Sequence[Line]) -> list[tuple[int, int]]:
    """Tables that are two states of one, in order; they have a home, paragraphs have none."""
    left = [i for i, line in enumerate(olds) if line.home]
    right = [j for j, line in enumerate(news) if line.home]
    weighted = [(i, j, likeness(olds[i], news[j])) for i in left for j in right]
    return heaviest_chain([entry for entry in weighted if entry[2] >= SAME_TABLE])


def steps_of(
    couples: Sequence[tuple[int, int]], olds: int, news: int
) -> Iterator[tuple[range, range]]:
    groups = [(range(i, i + 1), range(j, j + 1)) for i, j in couples]
    return with_gaps(groups, olds, news)


def with_gaps(
    groups: Sequence[tuple[range, range]], olds: int, news: int
) -> Iterator[tuple[range, range]]:
    """The groups in order and what lies between them: first the old part, then the new one."""
    left = right = 0
    for one, other in [*groups, (range(olds, olds), range(news, news))]:
        yield range(left, one.start), range(0)
        yield range(0), range(right, other.start)
        yield one, other
        left, right = one.stop, other.stop


def alike(one: GridRow, other: GridRow) -> bool:
    return len(one.cells) == len(other.cells)


def settled_end(steps: list[Step]) -> list[Step]:
    """The last marks of two containers are one mark: what ends both must be a pair."""
    steps = [step for step in steps if step.olds or step.news]
    tail = steps[last_pair(steps) + 1 :]
    olds = [item for step in tail for item in step.olds]
    news = [item for step in tail for item in step.news]
    if olds and news and isinstance(olds[-1], Strand) and isinstance(news[-1], Strand):
        head = steps[: len(steps) - len(tail)]
        middle = [Step(olds=olds[:-1]), Step(news=news[:-1])]
        steps = [*head, *middle, Step([olds[-1]], [news[-1]])]
    return [step for step in steps if step.olds or step.news]


def last_pair(steps: Sequence[Step]) -> int:
    return max((i for i, step in enumerate(steps) if step.is_pair), default=-1)


@dataclass
class SparedMarks:
    """Which last item keeps its mark, and which mark before it is flagged instead."""

    last: Item | None = None
    flagged: Strand | None = None
    tag: str = ""


def spared_marks(steps: Sequence[Step]) -> SparedMarks:
    """Where a container ends with items of one side only.

    Its very last mark can neither come nor go, so the mark of the paragraph before them does.
    """
    at = last_pair(steps)
    kept = steps[at].strand if at >= 0 else None
    tail = steps[at + 1 :]
    last = (tail[-1].olds or tail[-1].news)[-1] if tail else None
    if kept is None or not isinstance(last, Strand):
        return SparedMarks()
    return SparedMarks(last, kept, names.DEL if tail[-1].olds else names.INS)


def first_place(parent: etree._Element) -> int:
    """Where content may begin in a body, a cell or a note."""
    return 1 if len(parent) and parent[0].tag == w("tcPr") else 0
