"""Whom to ask, for one matter and for many: milliseconds, seconds and memory by size of office."""

from __future__ import annotations

import random
import time
import tracemalloc
from datetime import date

from portal.routing.batches import Choice, Demand, Worker, proposed
from portal.routing.candidates import Case, Colleague, ranked
from tests.benchmarks.tables import Row, p50, taken, times

TITLE = "Whom to ask: one matter among many advisers, and many matters at once"
HEADINGS = ("work", "matters", "people", "arcs", "seconds", "seconds with next best", "peak MB")
SIZES = ((300, 60),)
NOTES = (
    "Batches: seconds of the processor; nine of ten pairs are possible, five people a firm, "
    "capacity for a tenth more than is needed. "
    "A batch of 3 000 × 500 was stopped unfinished after ten minutes by the clock. "
    "The peak is of a run of its own under tracemalloc. "
    "One matter: placing everybody with reasons from facts already read; the database is not in it."
)


def run() -> list[Row]:
    rows: list[Row] = [HEADINGS]
    for people in (20, 500):
        seconds = p50(times(lambda: ranked(CASE, panel(people)), 9)) / 1000  # noqa: B023 - at once
        rows.append(("one matter", 1, people, "", seconds, "", ""))
    rows += [_batch(matters, people) for matters, people in SIZES]
    return rows


CASE = Case(
    "合同", frozenset({"工程"}), date(2026, 11, 26), number="2026-0001", seed="s", of_organ=9
)


def panel(people: int) -> list[Colleague]:
    dice = random.Random(people)
    return [
        Colleague(
            n, f"顾问{n}", firm=n // 5, firm_name="所", specialities=("工程",) * (n % 2),
            load=dice.randint(0, 9), effort=dice.randint(0, 60), days=dice.randint(30, 62),
            of_organ=n % 3, same_type=n % 4,
        )
        for n in range(people)
    ]  # fmt: skip


def _batch(matters: int, people: int) -> Row:
    demands, workers = office(matters, people)
    plain = taken(lambda: proposed(demands, workers), time.process_time) / 1000
    full = taken(lambda: proposed(demands, workers, explain=True), time.process_time) / 1000
    tracemalloc.start()
    arcs = proposed(demands, workers).arcs
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return f"batch {matters}×{people}", matters, people, arcs, plain, full, peak


def office(matters: int, people: int) -> tuple[list[Demand], list[Worker]]:
    """A random office in which every seat can be filled, just."""
    dice = random.Random(matters)
    cap = -(-matters * 11 // (people * 10))
    workers = [Worker(n, n // 5, load := dice.randint(0, 3), load + cap) for n in range(people)]
    demands = [
        Demand(
            f"m{n:05}", "adviser",
            tuple(
                Choice(one.id, dice.choices(range(4), (6, 3, 2, 1))[0], False, dice.randint(0, 9))
                for one in workers if dice.random() < 0.9
            ),
        )
        for n in range(matters)
    ]  # fmt: skip
    return demands, workers
