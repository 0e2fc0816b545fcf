"""The laws an opinion stands on: those the reviewer lists and those its items cite."""

from __future__ import annotations

import re
from collections.abc import Iterable

TITLE = re.compile(r"《[^《》]+(?:〈[^〉]*〉[^《》]*)*》")


def all_bases(written: str, cited: Iterable[str]) -> tuple[str, ...]:
    """The lines as written, and behind them each title that an item cites and no line names."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    for title in titles(cited):
        if not any(title in line for line in lines):
            lines.append(title)
    return tuple(lines)


def titles(texts: Iterable[str]) -> list[str]:
    """The titles in book-title marks, each once, in the order in which they are cited."""
    return list(dict.fromkeys(title for text in texts for title in TITLE.findall(text)))
