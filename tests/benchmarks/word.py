"""The Word engine on long files: each piece of work in a process of its own.

`python -m tests.benchmarks.word WORK FILE` prints milliseconds, those of the floor, and the
peak of memory in MB. The clock is that of the processor: what else a machine does counts little.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from portal.word import annotate, read
from portal.word.comparing import compare
from portal.word.html import Highlight, render
from portal.word.revisions import accept
from tests.benchmarks.long_drafts import draft, floor, notes, places
from tests.benchmarks.tables import Row, p50, times

TITLE = (
    "The Word engine on long files: milliseconds of the processor, multiples of the floor "
    "(unpack, parse and write document.xml, pack), and memory"
)
PAGES = (10, 100, 450)
COMMENTS, PROPOSALS = 200, 100
FLOORS, RUNS = 5, 1  # after one each that is not counted
WORK = ("nothing", "extract", "annotate", "html", "compare")


def run() -> list[Row]:
    rows: list[Row] = [("pages", "KB", "work", "ms", "× floor", "peak MB", "MB over nothing")]
    with tempfile.TemporaryDirectory() as folder:
        for wanted in PAGES:
            data, pages = draft(wanted)
            file = Path(folder) / f"{wanted}.docx"
            file.write_bytes(data)
            rows += _rows(file, pages)
    return rows


def _rows(file: Path, pages: int) -> list[Row]:
    found = {work: _alone(work, file) for work in WORK}
    nothing = found.pop("nothing")
    size = file.stat().st_size // 1024
    rows: list[Row] = [(pages, size, "floor", nothing["floor"], 1.0, nothing["peak"], 0)]
    return rows + [
        (pages, size, work, one["ms"], one["ms"] / one["floor"], one["peak"],
         one["peak"] - nothing["peak"])
        for work, one in found.items()
    ]  # fmt: skip


def _alone(work: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.word", work, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(said.stdout)
    return found


def _work(name: str, data: bytes) -> Callable[[], object]:
    if name == "nothing":
        return lambda: None
    document = read(data)
    if name == "extract":
        return lambda: read(data)
    if name == "annotate":
        wanted = notes(document, COMMENTS, PROPOSALS)
        return lambda: annotate(data, wanted)
    if name == "html":
        marks = [Highlight(str(at), place) for at, place in enumerate(places(document, COMMENTS))]
        return lambda: render(document, marks)
    following = accept(annotate(data, notes(document, COMMENTS, PROPOSALS)).data)
    return lambda: compare(data, following, author="基准")


def main(name: str, file: Path) -> None:
    data = file.read_bytes()
    lowest = p50(times(lambda: floor(data), FLOORS, time.process_time))
    found = p50(times(_work(name, data), RUNS, time.process_time))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"ms": found, "floor": lowest, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
