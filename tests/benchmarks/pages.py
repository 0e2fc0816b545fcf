"""The to-do page and a matter's page at 10 000 matters, as ratios to an empty page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from portal.demo.government import PASSWORD
from tests.benchmarks.crowd import COUNT
from tests.benchmarks.empty import standing
from tests.benchmarks.tables import Row, by_turns, p50, p95
from tests.journeys.conftest import serving
from tests.postgres import server

TITLE = f"Pages at {COUNT} matters, in milliseconds and as a multiple of an empty page"
RUNS = 100
PAGES = {
    "to-do, reviewer": ("wumin", "/"),
    "to-do, registrar": ("zhouzheng", "/"),
    "to-do, clerk": ("linxiao", "/"),
    "list of matters": ("fangming", "/matters"),
    "a matter": ("wumin", "/matters/2026-0002"),
}


def run() -> list[Row]:
    rows: list[Row] = [("page", "database", "p50 ms", "p95 ms", "empty p50 ms", "× empty page")]
    with tempfile.TemporaryDirectory() as folder:
        rows += _measure("SQLite", f"sqlite:///{folder}/portal.sqlite3", Path(folder))
    with tempfile.TemporaryDirectory() as folder, server() as url:
        rows += _measure("PostgreSQL", url, Path(folder))
    return rows


def _measure(name: str, url: str, data: Path) -> Iterator[Row]:
    # in a process of its own: prepared statements of one database do not fit another
    subprocess.run([sys.executable, "-m", "tests.benchmarks.crowd", url], check=True)
    with serving(url, data) as address, standing() as floor:
        for page, (login, path) in PAGES.items():
            empty, found = by_turns(_empty(floor), _visit(address, login, path), RUNS)
            yield (page, name, p50(found), p95(found), p50(empty), p50(found) / p50(empty))


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
