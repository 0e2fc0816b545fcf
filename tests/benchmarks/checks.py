"""The pre-check: its cost beside reading the file, and that no text makes it run away."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from itertools import cycle, islice

from portal.checks import Facts, Paper, Subject, check, paper_of
from portal.checks.values import Line
from portal.demo.library import LIBRARY
from portal.word import read
from tests.benchmarks.tables import Row, by_turns, p50
from tests.word.tiny import draft

TITLE = "The pre-check of long and of hostile texts"
NOTES = """Pages are 600 signs of the demo's drafts, over and over. Times are those of one core.
A hostile text is one piece repeated to 100 kB in one paragraph; beside it stands what plain text
of that length costs.
"""
HEADINGS = ("text", "signs", "reading ms", "checking ms", "× reading", "ms a page", "peak MB")
PAGE = 600
HOSTILE = (
    "《", "（", "第一", "大写壹", "2026年", "应当经", "1,111", "附件1", "本市企业", "××", "见附件",
    "税收", "优先采购", "_", "?", "一二三四",
)  # fmt: skip
FACTS = Facts(Subject.CONTRACT, date(2026, 11, 22))
BYTES = 100_000


def run() -> list[Row]:
    rows: list[Row] = [HEADINGS]
    rows += [_long(pages) for pages in (10, 100, 1000)]
    rows.append(_hostile("甲乙丙丁"))
    rows += [_hostile(piece) for piece in HOSTILE]
    return rows


def _long(pages: int) -> Row:
    texts = [one.text for entry in LIBRARY for one in read(entry.build()).paragraphs if one.text]
    lines, signs = [], 0
    for text in islice(cycle(texts), 1_000_000):
        lines.append(text)
        signs += len(text)
        if signs >= pages * PAGE:
            break
    data = draft(*lines)
    paper = paper_of(read(data))
    reading, checking = by_turns(
        lambda: read(data), lambda: check(_again(paper), FACTS), 3, time.process_time
    )
    one, other = p50(reading), p50(checking)
    return f"{pages} pages", signs, one, other, other / one, other / pages, _peak(paper)


def _hostile(piece: str) -> Row:
    text = piece * (BYTES // len(piece.encode()))
    paper = Paper((Line(0, "", text),))
    begun = time.process_time()
    check(paper, FACTS)
    spent = (time.process_time() - begun) * 1000
    return f"{piece} …", len(text), "", spent, "", spent / (len(text) / PAGE), _peak(paper)


def _again(paper: Paper) -> Paper:
    """The same lines, whose reading has not been made yet."""
    return Paper(tuple(Line(one.index, one.number, one.text) for one in paper.lines))


def _peak(paper: Paper) -> float:
    tracemalloc.start()
    check(_again(paper), FACTS)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak
