"""The head: issuing mark, red lines, number and title (GB/T 9704 7.2, 7.3.1, 10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from portal.formats import standard
from portal.formats.measure import Measure, near
from portal.formats.parts import RIGHT_NUMBER, Parts, first, is_red
from portal.formats.sheet import Line, Sheet
from portal.formats.standard import is_font, mm
from portal.formats.titles import WIDEST, wide

NONE = "没有"


def measures(page: Sheet, found: Parts) -> Iterator[Measure]:
    yield _mark(found)
    yield from _rules(page, found)
    yield _number(found)
    if found.number:
        yield _number_side(found.number, found.kind)
    yield from _title(found)


def look(line: Line) -> str:
    """Font and size of a line in words."""
    piece = first(line)
    return f"{piece.font or '未指定字体'} {piece.size:g} 磅" if piece else NONE


def _mark(found: Parts) -> Measure:
    expected = "红色小标宋体，居中"
    piece = first(found.mark) if found.mark else None
    if found.mark is None or piece is None:
        return Measure("发文机关标志", expected, NONE, ok=False, place="首页")
    is_centred = found.mark.layout.get("jc.val") == "center"
    ok = is_red(piece.color) and is_font(piece.font, standard.TITLE_SONG) and is_centred
    said = f"{look(found.mark)}，{'居中' if is_centred else '未居中'}"
    return Measure("发文机关标志", expected, said, ok, found.mark.place)


def _rules(page: Sheet, found: Parts) -> Iterator[Measure]:
    """One red line below the number (7.2.7); a letter has one above and one at the foot (10.1)."""
    asked = 2 if found.kind == "letter" else 1
    lines = [one for one in found.rules if not one.story.startswith("footer")][:1]
    lines += [one for one in found.rules if one.story.startswith("footer")][: asked - 1]
    name = "红色双线" if found.kind == "letter" else "红色分隔线"
    yield Measure(name, f"{asked} 条", f"{len(lines)} 条", len(lines) == asked, "首页")
    for line in lines:
        width = page.sections[0].width if page.sections else 0.0
        long = mm(width - line.length("ind.left") - line.length("ind.right"))
        yield near(f"{name}长度", standard.RED_LINE[found.kind], long, 1.0, line.place)


def _number(found: Parts) -> Measure:
    expected = "机关代字〔年份〕序号号，不加“第”、不编虚位，仿宋 16 磅"
    if found.number is None:
        return Measure("发文字号", expected, NONE, ok=False, place="首页")
    piece, text = first(found.number), found.number.words
    ok = bool(RIGHT_NUMBER.match(text)) and piece is not None and _is_body(piece.font, piece.size)
    return Measure("发文字号", expected, f"{text}，{look(found.number)}", ok, found.number.place)


def _number_side(line: Line, kind: str) -> Measure:
    """At the right below the first line of a letter (10.1), centred below the mark (7.2.5)."""
    side, word = ("right", "居右") if kind == "letter" else ("center", "居中")
    align = line.layout.get("jc.val", "left")
    return Measure("发文字号位置", word, _aligned(align), align == side, line.place)


def _aligned(align: str) -> str:
    return {"right": "居右", "end": "居右", "center": "居中"}.get(align, "居左")


def _title(found: Parts) -> Iterator[Measure]:
    expected = "小标宋体 22 磅，居中，不加粗"
    if not found.title:
        yield Measure("标题", expected, NONE, ok=False, place="首页")
        return
    place = found.title[0].place
    pieces = [piece for line in found.title for piece in line.pieces if piece.text.strip()]
    ok = all(
        is_font(piece.font, standard.TITLE_SONG)
        and piece.size == standard.TITLE_SIZE and not piece.is_bold
        for piece in pieces
    )  # fmt: skip
    aligned = {_aligned(line.layout.get("jc.val", "left")) for line in found.title}
    said = f"{look(found.title[0])}，{'、'.join(sorted(aligned))}"
    bold = "，加粗" if any(piece.is_bold for piece in pieces) else ""
    yield Measure("标题", expected, said + bold, ok and aligned == {"居中"}, place)
    yield _breaking(found.title, place)


def _breaking(title: tuple[Line, ...], place: str) -> Measure:
    """Several lines are broken on purpose, and none holds a single character (7.3.1)."""
    lines = [row for line in title for row in line.text.split("\n") if row.strip()]
    widths = [wide(row) for row in lines]
    alone = any(width < 2 for width in widths) and len(widths) > 1
    ok = not alone and all(width <= WIDEST for width in widths)
    said = "；".join(f"{row}（{width:g} 字）" for row, width in zip(lines, widths, strict=True))
    return Measure("标题分行", f"每行不超过 {WIDEST:g} 字，不留单字", said, ok, place)


def _is_body(font: str, size: float) -> bool:
    return is_font(font, standard.FANGSONG) and size == standard.BODY_SIZE
