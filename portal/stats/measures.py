"""How evenly something is shared out: numbers in, one number out."""

from __future__ import annotations

from collections.abc import Sequence


def jain(shares: Sequence[float]) -> float | None:
    """Jain's index: 1 where all have the same, 1/n where one has everything; None without any."""
    squares = sum(one * one for one in shares)
    return sum(shares) ** 2 / (len(shares) * squares) if squares else None


def gini(shares: Sequence[float]) -> float | None:
    """Gini's coefficient: 0 where all have the same, (n-1)/n where one has everything."""
    total, count = sum(shares), len(shares)
    if not total:
        return None
    ranked = sum(rank * one for rank, one in enumerate(sorted(shares), 1))
    return 2 * ranked / (count * total) - (count + 1) / count
