"""The numbers in front of paragraphs as LibreOffice writes them, beside ours.

Its text export writes a line a paragraph: blanks, the number, a blank, the text. The lines are
laid beside our paragraphs by their words, in order. Files are looked at as they are once all
tracked changes are accepted, because the export shows what is struck out as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word import Document, Paragraph, Unreadable, read
from portal.word.revisions import accept
from tests import office
from tests.word import sampling
from tests.word.number_reasons import Reason, in_plain_digits, same_in_other_forms, undefined_level

AHEAD = 60  # lines and paragraphs that may be missing on one side
LETTERS = 16  # of a paragraph that tell which it is
LONGEST, WORDS = 60, 4  # a number is no longer
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
NUMERAL = re.compile(r"[\d\u2000-\uffff]|\b[ivxlcdm]+\b|\b([a-z])\1*\b", re.IGNORECASE)
NOTE, SIGN = "\ufffc", r"\w{0,5}"  # where a note is; the sign that LibreOffice puts there
SYMBOLS = ("o", "v", "§", "Ø", "ü", "l")  # letters that are bullets in a font of signs


@dataclass(frozen=True)
class Numbered:
    """A paragraph with the number that we give it and the one that LibreOffice gives it."""

    paragraph: Paragraph
    ours: str
    theirs: str

    @property
    def agrees(self) -> bool:
        if self.ours == self.theirs:
            return True
        return bool(self.ours and self.theirs) and is_bullet(self.ours) and is_bullet(self.theirs)


@dataclass(frozen=True)
class Listed:
    """A file with lists: the numbered paragraphs, and those that the export does not show."""

    name: str
    data: bytes
    numbered: tuple[Numbered, ...]
    missing: tuple[Paragraph, ...]

    def differing(self) -> Iterator[tuple[Numbered, Reason]]:
        document = read(self.data)
        for one in self.numbered:
            if not one.agrees:
                yield one, reason(self.data, document, one)


def listed() -> Iterator[Listed]:
    """The files of the corpus in which anybody sees a number."""
    files = {name: found for name, data, _ in sampling.readable() if (found := settled(data))}
    exports = office.converted(files, "txt")
    for name, data in files.items():
        if name in exports:
            document = read(data)
            found = list(beside(document, exports[name].decode("utf-8-sig")))
            seen = {one.paragraph.index for one in found}
            numbered = tuple(one for one in found if one.ours or one.theirs)
            left = (p for p in document.paragraphs if p.number and p.index not in seen)
            if numbered:
                yield Listed(name, data, numbered, tuple(left))


def settled(data: bytes) -> bytes | None:
    """A file with all tracked changes accepted; None where nothing readable is left."""
    accepted = accept(data) if read(data).changes else data
    try:
        read(accepted)
    except Unreadable:
        return None
    return accepted


def reason(data: bytes, document: Document, one: Numbered) -> Reason:
    """Why LibreOffice may say another number than we."""
    index = one.paragraph.index
    if not one.ours and index and one.theirs == squeezed(document.paragraphs[index - 1].text):
        return Reason.CAPITAL
    if in_plain_digits(one.ours) == in_plain_digits(one.theirs):
        return Reason.DIGITS
    if same_in_other_forms(one.ours, one.theirs):
        return Reason.LEGAL
    if not one.ours and undefined_level(data, index):
        return Reason.UNDEFINED
    return Reason.NONE


def is_bullet(number: str) -> bool:
    """Whether it is a sign that counts nothing, whichever font draws it."""
    return not is_counting(number) or number in SYMBOLS


def beside(document: Document, export: str) -> Iterator[Numbered]:
    """The paragraphs that could be found in the export, in order."""
    raw = export.split("\n")
    lines = [plain(line) for line in raw]
    at = 0
    for paragraph in document.paragraphs:
        texts = list(dict.fromkeys(map(plain, first_lines(paragraph))))
        number = squeezed(paragraph.number)
        found = place(lines, at, texts) if any(texts) else empty(raw, at, number)
        if found is not None:
            line, end = found
            at = line + 1
            yield Numbered(paragraph, number, squeezed(lines[line][:end]))


def first_lines(paragraph: Paragraph) -> Iterator[str]:
    """What stands before the first break, with and without what signs and formulas show."""
    spans = [span for span in paragraph.spans if span.mark.is_current]
    signs = [NOTE if span.atom == "note" else "" for span in spans]
    shown = [span.text or sign or span.shown for span, sign in zip(spans, signs, strict=True)]
    for texts in ([s.text or sign for s, sign in zip(spans, signs, strict=True)], shown):
        yield "".join(texts).lstrip().partition("\n")[0]


def place(lines: Sequence[str], at: int, texts: Sequence[str]) -> tuple[int, int] | None:
    """The line that one of the texts stands in, and where it begins there."""
    wholes = [f"{pattern(text)}$" for text in texts if text]
    begins = [pattern(text[:LETTERS]) for text in texts if len(text) > LETTERS]
    for wanted in map(re.compile, [*wholes, *begins]):
        for line in range(at, min(at + AHEAD, len(lines))):
            found = wanted.search(lines[line])
            if found and could_be_number(lines[line][: found.start()]):
                return line, found.start()
    return None


def pattern(text: str) -> str:
    return SIGN.join(map(re.escape, text.split(NOTE)))


def could_be_number(text: str) -> bool:
    """Whether a text ends like a number, or is a bullet or nothing."""
    words = [word for word in text.split() if is_counting(word)]
    short = len(text) <= LONGEST and len(text.split()) <= WORDS
    return short and (not words or NUMERAL.search(words[-1]) is not None)


def is_counting(sign: str) -> bool:
    return any(letter.isalnum() for letter in sign)


def empty(raw: Sequence[str], at: int, number: str) -> tuple[int, int] | None:
    """The next line, where it holds nothing or nothing but a number."""
    if at < len(raw):
        line = plain(raw[at])
        indented = raw[at].startswith("    ") and raw[at].endswith(" ") and could_be_number(line)
        if not line or indented or in_plain_digits(squeezed(line)) == in_plain_digits(number):
            return at, len(line)
    return None


def plain(text: str) -> str:
    return " ".join(text.translate(INVISIBLE).split())


def squeezed(number: str | None) -> str:
    return "".join((number or "").split())
