"""The command line that other programs use: what it prints, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from portal.__main__ import COMMANDS, main
from tests.scenes import word

pytestmark = pytest.mark.pure

DAYS = [
    (["--from", "2026-02-12", "--days", "7"], "2026-02-28"),  # a Saturday that is worked
    (["--from", "2026-02-12", "--days", "5"], "2026-02-26"),
    (["--from", "2026-02-12", "--days", "15"], "2026-03-11"),
    (["--from", "2026-09-24", "--days", "7"], "2026-10-12"),
    (["--from", "2025-01-24", "--days", "7"], "2025-02-10"),
    (["--from", "2026-09-01", "--days", "5", "--pause", "2026-09-02:2026-09-04"], "2026-09-11"),
    (
        ["--from", "2026-09-01", "--days", "5", "--pause", "2026-09-02:2026-09-02",
         "--pause", "2026-09-04:2026-09-04"],
        "2026-09-10",
    ),
    (["--from", "2026-01-16", "--days", "30", "--calendar-days"], "2026-02-24"),
    (["--from", "2026-09-01", "--days", "30", "--calendar-days"], "2026-10-08"),
    (["--from", "2026-12-28", "--days", "10"], "2027-01-11 provisional"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "printed"), DAYS)
def test_deadline(said, printed, capsys):
    assert main(["deadline", *said]) == 0
    assert capsys.readouterr().out == f"{printed}\n"


WRONG = [
    [],
    ["nothing"],
    ["deadline"],
    ["deadline", "--from", "2026-02-30", "--days", "7"],
    ["deadline", "--from", "2026-02-12", "--days", "0"],
    ["deadline", "--from", "2026-02-12", "--days", "x"],
    ["deadline", "--from", "2026-02-12", "--days", "7", "--pause", "2026-02-12"],
    ["deadline", "--from", "2026-02-12", "--days", "7", "--pause", "2026-02-20:2026-02-12"],
    ["backup"],
    ["word"],
    ["word", "nothing"],
]


@pytest.mark.parametrize("said", WRONG, ids=lambda said: " ".join(said) or "(nothing)")
def test_wrong_usage_is_2_and_no_traceback(said):
    done = run(*said)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", word("x")[:500]], ids=["", "pdf", "cut"])
def test_an_unreadable_file_is_1_and_one_line(content, tmp_path: Path):
    (tmp_path / "x.docx").write_bytes(content)
    done = run("word", "extract", str(tmp_path / "x.docx"))
    assert (done.returncode, done.stdout) == (1, "")
    assert (done.stderr.count("\n"), "Traceback" in done.stderr) == (1, False)


def test_every_command_says_what_it_is_for():
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in [*COMMANDS, "word"])


def run(*said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "portal", *said], capture_output=True, text=True, check=False
    )
