"""`python -m tests.benchmarks [NAME…]`: run the benchmarks and keep their tables in results/."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from tests.benchmarks.tables import keep

NAMES = (
    "pages", "files", "deadlines", "word", "compare", "anchors", "fidelity", "numbers", "checks",
    "parties", "assigning", "record",
)  # fmt: skip


def notes_of(module: ModuleType) -> str:
    """What stands below the table: NOTES, or what `notes` knows once the rows are made."""
    said = module.NOTES if hasattr(module, "NOTES") else module.notes()
    return f"{said}\n" if said else ""


def main(wanted: list[str]) -> None:
    for name in wanted or NAMES:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        rows = module.run()
        keep(name, module.TITLE, rows, notes_of(module))


if __name__ == "__main__":
    main(sys.argv[1:])
