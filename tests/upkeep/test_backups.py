"""A backup that cannot be brought back is none."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SERVER

pytestmark = pytest.mark.skipif(bool(SERVER), reason="the command line is the same on both")


def portal(*said: str, data: Path) -> subprocess.CompletedProcess[str]:
    """One command, on the portal whose folder is `data`."""
    environment = {**os.environ, "PORTAL_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "portal", *said], env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory, made_ready: Callable[[Path], None]) -> Path:
    """A portal in which two persons were added."""
    data = tmp_path_factory.mktemp("lived-in")
    made_ready(data / "portal.sqlite3")
    for login in ("anna", "bert"):
        done = portal("user", "add", login, "--name", login, "--organ", "司法局", data=data)
        assert done.returncode == 0, done.stderr
    (data / "files" / "ab").mkdir(parents=True)
    return data


@pytest.fixture(scope="module")
def backup(lived_in: Path) -> Path:
    target = lived_in / "backup.zip"
    done = portal("backup", str(target), data=lived_in)
    assert done.returncode == 0, done.stderr
    return target


def test_it_comes_back_verified_and_goes_on(backup, tmp_path):
    done = portal("restore", str(backup), data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2 entries verified" in portal("journal", "verify", data=tmp_path).stdout
    assert portal("user", "password", "anna", data=tmp_path).returncode == 0


def test_it_is_not_poured_over_what_is_there(backup, lived_in):
    done = portal("restore", str(backup), data=lived_in)
    assert (done.returncode, "not empty" in done.stderr) == (1, True)


def test_a_changed_record_is_found(backup, tmp_path):
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "records/journal_entry.jsonl":
                assert b"bert" in data
                data = data.replace(b"bert", b"carl")
            new.writestr(name, data)
    done = portal("restore", str(forged), data=tmp_path)
    assert (done.returncode, "journal does not hold" in done.stderr) == (1, True)


@pytest.mark.parametrize("content", [b"", b"no zip at all"])
def test_what_is_no_backup_is_refused(content, tmp_path):
    (tmp_path / "x.zip").write_bytes(content)
    done = portal("restore", str(tmp_path / "x.zip"), data=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), "no backup" in done.stderr) == (1, 1, True)


def test_a_missing_file_is_one_clear_line(tmp_path):
    done = portal("restore", str(tmp_path / "nowhere.zip"), data=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (1, 1, False)
