"""Breaking a title into lines by sense (GB/T 9704 7.3.1: 词意完整，排列对称，长短适宜)."""

from __future__ import annotations

from itertools import pairwise

WIDEST = 20.0  # characters of size 2 in 156 mm
SHORTEST = 4.0  # a last line of less looks lost
NOT_FIRST = "》〉）)、，。；：”’"  # no line begins with these
NOT_LAST = "《〈（(“‘"  # nor ends with these
JOINTS = ("的", "和", "与", "及", "暨", "、")  # a line may end after these
OPENERS = (
    *("《", "（", "进行", "有关", "实施", "管理", "特许", "合法性", "审查", "工作", "方案", "办法"),
    *("合同", "意见", "报告", "请示", "通知", "决定", "规定", "纪要"),
)
BY_SENSE, BEFORE_WORD, ANYWHERE = 0.0, 12.0, 400.0


def broken(title: str) -> list[str]:
    """The lines of a title: as few as fit, words whole, lengths alike."""
    if wide(title) <= WIDEST:
        return [title]
    fewest = -int(-wide(title) // WIDEST)
    tried = [_best(title, count) for count in (fewest, fewest + 1)]
    found = [one for one in tried if one is not None]
    best = min(found, key=_cost, default=(title,))
    return list(best)


def wide(text: str) -> float:
    """The width of a text in Chinese characters: letters and digits take half."""
    return sum(0.5 if ord(sign) < 0x250 else 1.0 for sign in text.strip())


def _best(title: str, count: int) -> tuple[str, ...] | None:
    """The cheapest way to make `count` lines, found line by line; None where none fits."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for _ in range(count):
        following: dict[int, tuple[str, ...]] = {}
        for start, lines in reached.items():
            for end in range(start + 1, len(title) + 1):
                line = title[start:end]
                if wide(line) > WIDEST:
                    break
                ways: list[tuple[str, ...]] = [(*lines, line)]
                ways += [following[end]] if end in following else []
                if _may_end(title, end):
                    following[end] = min(ways, key=_cost)
        reached = following
    return reached.get(len(title))


def _may_end(title: str, end: int) -> bool:
    if end == len(title):
        return True
    here, after = title[end - 1], title[end]
    halves = here.isascii() and after.isascii() and here.isalnum() and after.isalnum()
    return after not in NOT_FIRST and here not in NOT_LAST and not halves


def _cost(lines: tuple[str, ...]) -> float:
    """How bad a breaking is: torn words first, then lines of unlike length, then their number."""
    widths = [wide(line) for line in lines]
    mean = sum(widths) / len(widths)
    torn = sum(_tear(one, other) for one, other in pairwise(lines))
    lost = sum(1000.0 for width in widths if width < SHORTEST)
    return torn + lost + sum((width - mean) ** 2 for width in widths) + 8.0 * len(lines)


def _tear(line: str, following: str) -> float:
    if following[1:2] in ("》", "）"):  # one character alone before the mark that closes
        return ANYWHERE
    if line.endswith((*JOINTS, "》", "）")) or following.startswith(("《", "（")):
        return BY_SENSE
    return BEFORE_WORD if following.startswith(OPENERS) else ANYWHERE
