"""The paper: size, margins, the grid of lines and characters, page numbers (GB/T 9704 5.2, 7.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from portal.formats import standard
from portal.formats.measure import Measure, near
from portal.formats.sheet import Line, Section, Sheet
from portal.formats.standard import is_font, mm

SIDES = {"top": "天头（上边距）", "left": "订口（左边距）",
         "right": "右边距", "bottom": "下边距"}  # fmt: skip
GRID_UNIT = 4096  # parts of a point in which Word keeps the character pitch


def measures(page: Sheet) -> Iterator[Measure]:
    """Everything about the paper; an annex may lie on its side (5.2.1 speaks of the text)."""
    for section in page.sections:
        place = f"第{section.number}节"
        if section.layout.get("pgSz.orient") != "landscape":
            yield from _size(section, place)
    if page.sections:
        yield from _grid(page)
        yield from _numbers(page)


def _size(section: Section, place: str) -> Iterator[Measure]:
    width, height = mm(section.length("pgSz.w")), mm(section.length("pgSz.h"))
    ok = abs(width - standard.PAPER[0]) < 1 and abs(height - standard.PAPER[1]) < 1
    yield Measure("纸张", "A4（210×297 毫米）", f"{width:g}×{height:g} 毫米", ok, place)
    for side, name in SIDES.items():
        found = mm(section.length(f"pgMar.{side}"))
        yield near(name, standard.MARGINS[side], found, standard.MARGIN_SLACK, place)


def _grid(page: Sheet) -> Iterator[Measure]:
    section = page.sections[0]
    place = f"第{section.number}节"
    pitch = section.length("docGrid.linePitch") / standard.TWIPS_PER_POINT
    area = section.length("pgSz.h") - section.length("pgMar.top") - section.length("pgMar.bottom")
    lines = int(area / standard.TWIPS_PER_POINT / pitch + 0.05) if pitch else 0
    ok = lines == standard.LINES and section.layout.get("docGrid.type", "default") != "default"
    said = f"{lines} 行（行距 {pitch:g} 磅）" if pitch else "没有设置网格"
    yield Measure("每面行数", f"{standard.LINES} 行", said, ok, place)
    characters = characters_of(page)
    ok = characters == standard.CHARACTERS
    yield Measure("每行字数", f"{standard.CHARACTERS} 字", f"{characters} 字", ok, place)


def characters_of(page: Sheet) -> int:
    """How many characters of size 3 stand in a line, by the grid or the spacing of the text."""
    section, pitch = page.sections[0], standard.BODY_SIZE
    if section.layout.get("docGrid.type") in ("linesAndChars", "snapToChars"):
        pitch += section.length("docGrid.charSpace") / GRID_UNIT
    else:
        pitch += _usual_spacing(page)
    return int(section.width / standard.TWIPS_PER_POINT / pitch + 0.01) if pitch > 0 else 0


def _usual_spacing(page: Sheet) -> float:
    """The spacing that most of the text has, in points."""
    counts: Counter[float] = Counter()
    for line in page.of("body"):
        for piece in line.pieces:
            if piece.size == standard.BODY_SIZE:
                counts[piece.closer] += len(piece.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _numbers(page: Sheet) -> Iterator[Measure]:
    feet = [line for line in page.of("footer") if "PAGE" in line.fields.split()]
    if not feet:
        yield Measure("页码", "版心下边缘之下，— 1 —", "没有页码", ok=False, place="页脚")
        return
    for foot in feet:
        yield _number_look(foot)
        yield _number_side(foot, page)
        low = mm(page.sections[0].length("pgMar.footer") + foot.length("spacing.after"))
        least, most = standard.PAGE_NUMBER
        yield Measure(
            "页码高度", f"距纸张下边 {least:g}—{most:g} 毫米", f"{low:g} 毫米",
            least <= low <= most, foot.place,
        )  # fmt: skip


def _number_look(foot: Line) -> Measure:
    fonts = {piece.font for piece in foot.pieces}
    sizes = {piece.size for piece in foot.pieces}
    text = foot.text.replace(" ", "")
    ok = (
        all(is_font(font, standard.SONG) for font in fonts)
        and sizes == {standard.SMALL_SIZE}
        and text[:1] == text[-1:] == "—"
    )
    return Measure(
        "页码字体", "宋体 14 磅，左右各一条一字线",
        f"{'、'.join(sorted(fonts))} {'、'.join(f'{size:g}' for size in sorted(sizes))} 磅，{text}",
        ok, foot.place,
    )  # fmt: skip


def _number_side(foot: Line, page: Sheet) -> Measure:
    """Odd pages: right, one character in; even ones: left (7.5)."""
    align = foot.layout.get("jc.val", "left")
    is_even = foot.story.endswith("/even")
    side = "left" if is_even else "right"
    indent = f"ind.{align}"
    inner = foot.length(f"{indent}Chars") / 100 or foot.length(indent) / 280
    ok = align == side and abs(inner - 1) < 0.3 and page.odd_and_even
    expected = "双页居左空一字" if is_even else "单页居右空一字"
    found = f"{'单双页不同，' if page.odd_and_even else '单双页相同，'}{align}，空 {inner:g} 字"
    return Measure("页码位置", expected, found, ok, foot.place)
