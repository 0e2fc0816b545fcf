"""The heaviest rising chain among weighted pairs: which matches can stand together in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Weighted = tuple[int, int, float]


def heaviest_chain(pairs: Sequence[Weighted]) -> list[tuple[int, int]]:
    """Of (old, new, weight) those that rise on both sides and weigh most together.

    Takes time n·log n. Pairs must come in rising order of their first number, which may repeat.
    """
    best = Best(sorted({new for _, new, _ in pairs}))
    before: list[int | None] = []
    totals: list[float] = []
    waiting: list[int] = []
    for i, (old, new, weight) in enumerate(pairs):
        if waiting and pairs[waiting[0]][0] != old:
            best.learn(waiting, pairs, totals)
            waiting = []
        previous = best.before(new)
        before.append(previous)
        totals.append(weight + (totals[previous] if previous is not None else 0.0))
        waiting.append(i)
    return traced(pairs, before, totals)


def traced(
    pairs: Sequence[Weighted], before: list[int | None], totals: list[float]
) -> list[tuple[int, int]]:
    at = max(range(len(pairs)), key=totals.__getitem__, default=None)
    chain: list[tuple[int, int]] = []
    while at is not None:
        chain.append(pairs[at][:2])
        at = before[at]
    return chain[::-1]


class Best:
    """The heaviest chain that ends below a given number (a Fenwick tree of maxima)."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        self.tree: list[tuple[float, int | None]] = [(0.0, None)] * (len(numbers) + 1)

    def before(self, number: int) -> int | None:
        """Which pair ends the heaviest chain whose second number is below `number`."""
        at = bisect_left(self.numbers, number)
        best: tuple[float, int | None] = (0.0, None)
        while at > 0:
            best = max(best, self.tree[at], key=lambda entry: entry[0])
            at -= at & -at
        return best[1]

    def learn(self, which: list[int], pairs: Sequence[Weighted], totals: list[float]) -> None:
        for i in which:
            at = bisect_left(self.numbers, pairs[i][1]) + 1
            while at < len(self.tree):
                self.tree[at] = max(self.tree[at], (totals[i], i), key=lambda entry: entry[0])
                at += at & -at
