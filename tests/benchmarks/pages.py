"""The to-do page and a matter's page among many matters, as ratios to an empty page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from portal.demo.government import PASSWORD
from tests.benchmarks.empty import standing
from tests.benchmarks.tables import Row, by_turns, p50, p95
from tests.journeys.conftest import serving
from tests.postgres import server

TITLE = "Pages among many matters, in milliseconds and as a multiple of an empty page"
COUNTS = (10_000, 100_000)
RUNS = 100
PAGES = {
    "to-do, reviewer": ("wumin", "/"),
    "to-do, registrar": ("zhouzheng", "/"),
    "to-do, clerk": ("linxiao", "/"),
    "list of matters": ("fangming", "/matters"),
    "a matter": ("wumin", "/matters/2026-0002"),
}


def run() -> list[Row]:
    rows: list[Row] = [
        ("matters", "page", "database", "p50 ms", "p95 ms", "empty p50 ms", "× empty page")
    ]
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/portal.sqlite3"
            rows += _measure(count, "SQLite", url, Path(folder))
        with tempfile.TemporaryDirectory() as folder, server() as url:
            rows += _measure(count, "PostgreSQL", url, Path(folder))
    return rows


def _measure(count: int, name: str, url: str, data: Path) -> Iterator[Row]:
    # in a process of its own: prepared statements of one database do not fit another
    command = [sys.executable, "-m", "tests.benchmarks.crowd", url, str(count)]
    subprocess.run(command, check=True)
    with serving(url, data) as address, standing() as floor:
        for page, (login, path) in PAGES.items():
            empty, found = by_turns(_empty(floor), _visit(address, login, path), RUNS)
            times = p50(found), p95(found), p50(empty)
            yield (count, page, name, *times, p50(found) / p50(empty))


def _empty(address: str) -> Callable[[], object]:
    client = httpx.Client(base_url=address)
    return lambda: client.get("/")


def _visit(address: str, login: str, path: str) -> Callable[[], object]:
    client = httpx.Client(base_url=address, headers={"origin": address})
    client.post("/sign-in", data={"login": login, "password": PASSWORD})

    def visit() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")

    return visit
