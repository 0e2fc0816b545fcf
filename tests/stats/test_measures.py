"""Jain's index and Gini's coefficient: known values, and the laws that they keep."""

from __future__ import annotations

import pytest

from portal.stats.engagements import captured, months_until
from portal.stats.measures import gini, jain
from tests.stats.test_pages import DAY


@pytest.mark.parametrize(
    ("shares", "fair", "uneven"),
    [
        ([3, 3, 3], 1, 0),
        ([4, 0, 0, 0], 0.25, 0.75),
        ([1, 2, 3], 36 / 42, 2 / 9),
        ([5], 1, 0),
        ([0, 0], None, None),
        ([], None, None),
    ],
)
def test_known_shares(shares: list[float], fair: float | None, uneven: float | None) -> None:
    assert jain(shares) == pytest.approx(fair)
    assert gini(shares) == pytest.approx(uneven)


@pytest.mark.parametrize("times", [2, 10])
def test_the_unit_does_not_matter(times: int) -> None:
    shares = [1, 4, 7, 0]

    assert jain([one * times for one in shares]) == pytest.approx(jain(shares))
    assert gini([one * times for one in shares]) == pytest.approx(gini(shares))


def test_giving_to_the_poorer_is_fairer() -> None:
    assert (jain([5, 5, 2]) or 0) > (jain([6, 5, 1]) or 0)
    assert (gini([5, 5, 2]) or 0) < (gini([6, 5, 1]) or 0)


def test_more_than_half_of_three_or_more_is_told() -> None:
    matrix = {(1, 7): 2, (1, 8): 1, (2, 7): 2, (3, 7): 2, (3, 8): 2}

    assert set(captured(matrix)) == {(1, 7)}


def test_twelve_months_end_with_this_one() -> None:
    months = months_until(DAY)

    assert (months[0], months[-1], len(months)) == ("2025-04", "2026-03", 12)
