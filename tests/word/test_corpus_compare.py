"""Comparing over the whole corpus, held against the independent reading of `oracle.py`."""

from __future__ import annotations

import random
from statistics import median

import pytest

from portal.word.comparing import compare
from portal.word.errors import Unreadable
from portal.word.reading import read
from portal.word.revisions import accept, reject
from tests.word import corpus
from tests.word.oracle import View, blocks
from tests.word.proving import letters, minimal, proved, told
from tests.word.redrafting import redrafted

pytestmark = pytest.mark.usefixtures("files")

AUTHOR = "比对"


def test_the_oracle_reads_gold_files_as_word_settled_them():
    for tracked, settled, how in corpus.golden():
        view = View.ACCEPTED if how == "Accepted" else View.REJECTED
        data, gold = ((corpus.folder() / name).read_bytes() for name in (tracked, settled))
        engine = accept(data) if how == "Accepted" else reject(data)

        assert blocks(data, view) == blocks(gold, View.ACCEPTED), tracked
        assert blocks(engine, View.ACCEPTED) == blocks(gold, View.ACCEPTED), tracked


def test_real_pairs_are_compared_exactly_and_tersely():
    ratios = []
    for old_name, new_name, _ in corpus.all_pairs():
        old, new = ((corpus.folder() / name).read_bytes() for name in (old_name, new_name))
        result = compare(old, new, author=AUTHOR)
        assert proved(old, new, result.data) == [], new_name
        shown, wanted = told(result.data, View.ACCEPTED), told(new, View.ACCEPTED)
        differing = {k.rstrip("s") for k in shown | wanted if shown.get(k) != wanted.get(k)}
        assert differing <= set(result.not_compared), new_name
        least = minimal(old, new)
        ratios.append(letters(result.data) / least if least else 1.0)

    assert median(ratios) <= 1.1


@pytest.mark.parametrize("count", [1, 5, 20])  # of edits; about 2 400 pairs in all
def test_redrafted_files_are_compared_exactly(count: int, files: str):
    compared = 0
    for number, entry in enumerate(corpus.word_files()):
        old = entry.data
        try:
            read(old)
        except Unreadable:
            continue
        new = redrafted(old, count, random.Random(100 * number + count))
        assert proved(old, new, compare(old, new, author=AUTHOR).data) == [], entry.name
        compared += 1

    assert compared > {"sample": 20, "whole": 700}[files]
