"""Paragraphs that were split in two or merged into one.

After the pairing some lines are left over. One that stands right beside a pair and whose
characters are found in the other side of it belongs to the pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portal.word.matching import Line

CONTAINED = 0.75  # of a line's triples are found in the paragraph it was split from
TELLING = 0.25  # of its triples are its own, else it may be a twin of what stands there already
SHORTEST = 4  # characters; less than this is found anywhere

Group = tuple[range, range]


def regrouped(
    old: Sequence[Line], new: Sequence[Line], couples: Sequence[tuple[int, int]]
) -> list[Group]:
    """The couples as groups, those of split and merged paragraphs widened."""
    groups: list[Group] = []
    edges = [(-1, -1), *couples, (len(old), len(new))]
    open_end: Group | None = None
    for (one, other), (next_one, next_other) in pairwise(edges):
        gap = range(one + 1, next_one), range(other + 1, next_other)
        left = open_end or ((range(one, one + 1), range(other, other + 1)) if one >= 0 else None)
        right = (range(next_one, next_one + 1), range(next_other, next_other + 1))
        before, inside, open_end = settle(old, new, left, gap, right)
        groups += [group for group in (before, *inside) if group]
    return groups


def settle(
    old: Sequence[Line], new: Sequence[Line], left: Group | None, gap: Group, right: Group
) -> tuple[Group | None, list[Group], Group]:
    """Gives the lines of a gap to the pair on its left, to each other or to its right."""
    olds, news = gap
    if left:
        left, olds, news = grown(old, new, left, olds, news)
    inside = list(broken(old, new, olds, news))
    taken_old = max((one.stop for one, _ in inside), default=olds.start)
    taken_new = max((other.stop for _, other in inside), default=news.start)
    rest = range(taken_old, olds.stop), range(taken_new, news.stop)
    if right[0].start < len(old) and right[1].start < len(new):
        right = grown_back(old, new, right, *rest)
    return left, inside, right


def grown(
    old: Sequence[Line], new: Sequence[Line], group: Group, olds: range, news: range
) -> tuple[Group, range, range]:
    """The group with following lines that came out of it, and what is left of the gap."""
    one, other = group
    while news and belongs(new[news[0]], new, other, old, one):
        other, news = range(other.start, other.stop + 1), news[1:]
    while olds and belongs(old[olds[0]], old, one, new, other):
        one, olds = range(one.start, one.stop + 1), olds[1:]
    return (one, other), olds, news


def grown_back(
    old: Sequence[Line], new: Sequence[Line], group: Group, olds: range, news: range
) -> Group:
    """The group with the lines right before it that came out of it."""
    one, other = group
    while news and belongs(new[news[-1]], new, other, old, one):
        other, news = range(other.start - 1, other.stop), news[:-1]
    while olds and belongs(old[olds[-1]], old, one, new, other):
        one, olds = range(one.start - 1, one.stop), olds[:-1]
    return one, other


def belongs(
    line: Line, own: Sequence[Line], mates: range, others: Sequence[Line], hosts: range
) -> bool:
    """Whether a line is a part of `hosts` that the `mates` on its own side do not cover."""
    if len(line.key) < SHORTEST or any(own[i].home != line.home for i in mates):
        return False
    if any(others[i].home != others[hosts[0]].home for i in hosts):
        return False
    source = frozenset[str]().union(*(others[i].triples for i in hosts))
    covered = frozenset[str]().union(*(own[i].triples for i in mates))
    alone = line.triples - covered
    if len(alone) < TELLING * len(line.triples):
        return False
    return is_within(alone, source) and is_within(line.triples, source)


def is_within(triples: frozenset[str], source: frozenset[str]) -> bool:
    return len(triples & source) >= CONTAINED * len(triples)


def broken(old: Sequence[Line], new: Sequence[Line], olds: range, news: range) -> Iterator[Group]:
    """Lines of a gap of which one side is a single line cut up, the other its pieces."""
    split = len(olds) == 1 < len(news) and is_whole(old, olds[0], new, news)
    merged = len(news) == 1 < len(olds) and is_whole(new, news[0], old, olds)
    if split or merged:
        yield olds, news


def is_whole(one: Sequence[Line], i: int, others: Sequence[Line], parts: range) -> bool:
    whole = one[i].triples
    homes = {others[j].home for j in parts}
    pieces = [others[j].triples for j in parts]
    if len(homes) > 1 or len(one[i].key) < 2 * SHORTEST:
        return False
    each = all(len(piece & whole) >= CONTAINED * len(piece) for piece in pieces if piece)
    return each and len(whole & frozenset[str]().union(*pieces)) >= CONTAINED * len(whole)
