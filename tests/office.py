"""LibreOffice over many files at once, as hardened as the look at papers makes it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.journeys.papers import write_profile

TOGETHER = 40  # files a call; one that brings it down is tried again alone
SECONDS = 300
FORMS = {
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf:writer_pdf_Export",
    "txt": "txt:Text (encoded):UTF8,LF",
}


def converted(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """The files as `to` ("docx", "pdf" or "txt") by name; what it refuses is missing."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        folder = Path(name)
        write_profile(folder / "profile" / "user")
        keys = list(files)
        for at in range(0, len(keys), TOGETHER):
            some = {key: files[key] for key in keys[at : at + TOGETHER]}
            found |= _batch(folder, some, to)
            for key in [key for key in some if key not in found]:
                found |= _batch(folder, {key: files[key]}, to)
    return found


def _batch(folder: Path, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    sources, targets = folder / "in", folder / "out"
    for place in (sources, targets):
        place.mkdir(exist_ok=True)
    names = {key: f"{number:03}" for number, key in enumerate(files)}
    for key, name in names.items():
        (sources / f"{name}.docx").write_bytes(files[key])
    _run(folder, [str(sources / f"{name}.docx") for name in names.values()], FORMS[to])
    found = {}
    for key, name in names.items():
        made = targets / f"{name}.{to}"
        if made.exists():
            found[key] = made.read_bytes()
            made.unlink()
    return found


def _run(folder: Path, sources: list[str], form: str) -> None:
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck",
        "--convert-to", form, "--outdir", str(folder / "out"), *sources,
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
