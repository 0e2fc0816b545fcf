"""The page as LibreOffice draws it, measured in millimetres from its upper left corner."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

import settings

MM = 25.4 / 72
PATH = 2  # FPDF_PAGEOBJ_PATH


@dataclass(frozen=True)
class Box:
    """Ink: a character or a drawn line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def rendered(data: bytes, folder: Path) -> list[list[Box]]:
    """All ink by page."""
    (folder / "letter.docx").write_bytes(data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [settings.SOFFICE, f"-env:UserInstallation={profile}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "letter.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = pdfium.PdfDocument(folder / "letter.pdf")
    return [[*_letters(page), *_lines(page)] for page in document]


def row(page: list[Box], words: str) -> Box:
    """The ink of these words where they stand first, one after another."""
    text = "".join(box.text or "\0" for box in page)
    start = text.index(words)
    found = page[start : start + len(words)]
    return Box(
        words, min(one.left for one in found), min(one.top for one in found),
        max(one.right for one in found), max(one.bottom for one in found),
    )  # fmt: skip


def drawn(page: list[Box]) -> list[Box]:
    """The long lines of a page from the top; a double line is one box for each of its lines."""
    return sorted((one for one in page if not one.text), key=lambda one: one.top)


def _letters(page: pdfium.PdfPage) -> Iterator[Box]:
    text, height = page.get_textpage(), page.get_height()
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        if sign.strip():
            left, bottom, right, top = text.get_charbox(at)
            yield Box(sign[0], left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)


def _lines(page: pdfium.PdfPage) -> Iterator[Box]:
    height = page.get_height()
    for one in page.get_objects(filter=[PATH], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        yield Box("", left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
