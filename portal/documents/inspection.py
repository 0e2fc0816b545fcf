"""Looking into a file, in the side process: pure functions from bytes to small values."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from portal.documents.recognition import Recognised, recognise
from portal.documents.secrecy import mark_in, mark_in_texts
from portal.word import zipping
from portal.word.document import Document, Paragraph
from portal.word.pdf import read_pdf
from portal.word.reading import read

BESIDE = {"footnote", "endnote", "textbox"}  # stories that are part of what is agreed
SHARED = "xl/sharedstrings.xml"


@dataclass(frozen=True)
class Inspection:
    """What a text file is; `text_hash` is of the words alone."""

    text: str
    text_hash: str
    paragraphs: int
    characters: int
    warnings: tuple[str, ...]
    mark: str | None
    recognised: Recognised


def read_any(data: bytes) -> Document:
    """The document in a Word file or a PDF."""
    return read_pdf(data) if b"%PDF-" in data[:1024] else read(data)


def inspect(data: bytes) -> Inspection:
    """Everything that is to be known of a Word file or PDF before it is taken."""
    document = read_any(data)
    lines = list(words(document))
    return Inspection(
        text=document.text,
        text_hash=fingerprint(lines),
        paragraphs=len(document.paragraphs),
        characters=sum(len(line) for line in lines),
        warnings=document.warnings,
        mark=mark_in(document),
        recognised=recognise(document),
    )


def sheet_mark(data: bytes) -> str | None:
    """The secrecy mark in a cell of an .xlsx."""
    for entry in zipping.entries(data):
        if entry.name.casefold() == SHARED:
            xml = zipping.inflate(data, entry, zipping.MAX_TOTAL).decode("utf-8", "replace")
            return mark_in_texts(re.sub("<[^>]*>", "", one) for one in xml.split("</si>"))
    return None


def words(document: Document) -> Iterator[str]:
    """The current words with their automatic numbers, a line a paragraph, without blanks."""
    beside = [p for story in document.stories if story.kind in BESIDE for p in story.paragraphs]
    for paragraph in [*document.paragraphs, *beside]:
        line = _words(paragraph)
        if line:
            yield line


def fingerprint(lines: list[str]) -> str:
    """SHA-256 of words: equal for two files that say the same, however they look."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _words(paragraph: Paragraph) -> str:
    said = re.sub(r"\s+", "", paragraph.text)
    return unicodedata.normalize("NFC", f"{paragraph.number or ''}{said}") if said else ""
