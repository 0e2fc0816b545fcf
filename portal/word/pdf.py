"""Reading a PDF as a document: its lines joined into paragraphs, for reading and for comments.

A PDF knows letters at places, not paragraphs. A line ends a paragraph when it stops well before
the right margin, or when the next one is indented, numbered, set apart or of another size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium

from portal.word.document import Document, Layout, Paragraph
from portal.word.errors import Encrypted, Hostile, Unreadable
from portal.word.matching import NUMBER

MAX_PAGES = 2_000
MAX_LETTERS = 5_000_000
PAGE_NUMBER = re.compile(r"[\s\-–—·第/]*\d{1,4}[\s\-–—·页/]*(?:\d{1,4})?\s*页?")
HYPHEN = "\ufffe"  # what PDFium reads where a word was divided at the end of a line
WORD_END, WORD_START = re.compile(r"[\x21-\x7e]$"), re.compile(r"^[\x21-\x7e]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with its edges in points, from the left and from below."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    page: int


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual margins, size and distance of the lines of a document."""

    left: float
    right: float
    height: float
    pitch: float


def read_pdf(data: bytes) -> Document:
    """The text of a PDF; the first paragraph that begins on a page says so in its layout.

    Raises `Unreadable`. A file of pictures gives a document without text, and a warning.
    """
    pages = list(_pages(data))
    lines = [line for page in pages for line in without_page_numbers(page)]
    if not lines:
        return Document((), warnings=("no-text: the pages are pictures",))
    paragraphs = tuple(_paragraphs(lines, measure(lines)))
    return Document(paragraphs, paragraphs)


def _pages(data: bytes) -> Iterator[list[Line]]:
    with _opened(data) as document:
        if len(document) > MAX_PAGES:
            raise Hostile("too-many-pages", f"{len(document)} pages")
        letters = 0
        for number in range(len(document)):
            lines = _lines(document, number)
            letters += sum(len(line.text) for line in lines)
            if letters > MAX_LETTERS:
                raise Hostile("too-long", f"more than {MAX_LETTERS} letters")
            yield lines


def _opened(data: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("not-pdf", "the file does not begin as a PDF does")
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Encrypted() from error
        raise Unreadable("damaged", str(error)) from error


def _lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged", f"page {number + 1}: {error}") from error
    found: list[Line] = []
    at = 0
    for line in text.get_text_range().split("\n"):
        if shown := line.strip():
            first = at + line.index(shown[0])
            last = first + len(shown) - 1
            found.append(_line(text, shown, first, last, number))
        at += len(line) + 1
    return found


def _line(text: pdfium.PdfTextPage, shown: str, first: int, last: int, page: int) -> Line:
    count = text.count_chars()
    left, bottom, _, top = text.get_charbox(min(first, count - 1), loose=True)
    right = text.get_charbox(min(last, count - 1), loose=True)[2]
    return Line(shown, left, right, bottom, top - bottom, page)


def without_page_numbers(page: Sequence[Line]) -> Iterator[Line]:
    """The lines of a page but a first or last one that is only its number."""
    for at, line in enumerate(page):
        if at not in (0, len(page) - 1) or not PAGE_NUMBER.fullmatch(line.text):
            yield line


def measure(lines: Sequence[Line]) -> Measure:
    """What is usual in a document; the right margin is where the long lines end."""
    heights = median(line.height for line in lines)
    rights = sorted(line.right for line in lines)
    lefts = sorted(line.left for line in lines)
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines)]
    pitch = median([p for p in pitches if 0 < p < 4 * heights] or [1.5 * heights])
    return Measure(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], heights, pitch)


def _paragraphs(lines: Iterable[Line], usual: Measure) -> Iterator[Paragraph]:
    page = -1
    for index, group in enumerate(grouped(lines, usual)):
        first = group[0]
        layout = Layout(
            align="center" if is_centred(group, usual) else "",
            first_line_chars=2.0 if is_indented(first, usual) and len(group) > 1 else 0.0,
            page_break_before=first.page != page and page >= 0,
        )
        page = first.page
        yield Paragraph(index, joined([line.text for line in group]), layout=layout)


def grouped(lines: Iterable[Line], usual: Measure) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    group: list[Line] = []
    for line in lines:
        if group and ends(group[-1], line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def ends(line: Line, following: Line, usual: Measure) -> bool:
    """Whether a line is the last of its paragraph."""
    if usual.right - line.right > 1.8 * usual.height or is_indented(following, usual):
        return True
    if abs(line.height - following.height) > 0.25 * usual.height:
        return True
    apart = line.bottom - following.bottom > 1.6 * usual.pitch
    return bool(NUMBER.match(following.text)) or (line.page == following.page and apart)


def is_indented(line: Line, usual: Measure) -> bool:
    return line.left - usual.left > 1.2 * usual.height


def is_centred(group: Sequence[Line], usual: Measure) -> bool:
    """Whether all lines stand off both margins by the same distance."""
    offs = [(line.left - usual.left, usual.right - line.right) for line in group]
    return all(min(o) > 2 * usual.height and abs(o[0] - o[1]) < 2 * usual.height for o in offs)


def joined(texts: Sequence[str]) -> str:
    """The lines as one text: a space only between Latin words, divided words made whole."""
    result = texts[0]
    for text in texts[1:]:
        if result.endswith(HYPHEN):
            result = result[:-1] + text
        elif WORD_END.search(result) and WORD_START.search(text):
            result = f"{result} {text}"
        else:
            result += text
    return result.replace(HYPHEN, "")
