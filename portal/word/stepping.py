"""Two containers step by step: which items stay, which become which, which come and go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.word import names
from portal.word.chains import heaviest_chain
from portal.word.grids import Grid, Item
from portal.word.matching import Couple, Gap, Line, between, likeness, match, singles
from portal.word.regrouping import Group, regrouped
from portal.word.strands import Strand

SAME_TABLE = 0.2  # of the character triples are shared
MANY_TABLES = 2_000  # pairs of changed tables; beyond that only neighbours are compared


@dataclass
class Step:
    """One step through a container: old items and the new ones in their place.

    `is_kept` where there are as many, each equal to the other.
    """

    olds: Sequence[Item] = field(default_factory=list)
    news: Sequence[Item] = field(default_factory=list)
    is_kept: bool = False

    @property
    def is_pair(self) -> bool:
        return bool(self.olds and self.news)

    @property
    def strand(self) -> Strand | None:
        """The last old paragraph of a pair of paragraphs, whose mark stands for both."""
        last = self.olds[-1] if self.is_pair else None
        return last if isinstance(last, Strand) else None


def stepped(olds: Sequence[Item], news: Sequence[Item]) -> Iterator[Step]:
    """The items of two containers in step: pairs, and what has no counterpart between them."""
    head, tail = equal_ends(olds, news)
    if head:
        yield Step(olds[:head], news[:head], is_kept=True)
    yield from in_the_middle(olds[head : len(olds) - tail], news[head : len(news) - tail])
    if tail:
        yield Step(olds[len(olds) - tail :], news[len(news) - tail :], is_kept=True)


def equal_ends(olds: Sequence[Item], news: Sequence[Item]) -> tuple[int, int]:
    """How many items at the beginning, and then at the end, are equal."""
    shorter = min(len(olds), len(news))
    head = 0
    while head < shorter and olds[head].text == news[head].text:
        head += 1
    tail = 0
    while tail < shorter - head and olds[-1 - tail].text == news[-1 - tail].text:
        tail += 1
    return head, tail


def in_the_middle(olds: Sequence[Item], news: Sequence[Item]) -> Iterator[Step]:
    """Stretches of equal items, and between them what changed."""
    lines: dict[str, Line] = {}
    before = [line_of(item, lines) for item in olds]
    after = [line_of(item, lines) for item in news]
    for gap, couples, kept in segments(coupled(before, after), before, after):
        first, second = gap.old.start, gap.new.start
        part = [(i - first, j - second) for i, j in couples]
        inner = before[first : gap.old.stop], after[second : gap.new.stop]
        groups = list(narrowed(regrouped(*inner, part), part, *inner))
        for one, other in with_gaps(groups, len(gap.old), len(gap.new)):
            yield Step([olds[first + i] for i in one], [news[second + j] for j in other])
        if kept:
            yield Step(
                olds[gap.old.stop : gap.old.stop + kept],
                news[gap.new.stop : gap.new.stop + kept],
                is_kept=True,
            )


def narrowed(
    groups: Sequence[Group], couples: Sequence[Couple], olds: Sequence[Line], news: Sequence[Line]
) -> Iterator[Group]:
    """The groups; of those with tables only the couple, for tables are not split or merged."""
    known = dict(couples)
    for one, other in groups:
        if not any(olds[i].home for i in one) and not any(news[j].home for j in other):
            yield one, other
        for i in one if olds[one.start].home else ():
            if i in known:
                yield range(i, i + 1), range(known[i], known[i] + 1)


def line_of(item: Item, lines: dict[str, Line]) -> Line:
    """The line of an item; equal texts share one, and what is known of it."""
    line = lines.get(item.text)
    if line is None:
        line = lines[item.text] = Line(item.text, int(isinstance(item, Grid)))
    return line


def coupled(before: Sequence[Line], after: Sequence[Line]) -> list[Couple]:
    """Which items are two states of one, in order; never a paragraph and a table."""
    anchors = same_grids(before, after)
    couples = list(anchors)
    for gap in between(anchors, Gap(range(len(before)), range(len(after)))):
        part = match(before[gap.old.start : gap.old.stop], after[gap.new.start : gap.new.stop])
        couples += [(gap.old.start + i, gap.new.start + j) for i, j in part]
    return [(i, j) for i, j in sorted(couples) if before[i].home == after[j].home]


def same_grids(before: Sequence[Line], after: Sequence[Line]) -> list[Couple]:
    """Tables that changed and are two states of one, as far as they stand in order with
    the equal items; tables have a home, paragraphs have none."""
    known, wanted = {line.text for line in before}, {line.text for line in after}
    left = [i for i, line in enumerate(before) if line.home and line.text not in wanted]
    right = [j for j, line in enumerate(after) if line.home and line.text not in known]
    if not left or not right or len(left) * len(right) > MANY_TABLES:
        return []
    weighted = [
        (i, j, degree * len(before[i].text))
        for i in left
        for j in right
        if (degree := likeness(before[i], after[j])) >= SAME_TABLE
    ]
    chain = heaviest_chain(sorted(weighted + sure(before, after)))
    return [(i, j) for i, j in chain if before[i].home]


def sure(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[int, int, float]]:
    """Items that stand once on both sides and are equal."""
    left = singles(before, range(len(before)), lambda line: line.text)
    right = singles(after, range(len(after)), lambda line: line.text)
    return [(i, right[text], float(len(text))) for text, i in left.items() if text in right]


def segments(
    couples: Sequence[Couple], before: Sequence[Line], after: Sequence[Line]
) -> Iterator[tuple[Gap, list[Couple], int]]:
    """Gaps that changed with the couples in them, each with how many equal ones follow it."""
    old = new = at = 0
    unlike: list[Couple] = []
    ended = [*couples, (len(before), len(after))]
    while at < len(ended):
        i, j = ended[at]
        kept = follow(ended, at, before, after)
        if kept or at == len(couples):
            yield Gap(range(old, i), range(new, j)), unlike, kept
            old, new, unlike = i + kept, j + kept, []
        else:
            unlike.append((i, j))
        at += max(kept, 1)


def follow(
    couples: Sequence[Couple], at: int, before: Sequence[Line], after: Sequence[Line]
) -> int:
    """How many couples from `at` on are equal and follow one another."""
    i, j = couples[at]
    count, last = 0, len(couples) - 1
    while (
        at + count < last
        and couples[at + count] == (i + count, j + count)
        and before[i + count].text == after[j + count].text
    ):
        count += 1
    return count


def with_gaps(groups: Sequence[Group], olds: int, news: int) -> Iterator[Group]:
    """The groups in order and what lies between them: first the old part, then the new one."""
    left = right = 0
    for one, other in [*groups, (range(olds, olds), range(news, news))]:
        if left < one.start:
            yield range(left, one.start), range(0)
        if right < other.start:
            yield range(0), range(right, other.start)
        if one or other:
            yield one, other
        left, right = one.stop, other.stop


def settled_end(steps: list[Step]) -> list[Step]:
    """The last marks of two containers are one mark: what ends both must be a pair."""
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
