"""Tables of figures, printed and kept beside the benchmarks."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"

Row = Sequence[object]


def keep(name: str, title: str, rows: Sequence[Row]) -> None:
    """Print the rows, the first of which are the headings, and write results/NAME.md."""
    text = f"# {title}\n\n{table(rows)}\n\n{circumstances()}\n"
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)


def circumstances() -> str:
    """What else weighed on the figures."""
    busy = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores; load averages at the end: {busy}."


def table(rows: Sequence[Row]) -> str:
    head, *body = [[cell(value) for value in row] for row in rows]
    rule = ["---"] * len(head)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *body])


def cell(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def times(
    work: Callable[[], object], count: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds of `count` runs by `clock`, after one that is not counted."""
    work()
    return [taken(work, clock) for _ in range(count)]


def taken(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds of one run."""
    begun = clock()
    work()
    return (clock() - begun) * 1000


def by_turns(
    one: Callable[[], object],
    other: Callable[[], object],
    count: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], list[float]]:
    """Milliseconds of two works done by turns, so that both meet the same weather."""
    one(), other()
    pairs = [(taken(one, clock), taken(other, clock)) for _ in range(count)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def p50(figures: Sequence[float]) -> float:
    return statistics.median(figures)


def p95(figures: Sequence[float]) -> float:
    return sorted(figures)[max(0, int(len(figures) * 0.95) - 1)]
