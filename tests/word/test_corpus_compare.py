"""Comparing over the whole corpus, held against the independent reading of `oracle.py`."""

from __future__ import annotations

import random
from statistics import median

import pytest
from fast_diff_match_patch import diff

from portal.word.comparing import compare
from portal.word.errors import Unreadable
from portal.word.reading import read
from portal.word.redlining import redline
from portal.word.revisions import accept, reject
from tests.word import corpus
from tests.word.lint import new_faults
from tests.word.oracle import View, beside, blocks, flat
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
    for old_name, new_name, _ in corpus.pairs():
        old, new = ((corpus.folder() / name).read_bytes() for name in (old_name, new_name))
        written = check(old, new, new_name)
        result = compare(old, new, author=AUTHOR)
        shown, wanted = told(result.data, View.ACCEPTED), told(new, View.ACCEPTED)
        differing = {k.rstrip("s") for k in shown | wanted if shown.get(k) != wanted.get(k)}
        assert differing <= set(result.not_compared), new_name
        least = minimal(old, new)
        ratios.append(written / least if least else 1.0)

    assert median(ratios) <= 1.1


@pytest.mark.parametrize("count", [1, 5, 20])
def test_redrafted_files_are_compared_exactly(count: int, files: str):
    compared = 0
    for number, entry in enumerate(corpus.word_files()):
        old = entry.data
        try:
            read(old)
        except Unreadable:
            continue
        check(old, redrafted(old, count, random.Random(100 * number + count)), entry.name)
        compared += 1

    assert compared > {"sample": 20, "whole": 700}[files]


def check(old: bytes, new: bytes, name: str) -> int:
    """Compares, and holds both readings of the result; returns the letters written."""
    result = redline(old, new, author=AUTHOR)
    data = result.data
    assert blocks(data, View.ACCEPTED) == blocks(new, View.ACCEPTED), name
    assert blocks(data, View.REJECTED) == blocks(old, View.ACCEPTED), name
    assert told(data, View.REJECTED) == told(old, View.ACCEPTED), name
    assert new_faults(old, data) == [], name
    return sum(result.letters.values())


def told(data: bytes, view: View) -> dict[str, list[str]]:
    """The texts beside the body, by kind; kinds without text left out."""
    return {kind: lines for kind, lines in beside(data, view).items() if lines}


def minimal(old: bytes, new: bytes) -> int:
    """The letters of the shortest way between all texts of two files, letter by letter."""
    before, after = everything(old), everything(new)
    ways = diff(before, after, timelimit=0, checklines=False, cleanup="No", counts_only=True)
    return sum(length for op, length in ways if op != "=")


def everything(data: bytes) -> str:
    apart = told(data, View.ACCEPTED)
    lines = [line for kind in sorted(apart) for line in apart[kind]]
    return "\n".join([*flat(blocks(data, View.ACCEPTED)), *lines])
