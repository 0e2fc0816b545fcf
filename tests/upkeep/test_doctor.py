"""`python -m portal doctor` says what is missing, one line a check."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ENTER = """
import asyncio, settings
from portal.clock import now, today
from portal.database.opening import close_database, open_database
from portal.deadlines.models import Almanac
from portal.people.models import Organ, OrganKind, Level, Person

async def enter():
    await open_database(settings.DATABASE_URL)
    organ = await Organ.create(name="司法局", kind=OrganKind.LEGAL_OFFICE, level=Level.CITY)
    admin = await Person.create(
        login="an", password="", name="安", created=now(), organ=organ
    )
    year = today().year + 1
    await Almanac.create(
        year=year, days={f"{year}-05-01": True}, digest="0" * 64, source="通知",
        enacted_by=admin, enacted_at=now(),
    )
    await close_database()

asyncio.run(enter())
"""


def portal(data: Path, *words: str) -> str:
    made = {**os.environ, "PORTAL_DATA": str(data), "DATABASE_URL": f"sqlite:///{data}/d.sqlite3"}
    done = subprocess.run(
        [sys.executable, *words], cwd=HOUSE, env=made, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture
def data(tmp_path: Path, made_ready: Callable[[Path], None]) -> Path:
    made_ready(tmp_path / "d.sqlite3")
    return tmp_path


def next_year(told: str) -> str:
    lines = [line for line in told.splitlines() if "calendar " in line]
    return lines[1].split(": ")[1]


def test_a_year_that_the_office_entered_is_published(data):
    assert next_year(portal(data, "-m", "portal", "doctor")).startswith("no notice yet")

    portal(data, "-c", ENTER)

    assert next_year(portal(data, "-m", "portal", "doctor")) == "published"


def test_without_a_database_it_says_what_to_do(tmp_path):
    told = portal(tmp_path, "-m", "portal", "doctor")

    assert "run `python -m portal migrate`" in told
    assert "calendar" in told
