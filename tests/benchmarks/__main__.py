"""`python -m tests.benchmarks [NAME…]`: run the benchmarks and keep their tables in results/."""

from __future__ import annotations

import importlib
import sys

from tests.benchmarks.tables import keep

NAMES = ("pages", "files", "word", "deadlines")


def main(wanted: list[str]) -> None:
    for name in wanted or NAMES:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        keep(name, module.TITLE, module.run())


if __name__ == "__main__":
    main(sys.argv[1:])
