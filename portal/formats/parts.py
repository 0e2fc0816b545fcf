"""Which paragraph is what: the mark, the number, the title, the headings, the end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.formats.sheet import Line, Piece, Sheet

NUMBERED = re.compile(r"^\S{1,30}?[〔\[［(（【{]\s*(19|20)\d\d\s*[〕\]］)）】}]\s*第?\s*\d+\s*号$")
RIGHT_NUMBER = re.compile(r"^[^\s\d〔〕]{1,30}〔(19|20)\d\d〕[1-9]\d*号$")
DATED = re.compile(r"^(\d{4}|[〇○零一二三四五六七八九]{4})年\S{1,3}月\S{1,3}日$")
RIGHT_DATE = re.compile(r"^(19|20)\d\d年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日$")
ATTACHED = re.compile(r"^附\s*件\s*[:：]")
ADDRESSED = re.compile(r"^[^。；\d]{2,80}[:：]$")
LEVELS = (
    re.compile(r"^[一二三四五六七八九十百]+、"),
    re.compile(r"^[（(][一二三四五六七八九十百]+[）)]"),
    re.compile(r"^\d{1,3}[.．、](?!\d)"),
    re.compile(r"^[（(]\d{1,3}[）)]"),
)
HEAD = 15  # lines within which number and title stand
BIG = 20.0  # points: no body text is that large


@dataclass(frozen=True)
class Parts:
    """The lines of a document by what they are; None or empty for what it has not."""

    kind: str  # "letter" 信函格式, "official" 公文格式
    mark: Line | None
    rules: tuple[Line, ...]  # paragraphs with a red border
    number: Line | None
    title: tuple[Line, ...]
    addressee: Line | None
    text: tuple[Line, ...]  # from after the addressee to before the end, headings too
    attached: Line | None
    names: tuple[Line, ...]  # of attachments, below 附件：
    date: Line | None
    imprint: tuple[Line, ...]  # 版记


def parts(page: Sheet) -> Parts:
    """The parts of a document as its words and looks tell them apart."""
    body = [line for line in page.of("body") if line.words]
    head, rules = body[:HEAD], tuple(line for line in page.lines if is_ruled(line))
    in_header = any(line.story.startswith("header") for line in rules)
    number = next((line for line in head if NUMBERED.match(_bare(line))), None)
    title = _title(head)
    end = _end(body)
    start = _after(body, title[-1] if title else number)
    addressee = next((one for one in start[:2] if ADDRESSED.match(one.words)), None)
    text = [one for one in start if end is None or one.number < end.number]
    attached = next((one for one in start if ATTACHED.match(one.words)), None)
    return Parts(
        kind="letter" if in_header else "official",
        mark=_mark(page),
        rules=rules,
        number=number,
        title=title,
        addressee=addressee,
        text=tuple(one for one in text if one is not addressee and one.cell is None),
        attached=attached,
        names=_names(start, attached, end),
        date=end,
        imprint=tuple(one for one in body if _is_imprint(one)),
    )


def level_of(line: Line) -> int | None:
    """Which of 一、（一）1.（1） a line begins with, from 1; None for none."""
    return next((n for n, one in enumerate(LEVELS, 1) if one.match(line.words)), None)


def is_red(color: str) -> bool:
    """Whether a colour such as FF0000 is a red."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", color):
        return False
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50


def is_ruled(line: Line) -> bool:
    """Whether a paragraph draws a red line above or below itself."""
    edges = (line.layout.get(f"pBdr.{edge}.color", "") for edge in ("top", "bottom"))
    return any(is_red(color) for color in edges)


def first(line: Line) -> Piece | None:
    """The piece that says how a line looks: its first with words."""
    return next((piece for piece in line.pieces if piece.text.strip()), None)


def _mark(page: Sheet) -> Line | None:
    lines = [*page.of("header"), *page.of("body")[:HEAD]]
    for line in lines:
        piece = first(line)
        if piece and is_red(piece.color) and piece.size >= BIG:
            return line
    return None


def _title(head: list[Line]) -> tuple[Line, ...]:
    """The first lines of the size of a title that are not red; they follow one another."""
    found: list[Line] = []
    for line in head:
        piece = first(line)
        is_one = piece is not None and piece.size >= BIG and not is_red(piece.color)
        if is_one and (not found or line.number == found[-1].number + 1):
            found.append(line)
    if found:
        return tuple(found)
    centred = (one for one in head if one.layout.get("jc.val") == "center" and not _is_red(one))
    return tuple(one for one in [next(centred, None)] if one and not NUMBERED.match(one.words))


def _is_red(line: Line) -> bool:
    piece = first(line)
    return piece is not None and is_red(piece.color)


def _after(body: list[Line], line: Line | None) -> list[Line]:
    return [one for one in body if line is None or one.number > line.number]


def _end(body: list[Line]) -> Line | None:
    """The first line that is a date alone, at the right: what comes after is no text."""
    return next((one for one in body[2:] if DATED.match(_bare(one))), None)


def _names(start: list[Line], attached: Line | None, end: Line | None) -> tuple[Line, ...]:
    """The lines that go on counting below 附件：, or the line itself where it says all."""
    if attached is None:
        return ()
    says_all = re.sub(r"^附\s*件\s*[:：]", "", attached.words).strip()
    found = [attached] if says_all else []
    for one in _after(start, attached):
        if one is end or not LEVELS[2].match(one.words):
            break
        found.append(one)
    return tuple(found)


def _is_imprint(line: Line) -> bool:
    bare = line.words.replace(" ", "").replace("　", "")
    return bare.startswith(("抄送：", "主送：")) or (bare.endswith("印发") and "日" in bare)


def _bare(line: Line) -> str:
    return re.sub(r"[\s　]", "", line.words)
