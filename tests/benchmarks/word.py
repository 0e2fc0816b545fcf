"""The Word engine on long files of real blocks, beside the floor and beside other engines.

`python -m tests.benchmarks.word WORK TASK` does one piece of work in a process of its own and
prints what it took; WORK PEAK asks for the memory alone. The clock is that of the processor: what
else a machine does counts little. Each ratio comes from runs by turns in one process.
"""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.word import Note, annotate, read
from portal.word.comparing import compare
from portal.word.html import Highlight, render
from portal.word.json_forms import document_json
from tests.benchmarks import others, real_blocks
from tests.benchmarks.floors import busy, floor, peak, weight
from tests.benchmarks.long_drafts import notes, places, room
from tests.benchmarks.tables import Row, by_turns
from tests.word.redrafting import CHANGES, redrafted, renumber

TITLE = "The Word engine on long files of real blocks"
NOTES = """\
Milliseconds of the processor. The floor copies the package raw, and parses and writes
document.xml with lxml alone. Every piece of work runs in a process of its own, by turns with the
floor (of another engine: by turns with ours); the ratio is that of the quickest runs. All work
begins with bytes: `html` reads the file first, `extract` reads it and makes its JSON, `annotate`
sets 200 comments and 100 proposals, `compare` has a next draft with 100 edits of all kinds, and
`compare, renumbered` the same with all typed numbers of clauses from some place on one higher.
Memory is the peak above that of a process that has all modules and the bytes, as a multiple of
the size of document.xml; lxml's own tree is most of it, as the floor shows.
"""
PAGES = (10, 100, 450)
COMMENTS, PROPOSALS, EDITS = 200, 100, 100
RUNS, RUNS_BESIDE = 9, 2  # after one each that is not counted
OURS = ("floor", "read", "extract", "annotate", "html", "compare", "compare, renumbered")
BESIDE = {"mammoth": "html", "Docxodus": "compare"}


@dataclass(frozen=True)
class Task:
    """What all engines are given."""

    data: bytes
    following: bytes
    renumbered: bytes
    notes: list[Note]
    marks: list[Highlight]


def run() -> list[Row]:
    head: Row = ("pages", "XML KB", "work", "ms", "× floor", "× ours", "peak MB", "peak × XML")
    rows = [head]
    with tempfile.TemporaryDirectory() as folder:
        for wanted in PAGES:
            data, pages = real_blocks.draft(wanted)
            file = Path(folder) / f"{wanted}.task"
            file.write_bytes(pickle.dumps(task(data)))
            rows += _rows(file, pages, weight(data))
    return rows


def task(data: bytes) -> Task:
    """The comments, marks and edits for a file; as many comments as there is room for."""
    document = read(data)
    comments = min(COMMENTS, len(room(document)))
    marks = [Highlight(str(at), place) for at, place in enumerate(places(document, comments))]
    following = redrafted(data, EDITS, random.Random(EDITS), without=[renumber])
    renumbered = redrafted(following, 1, random.Random(EDITS), without={*CHANGES} - {renumber})
    return Task(data, following, renumbered, notes(document, comments, PROPOSALS), marks)


def _rows(file: Path, pages: int, size: int) -> Iterator[Row]:
    known: dict[str, float] = {}
    for name in (*OURS, *BESIDE):
        found = _alone(name, file)
        if why := found.get("absent"):
            yield (pages, size // 1024, name, why, "", "", "", "")
            continue
        times, memory = found["ms"], _alone(name, file, "peak")["peak"]
        if name in BESIDE:
            ratios = (times / found["beside"] * known[BESIDE[name]], times / found["beside"])
        else:
            known[name] = times / found["beside"]
            ratios = (known[name], "")
        yield (pages, size // 1024, name, times, *ratios, memory / 2**20, memory / size)


def _alone(*words: object) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.word", *map(str, words)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(said.stdout)
    return found


def _work(name: str, given: Task) -> Callable[[], object]:
    data, following = given.data, given.following
    works: dict[str, Callable[[], object]] = {
        "floor": lambda: floor(data),
        "read": lambda: read(data),
        "extract": lambda: document_json(read(data)),
        "annotate": lambda: annotate(data, given.notes),
        "html": lambda: render(read(data), given.marks),
        "compare": lambda: compare(data, following, author="基准"),
        "compare, renumbered": lambda: compare(data, given.renumbered, author="基准"),
    }
    if name == "mammoth":
        return others.mammoth(data)
    return others.docxodus(data, following) if name == "Docxodus" else works[name]


def main(name: str, file: Path, *wanted: str) -> dict[str, object]:
    given: Task = pickle.loads(file.read_bytes())
    try:
        work = _work(name, given)
    except others.Absent as why:
        return {"absent": str(why)}
    if wanted:
        before = peak()
        work()
        return {"peak": peak() - before}
    beside = _work(BESIDE.get(name, "floor"), given)
    found = by_turns(beside, work, RUNS_BESIDE if name in BESIDE else RUNS, busy)
    return {"beside": min(found[0]), "ms": min(found[1])}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])))
