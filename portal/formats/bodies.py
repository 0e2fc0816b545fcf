"""The text: addressee, fonts, line pitch, indents, headings (GB/T 9704 5.2.2, 7.3.2, 7.3.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.formats import standard
from portal.formats.heads import NONE, look
from portal.formats.measure import Measure
from portal.formats.parts import Parts, first, level_of
from portal.formats.sheet import Line, Sheet
from portal.formats.standard import is_font

HEADINGS = {1: ("一、", standard.HEI), 2: ("（一）", standard.KAI),
            3: ("1.", standard.FANGSONG), 4: ("（1）", standard.FANGSONG)}  # fmt: skip
LONGEST_HEADING = 40  # characters; a longer one is a sentence with a number before it
PITCH = (28.5, 29.5)  # points: 225 mm in 22 lines are 28.99


def measures(page: Sheet, found: Parts) -> Iterator[Measure]:
    yield _addressee(found)
    plain = [line for line in found.text if level_of(line) not in (1, 2)]
    yield _worst("正文字体", "仿宋 16 磅", [one for one in plain if not _is_plain(one)], look)
    yield _worst(
        "正文行距", "每面 22 行", [one for one in found.text if not _fits(page, one)], _pitch
    )
    loose = [one for one in found.text if not _is_indented(one)]
    yield _worst("段首缩进", "左空二字", loose, _indent)
    for level in sorted({level_of(one) or 0 for one in found.text} - {0}):
        yield _heading(level, [one for one in found.text if level_of(one) == level])
    yield _order(found.text)


def _addressee(found: Parts) -> Measure:
    expected = "标题下空一行，居左顶格，仿宋 16 磅，末用全角冒号"
    line = found.addressee
    if line is None:
        return Measure("主送机关", expected, NONE, ok=False)
    flush = line.length("ind.firstLine") == 0 and line.length("ind.firstLineChars") == 0
    ok = flush and line.words.endswith("：") and _is_plain(line)
    return Measure("主送机关", expected, f"{line.words}，{look(line)}", ok, line.place)


def _worst(name: str, expected: str, wrong: list[Line], said: Callable[[Line], str]) -> Measure:
    """One measure over many lines: the first that does not fit, and how many there are."""
    if not wrong:
        return Measure(name, expected, expected, ok=True, place="正文")
    more = f"，共 {len(wrong)} 处" if len(wrong) > 1 else ""
    return Measure(name, expected, said(wrong[0]) + more, ok=False, place=wrong[0].place)


def _is_plain(line: Line) -> bool:
    """Size 3 throughout; words set off in 黑体 or 楷体 may stand in a line of 仿宋.

    A line of signs and digits alone, such as a fingerprint, may be smaller.
    """
    allowed = (*standard.FANGSONG, *standard.HEI, *standard.KAI)
    chinese = [one for one in line.pieces if any(ord(sign) > 0x2E80 for sign in one.text)]
    rest = [one for one in chinese if is_font(one.font, standard.FANGSONG)]
    return all(
        is_font(one.font, allowed) and one.size == standard.BODY_SIZE for one in chinese
    ) and (bool(rest) or not chinese or _is_set_off(line))


def _is_set_off(line: Line) -> bool:
    """A short line that is all in 黑体 or 楷体, such as the conclusion."""
    return len(line.words) <= LONGEST_HEADING


def _fits(page: Sheet, line: Line) -> bool:
    rule = line.layout.get("spacing.lineRule", "auto")
    if rule in ("exact", "atLeast"):
        return PITCH[0] <= line.length("spacing.line") / standard.TWIPS_PER_POINT <= PITCH[1]
    is_single = line.layout.get("spacing.line", "240") == "240"
    pitch = page.sections[0].length("docGrid.linePitch") / standard.TWIPS_PER_POINT
    return is_single and PITCH[0] <= pitch <= PITCH[1]


def _pitch(line: Line) -> str:
    rule = line.layout.get("spacing.lineRule", "auto")
    value = line.length("spacing.line")
    return f"{value / 240 or 1:g} 倍行距" if rule == "auto" else f"{value / 20:g} 磅"


def _is_indented(line: Line) -> bool:
    return abs(_characters(line) - standard.INDENT) < 0.3


def _characters(line: Line) -> float:
    """How many characters a paragraph begins in; the part of a hanging indent counted."""
    chars = line.length("ind.firstLineChars") + line.length("ind.leftChars")
    if chars:
        return chars / 100
    twips = line.length("ind.firstLine") + line.length("ind.left") - line.length("ind.hanging")
    return round(twips / (standard.BODY_SIZE * standard.TWIPS_PER_POINT), 1) + _spaces(line.text)


def _spaces(text: str) -> int:
    return len(text) - len(text.lstrip("　"))


def _indent(line: Line) -> str:
    return f"左空 {_characters(line):g} 字（{line.words[:12]}）"


def _heading(level: int, lines: list[Line]) -> Measure:
    sign, fonts = HEADINGS[level]
    wrong = [one for one in lines if not _is_set(one, fonts)]
    return _worst(f"层次“{sign}”", f"{fonts[0]} 16 磅，全角括号", wrong, _told)


def _is_set(line: Line, fonts: tuple[str, ...]) -> bool:
    piece = first(line)
    is_wide = not line.words.startswith("(")
    return (
        is_wide
        and piece is not None
        and (is_font(piece.font, fonts) and piece.size == standard.BODY_SIZE)
    )


def _told(line: Line) -> str:
    return f"{line.words[:12]}，{look(line)}"


def _order(lines: tuple[Line, ...]) -> Measure:
    """Levels are used from 一、 downwards; 1. may follow 一、 directly (7.3.3: 依次)."""
    reached = 0
    for line in lines:
        level = level_of(line)
        if level and level > reached + 2:
            return Measure(
                "层次顺序", "一、（一）1.（1）", line.words[:12], ok=False, place=line.place
            )
        reached = level or reached
    return Measure("层次顺序", "一、（一）1.（1）", "依次使用", ok=True, place="正文")
