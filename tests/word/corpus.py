"""The corpus of real files: where it is and what it holds.

CORPUS names its folder; by default it lies beside the project. Asked for and absent, it fails.
The sample in this folder has the same form, so that the same proofs run over either.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "tests/word/sample"
NO_WORD_FILES = {"hostile-opc", "doc97", "ofd"}
POWERTOOLS = "OpenXmlDev__Open-Xml-PowerTools/compare-pairs"
UNEXPECTED = (  # drafts of Open-Xml-PowerTools without an expected number of revisions
    ("RC001-Before", "RC001-After2"), ("RC003-Multi-Paras", "RC003-Multi-Paras-After"),
    ("RC004-Before", "RC004-After1"), ("RC004-Before", "RC004-After2"),
    ("RC006-Before", "RC006-After1"), ("RC007-Endnotes-Before", "RC007-Endnotes-After"),
    ("WC027-Twenty-Paras-Before", "WC027-Twenty-Paras-After-3"),
)  # fmt: skip
SAFE, REDLINES = "UseJunior__safe-docx", "JSv4__Python-Redlines/compare-pairs"


@dataclass(frozen=True)
class Entry:
    """A file of the corpus."""

    name: str
    category: str
    path: Path

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


def folder() -> Path:
    """Where the corpus lies; raises FileNotFoundError when it is not there."""
    path = ROOT / os.environ.get("CORPUS", "../shared/corpus/open")
    if not (path / "MANIFEST.tsv").exists():
        raise FileNotFoundError(f"no corpus at {path}: set CORPUS to its folder")
    return path


def entries() -> tuple[Entry, ...]:
    """All files that the manifest names."""
    return _entries(folder())


@cache
def _entries(at: Path) -> tuple[Entry, ...]:
    rows = (at / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = (row.split("\t") for row in rows)
    return tuple(Entry(row[0], row[3], at / row[0]) for row in cells)


def word_files() -> list[Entry]:
    """The .docx files that are meant to be readable or nearly so."""
    return [e for e in entries() if e.name.endswith(".docx") and e.category not in NO_WORD_FILES]


def golden() -> list[tuple[str, str, str]]:
    """Files with the same file settled by Word: (tracked, settled, "Accepted" or "Rejected")."""
    names = {e.name for e in entries() if e.category == "accept-reject"}
    return [
        (name, settled, how)
        for name in sorted(names)
        for how in ("Accepted", "Rejected")
        if (settled := f"{name.removesuffix('.docx')}-{how}.docx") in names
    ]


def pairs() -> list[tuple[str, str, int | None]]:
    """Two drafts of one document, with the number of revisions that WmlComparer expects."""
    rows = (folder() / "wmlcomparer_expected.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    known: list[tuple[str, str, int | None]] = [(row[1], row[2], int(row[3])) for row in cells]
    names = {entry.name for entry in entries()}
    return known + [(old, new, None) for old, new in other_pairs() if {old, new} <= names]


def all_pairs() -> list[tuple[str, str, int | None]]:
    """All pairs, and the files that Word settled either way, which are two drafts too."""
    settled = {(name, how): gold for name, gold, how in golden()}
    return pairs() + [
        (settled[name, "Rejected"], gold, None)
        for (name, how), gold in settled.items()
        if how == "Accepted" and (name, "Rejected") in settled
    ]


def other_pairs() -> list[tuple[str, str]]:
    small = f"{SAFE}/compare-pairs"
    ilpa = f"{SAFE}/real-contract-pairs/ILPA-Model-Limited"
    return [
        *((f"{POWERTOOLS}/{old}.docx", f"{POWERTOOLS}/{new}.docx") for old, new in UNEXPECTED),
        *((f"{small}/{n}_original.docx", f"{small}/{n}_revised.docx") for n in range(1, 7)),
        (f"{small}/original.docx", f"{small}/revised.docx"),
        (f"{REDLINES}/original.docx", f"{REDLINES}/modified.docx"),
        (
            f"{ilpa}-Parnership-Agreement-Deal-By-Deal_v1.docx",
            f"{ilpa}-Partnership-Agreement-WOF_v2.docx",
        ),
    ]
