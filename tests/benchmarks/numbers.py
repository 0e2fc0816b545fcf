"""Automatic numbers beside those of LibreOffice's text export, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby

from tests.benchmarks.tables import Row
from tests.word import numbers
from tests.word.number_reasons import Reason

TITLE = "Automatic numbers in front of paragraphs, and those that LibreOffice writes"
HEAD = (
    "files of", "files with lists", "numbered paragraphs", "the same", "explained",
    "not explained", "not in the export",
)  # fmt: skip


def run() -> list[Row]:
    files = sorted(_listed(), key=_source)
    rows = [_row(source, list(some)) for source, some in groupby(files, _source)]
    return [HEAD, *rows, _row("all", files)]


def notes() -> str:
    """The differences below the table, by what explains them."""
    lines = []
    for why in Reason:
        some = [
            f"{one.name} {n.paragraph.index}: {n.ours or 'none'} / {n.theirs or 'none'}"
            for one in _listed()
            for n, reason in one.differing()
            if reason is why
        ]
        lines.append(f"- {len(some)}: {why}" + (f" ({'; '.join(some)})." if some else "."))
    return "Differences (file, paragraph: our number / theirs):\n\n" + "\n".join(lines) + "\n\n"


@cache
def _listed() -> Sequence[numbers.Listed]:
    return list(numbers.listed())


def _row(source: str, some: Sequence[numbers.Listed]) -> Row:
    reasons = [reason for one in some for _, reason in one.differing()]
    whole = sum(len(one.numbered) for one in some)
    unexplained = reasons.count(Reason.NONE)
    return (
        source,
        len(some),
        whole,
        whole - len(reasons),
        len(reasons) - unexplained,
        unexplained,
        sum(len(one.missing) for one in some),
    )


def _source(one: numbers.Listed) -> str:
    return one.name.partition("/")[0].replace("__", "/")
