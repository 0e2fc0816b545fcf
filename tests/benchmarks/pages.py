"""The to-do page and a matter's page at 10 000 matters, as ratios to an empty page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx

from portal.demo.government import PASSWORD
from tests.benchmarks.crowd import COUNT
from tests.benchmarks.empty import standing
from tests.benchmarks.tables import Row, p50, p95, times
from tests.journeys.conftest import serving
from tests.postgres import server

TITLE = f"Pages at {COUNT} matters, in milliseconds and as a multiple of an empty page"
RUNS = 100
PAGES = {
    "to-do, reviewer": ("wumin", "/"),
    "to-do, registrar": ("zhouzheng", "/"),
    "to-do, clerk": ("linxiao", "/"),
    "list of matters": ("fangming", "/matters"),
    "a matter": ("wumin", "/matters/2026-0003"),
}


def run() -> list[Row]:
    rows: list[Row] = [("page", "database", "p50 ms", "p95 ms", "× empty page")]
    floor = _floor()
    rows.append(("empty Starlette page", "none", p50(floor), p95(floor), 1.0))
    with tempfile.TemporaryDirectory() as folder:
        rows += _measure("SQLite", f"sqlite:///{folder}/portal.sqlite3", Path(folder), p50(floor))
    with tempfile.TemporaryDirectory() as folder, server() as url:
        rows += _measure("PostgreSQL", url, Path(folder), p50(floor))
    return rows


def _measure(name: str, url: str, data: Path, floor: float) -> list[Row]:
    # in a process of its own: prepared statements of one database do not fit another
    subprocess.run([sys.executable, "-m", "tests.benchmarks.crowd", url], check=True)
    rows: list[Row] = []
    with serving(url, data) as address:
        for page, (login, path) in PAGES.items():
            found = times(_visit(address, login, path), RUNS)
            rows.append((page, name, p50(found), p95(found), p50(found) / floor))
    return rows


def _visit(address: str, login: str, path: str) -> Callable[[], object]:
    client = httpx.Client(base_url=address, headers={"origin": address})
    client.post("/sign-in", data={"login": login, "password": PASSWORD})

    def visit() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")

    return visit


def _floor() -> list[float]:
    with standing() as address, httpx.Client(base_url=address) as client:
        return times(lambda: client.get("/"), RUNS)
