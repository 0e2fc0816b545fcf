"""What has to hold of a file that compares two others, and how much is written in it.

Everything is read off the files by `oracle.py`, nothing is asked of the engine.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

from fast_diff_match_patch import diff

from tests.word.lint import new_faults
from tests.word.oracle import (
    ATOMS,
    MC,
    PLAIN,
    SKIPPED,
    STRICT,
    View,
    W,
    beside,
    blocks,
    flagged,
    flat,
    main_part,
)

KINDS = {f"{W}ins": "insert", f"{W}moveTo": "insert", f"{W}del": "delete", f"{W}moveFrom": "delete"}
STORIES = ("footnotes.xml", "endnotes.xml", "header", "footer")
WORD = re.compile(r"[^\W\d_\u2e80-\uffff]+|\d+(?:[.,]\d+)*|.", re.DOTALL)
Atom = tuple[str, str]  # kind of change, text


def proved(old: bytes, new: bytes, compared: bytes) -> list[str]:
    """What does not hold of a comparison: nothing, where all is well."""
    claims = {
        "accepted is the new text": blocks(compared, View.ACCEPTED) == blocks(new, View.ACCEPTED),
        "rejected is the old text": blocks(compared, View.REJECTED) == blocks(old, View.ACCEPTED),
        "rejected beside the body": told(compared, View.REJECTED) == told(old, View.ACCEPTED),
    }
    faults = [f"fault: {fault}" for fault in new_faults(old, compared)]
    return [claim for claim, holds in claims.items() if not holds] + faults


def told(data: bytes, view: View) -> dict[str, list[str]]:
    """The texts beside the body, by kind; kinds without text left out."""
    return {kind: lines for kind, lines in beside(data, view).items() if lines}


def minimal(old: bytes, new: bytes) -> int:
    """The letters of the shortest way between all texts of two files, letter by letter."""
    return sum(length for op, length in shortest(everything(old), everything(new)) if op != "=")


def minimal_by_words(old: bytes, new: bytes) -> int:
    """The same where words of letters and numbers are never cut."""
    before, after = WORD.findall(everything(old)), WORD.findall(everything(new))
    known = {word: chr(0x10000 + at) for at, word in enumerate({*before, *after})}
    places, count = {"-": 0, "+": 0}, 0
    coded = ["".join(known[word] for word in words) for words in (before, after)]
    for op, length in shortest(*coded):
        for side, words in (("-", before), ("+", after)):
            if op in ("=", side):
                at = places[side]
                count += sum(map(len, words[at : at + length])) * (op != "=")
                places[side] += length
    return count


def shortest(before: str, after: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = diff(
        before, after, timelimit=0, checklines=False, cleanup="No", counts_only=True
    )
    return found


def everything(data: bytes) -> str:
    apart = told(data, View.ACCEPTED)
    lines = [line for kind in sorted(apart) for line in apart[kind]]
    return "\n".join([*flat(blocks(data, View.ACCEPTED)), *lines])


def letters(data: bytes) -> int:
    """The letters that are inserted or deleted in a file with tracked changes."""
    return sum(len(text) for root in stories(data) for kind, text in atoms(root) if kind)


def revisions(data: bytes) -> int:
    """The changes as a reader counts them: whatever is inserted or deleted without a break."""
    return sum(
        1 for root in stories(data) for kind, _ in groupby(kind for kind, _ in atoms(root)) if kind
    )


def stories(data: bytes) -> Iterator[ElementTree.Element]:
    """The body, the notes, the headers and footers."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            main = main_part(package)
            if name == main or name.rpartition("/")[2].startswith(STORIES):
                plain = package.read(name).replace(STRICT, W[1:-1].encode())
                yield ElementTree.fromstring(plain)


def atoms(element: ElementTree.Element, kind: str = "") -> Iterator[Atom]:
    """Everything a reader sees, in order, with how it changes; ends of paragraphs included."""
    for child in element:
        tag = child.tag
        if tag in SKIPPED or tag == f"{MC}Fallback":
            continue
        if tag in (f"{W}t", f"{W}delText"):
            yield kind, child.text or ""
        elif tag in PLAIN or tag in ATOMS:
            yield kind, PLAIN.get(tag, "")
        yield from atoms(child, KINDS.get(tag, "") or kind)
        if tag == f"{W}p":
            yield mark(child) or kind, "\n"


def mark(paragraph: ElementTree.Element) -> str:
    """How the end of a paragraph changes."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    for tag, kind in KINDS.items():
        if flagged(properties, {tag}):
            return kind
    return ""
