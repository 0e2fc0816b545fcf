"""The end: attachments note, date and signature, imprint (GB/T 9704 7.3.4, 7.3.5, 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.formats import standard
from portal.formats.heads import NONE, look
from portal.formats.measure import Measure
from portal.formats.parts import RIGHT_DATE, Parts, first
from portal.formats.sheet import Line, Sheet
from portal.formats.titles import wide

ENDINGS = "。；，、.;,"
CHARACTER = standard.BODY_SIZE * standard.TWIPS_PER_POINT  # twips


def measures(page: Sheet, found: Parts) -> Iterator[Measure]:
    if found.attached:
        yield _attached(found.attached)
        yield _names(found)
    yield _date(found)
    if found.date:
        yield _date_side(found.date)
        yield _signer(page, found.date)
    yield from _imprint(found)


def _attached(line: Line) -> Measure:
    expected = "正文下空一行，左空二字，附件后标全角冒号"
    chars = line.length("ind.firstLineChars") + line.length("ind.leftChars")
    inner = chars / 100 or (line.length("ind.firstLine") + line.length("ind.left")) / CHARACTER
    ok = abs(inner - standard.INDENT) < 0.3 and line.words.startswith("附件：")
    return Measure("附件说明", expected, f"{line.words[:12]}，左空 {inner:g} 字", ok, line.place)


def _names(found: Parts) -> Measure:
    """Several are counted with 1. 2.; no name ends with a sign (7.3.4)."""
    names = [re.sub(r"^附件：", "", one.words).strip() for one in found.names]
    counted = len(names) < 2 or all(
        name.startswith(f"{number}.") for number, name in enumerate(names, 1)
    )
    ok = bool(names) and counted and not any(name.endswith(tuple(ENDINGS)) for name in names)
    place = found.names[0].place if found.names else "正文"
    return Measure(
        "附件名称", "阿拉伯数字顺序号，末尾不加标点", "；".join(names) or NONE, ok, place
    )  # fmt: skip


def _date(found: Parts) -> Measure:
    expected = "阿拉伯数字写全年、月、日，不编虚位"
    if found.date is None:
        return Measure("成文日期", expected, NONE, ok=False)
    text = found.date.words
    return Measure("成文日期", expected, text, bool(RIGHT_DATE.match(text)), found.date.place)


def _date_side(line: Line) -> Measure:
    """Four characters in with a seal, two and more without (7.3.5.1, 7.3.5.2)."""
    inner = inner_of(line)
    said = "居左" if inner is None else f"右空 {inner:.1f} 字"
    ok = inner is not None and 1.5 <= inner <= 5
    return Measure("成文日期位置", "右空四字（不加盖印章的右空二字）", said, ok, line.place)


def inner_of(line: Line) -> float | None:
    """How many characters stand free at the right of a line; None for one at the left."""
    align = line.layout.get("jc.val", "left")
    if align in ("right", "end"):
        return line.length("ind.rightChars") / 100 or line.length("ind.right") / CHARACTER
    if align == "center" and line.cell:
        return (line.cell / CHARACTER - wide(line.words)) / 2
    return None


def _signer(page: Sheet, date: Line) -> Measure:
    """The organ's name stands right above the date, in the size of the text."""
    above = [one for one in page.of("body") if one.number < date.number and one.words]
    line = above[-1] if above else None
    expected = "成文日期之上，16 磅"
    if line is None or level_ends(line):
        return Measure("发文机关署名", expected, NONE, ok=False, place=date.place)
    piece = first(line)
    ok = piece is not None and piece.size == standard.BODY_SIZE
    return Measure("发文机关署名", expected, f"{line.words}，{look(line)}", ok, line.place)


def level_ends(line: Line) -> bool:
    """Whether a line is a sentence and so no name of an organ."""
    return line.words.endswith(tuple(ENDINGS)) or len(line.words) > 40


def _imprint(found: Parts) -> Iterator[Measure]:
    """A letter has no line of printing (10.1); another document has one (7.4.3)."""
    printed = [one for one in found.imprint if one.words.endswith("印发")]
    expected = "信函不加印发机关和印发日期" if found.kind == "letter" else "有印发机关和印发日期"
    ok = bool(printed) != (found.kind == "letter")
    said = printed[0].words if printed else NONE
    yield Measure("版记", expected, said, ok, printed[0].place if printed else "末页")
    for line in found.imprint:
        piece = first(line)
        is_copy = line.words.startswith("抄送")
        fits = piece is not None and piece.size == standard.SMALL_SIZE
        fits = fits and (line.words.endswith("。") or not is_copy)
        name = "抄送机关" if is_copy else "印发机关和日期"
        yield Measure(name, "仿宋 14 磅，抄送以句号结束", look(line), fits, line.place)
