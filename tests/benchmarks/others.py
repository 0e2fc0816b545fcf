"""Other engines that do a part of the work: mammoth (HTML) and Docxodus (comparing).

They are no dependencies of ours. pip puts what the extra `benchmarks` names into a folder of its
own in the user's cache; where that cannot be done, the tables say so.
"""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "portal-benchmarks"
DATE = "2026-11-20T10:00:00Z"


class Absent(Exception):
    """An engine cannot be had here; the message says why."""


def mammoth(data: bytes) -> Callable[[], object]:
    """Makes HTML of a file; raises `Absent`."""
    engine = _module("mammoth")
    return lambda: engine.convert_to_html(io.BytesIO(data))


def docxodus(old: bytes, new: bytes) -> Callable[[], bytes]:
    """Compares two files in a process of its own, as it always does; raises `Absent`."""
    engine = _module("python_redlines").DocxodusEngine(str(FOLDER / "docxodus"))

    def compare() -> bytes:
        found: bytes = engine.run_redline("基准", old, new, date_time=DATE)[0]
        return found

    return compare


@cache
def _installed() -> str:
    """Why the engines could not be installed; nothing where they are there."""
    if (FOLDER / "mammoth").exists() and (FOLDER / "python_redlines_docxodus").exists():
        return ""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = extras["optional-dependencies"]["benchmarks"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(FOLDER), *wanted]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in said.stderr.splitlines() if line.startswith("ERROR")]
    return "" if said.returncode == 0 else (lines or ["pip failed"])[-1]


def _module(name: str) -> Any:
    if why := _installed():
        raise Absent(f"could not be installed: {why}")
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Absent(f"could not be loaded: {error}") from error
