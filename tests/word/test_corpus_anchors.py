"""Places carried into next drafts of real files, held against known truth."""

from __future__ import annotations

import pytest

from tests.benchmarks.anchors import edited, real, tallied, tracked
from tests.word.anchoring import Tally

pytestmark = pytest.mark.long


def test_hardly_any_place_of_a_real_file_goes_wrong():
    tallies = [tallied(drafts)[0] for drafts in (edited(0.02), edited(0.1), tracked(), real())]

    whole = Tally(*(sum(getattr(t, name) for t in tallies) for name in ("right", "wrong", "lost")))
    assert whole.total > 5_000
    assert whole.wrong / whole.total <= 0.003, [t.examples for t in tallies]
    assert whole.right / whole.total >= 0.95
