"""What GB/T 9704—2012 asks of an official document, in millimetres and points.

The numbers in comments are the clauses of the standard.
"""

from __future__ import annotations

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20

PAPER = (210.0, 297.0)  # mm, 5.2.1
MARGINS = {"top": 37.0, "left": 28.0, "right": 26.0, "bottom": 35.0}  # mm; 版心 156 × 225, 5.2.1
MARGIN_SLACK = 1.0  # mm
LINES = 22  # of a page, 5.2.3
CHARACTERS = 28  # of a line, 5.2.3
TYPE_AREA = (156.0, 225.0)  # mm

BODY_SIZE = 16.0  # points, size 3
TITLE_SIZE = 22.0  # points, size 2
SMALL_SIZE = 14.0  # points, size 4: page numbers and the imprint
INDENT = 2  # characters at the start of a paragraph, 7.3.3

FANGSONG = ("仿宋", "FangSong")
HEI = ("黑体", "SimHei")
KAI = ("楷体", "KaiTi")
TITLE_SONG = ("小标宋", "XiaoBiaoSong", "FZXBS")
SONG = ("宋体", "SimSun")

RED_LINE = {"letter": 170.0, "official": 156.0}  # mm; 10.1 and 7.2.7
PAGE_NUMBER = (22.0, 27.0)  # mm from the edge of the paper: 7 mm below the type area, 7.5


def mm(twips: float) -> float:
    """Millimetres of a length in twips, to a tenth."""
    return round(twips / TWIPS_PER_MM, 1)


def is_font(font: str, names: tuple[str, ...]) -> bool:
    """Whether a font is one of these faces; 小标宋 is no 宋体, whatever stands after the name."""
    bare = font.replace(" ", "").casefold()
    return any(bare.startswith(name.casefold()) or _is_inside(bare, name) for name in names)


def _is_inside(font: str, name: str) -> bool:
    return name in TITLE_SONG and name.casefold() in font
