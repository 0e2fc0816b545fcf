"""Comparing all pairs of the corpus: exact both ways, valid, terse, and how long it takes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from portal.word import compare
from tests import validator
from tests.benchmarks.floors import busy, floor
from tests.benchmarks.tables import Row, by_turns
from tests.word import corpus
from tests.word.oracle import View, blocks
from tests.word.proving import letters, minimal, minimal_by_words, proved, revisions

TITLE = "Comparing two drafts: all pairs of the corpus"
NOTES = """\
Accepted and rejected are read by the independent oracle (`tests/word/oracle.py`). `SDK` counts the
kinds of faults that the Open XML SDK's validator finds in the result and in neither of the two
drafts. `written` is the letters and ends of paragraphs that are inserted or deleted, `minimal` the
fewest that lead from one text to the other, `by words` the fewest where no word or number is cut:
that is how we write, so that a reader need not spell. A ratio above 1.3 that is not above 1.3 of
`by words` is remarked as "whole words". `revisions` counts what is inserted or deleted without a
break, beside the number that WmlComparer expects of itself where the corpus gives one; that is
another engine with units of its own, so a difference is no fault. `× floor` is the time of the
processor against copying the old package raw and parsing and writing its document.xml with lxml
alone; these files are tiny, so most of it is the opening of two packages.
"""
RUNS = 5
AUTHOR = "比对"


@dataclass(frozen=True)
class Pair:
    """What is known of one pair."""

    name: str
    accepted: bool
    rejected: bool
    faults: int
    written: int
    minimal: int
    by_words: int
    revisions: int
    expected: int | None
    floors: float
    wrong: tuple[str, ...]

    @property
    def ratio(self) -> float:
        return self.written / max(self.minimal, 1) if self.written else 1.0


def run() -> list[Row]:
    head: Row = (
        *(
            "old → new",
            "accept ≡ new",
            "reject ≡ old",
            "SDK",
            "written",
            "minimal",
            "by words",
            "ratio",
        ),
        *("revisions", "expected", "× floor", "remark"),
    )
    found = [_pair(*names) for names in corpus.all_pairs()]
    return [head, *map(_row, found), _total(found)]


def _pair(old_name: str, new_name: str, expected: int | None) -> Pair:
    old, new = ((corpus.folder() / name).read_bytes() for name in (old_name, new_name))
    data = compare(old, new, author=AUTHOR).data
    times = by_turns(lambda: floor(old), lambda: compare(old, new, author=AUTHOR), RUNS, busy)
    return Pair(
        name=_names(old_name, new_name),
        accepted=blocks(data, View.ACCEPTED) == blocks(new, View.ACCEPTED),
        rejected=blocks(data, View.REJECTED) == blocks(old, View.ACCEPTED),
        faults=len(validator.new_faults(old, data).keys() - validator.faults(new).keys()),
        written=letters(data),
        minimal=minimal(old, new),
        by_words=minimal_by_words(old, new),
        revisions=revisions(data),
        expected=expected,
        floors=min(times[1]) / min(times[0]),
        wrong=tuple(proved(old, new, data)),
    )


def _names(old: str, new: str) -> str:
    one, other = (name.rpartition("/")[2].removesuffix(".docx") for name in (old, new))
    return f"{one} → {other}"


def _row(pair: Pair) -> Row:
    return (
        *(pair.name, _said(pair.accepted), _said(pair.rejected), pair.faults),
        *(pair.written, pair.minimal, pair.by_words, pair.ratio, pair.revisions),
        *("" if pair.expected is None else pair.expected, pair.floors, "; ".join(_remarks(pair))),
    )


def _total(found: list[Pair]) -> Row:
    known = [pair for pair in found if pair.expected is not None]
    same = sum(pair.revisions == pair.expected for pair in known)
    median = statistics.median(pair.ratio for pair in found)
    most = max(pair.ratio for pair in found)
    return (
        f"{len(found)} pairs",
        f"{sum(pair.accepted for pair in found)} of {len(found)}",
        f"{sum(pair.rejected for pair in found)} of {len(found)}",
        sum(pair.faults for pair in found),
        *(sum(pair.written for pair in found), sum(pair.minimal for pair in found)),
        sum(pair.by_words for pair in found),
        f"median {median:.3g}, most {most:.3g}",
        sum(pair.revisions for pair in known),
        f"{sum(pair.expected or 0 for pair in known)}; equal in {same} of {len(known)}",
        f"median {statistics.median(pair.floors for pair in found):.3g}",
        f"{sum(pair.ratio > MOST for pair in found)} over {MOST}",
    )


def _said(holds: bool) -> str:
    return "yes" if holds else "**no**"


def _remarks(pair: Pair) -> Iterator[str]:
    yield from pair.wrong
    if pair.ratio > MOST:
        whole_words = pair.written <= MOST * pair.by_words
        yield "whole words" if whole_words else REASONS.get(pair.name, "**unexplained**")


MOST = 1.3
REASONS = {
    "WC007-Unmodified → WC007-Moved-into-Table": "a paragraph that went into a table",
    "WC012-Math-Before → WC012-Math-After": "a changed formula: the shortest way sees no letters",
    "WC041-Table-5 → WC041-Table-5-Mod": "a paragraph parted by a formula that stands alone",
    "WC042-Table-5 → WC042-Table-5-Mod": "a paragraph parted by a formula that stands alone",
    "original → modified": "a paragraph written anew at the end, whose mark has to stay",
    "RP034-Deleted-Cells-Rejected → RP034-Deleted-Cells-Accepted": "cells come and go with rows",
    "RP035-Inserted-Cells-Rejected → RP035-Inserted-Cells-Accepted": "cells come and go with rows",
}
