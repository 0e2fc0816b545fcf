"""How one wording became another: the edits between two texts, in readable units.

Chinese is compared by characters, Latin by words, numbers as wholes; the result is counted in
characters again, so that it can be laid on either text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fast_diff_match_patch import diff

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z\u00c0-\u024f\u0370-\u04ff]+|.", re.DOTALL)
PAUSES = frozenset("\n\u2029，。；：、！？,.;:!?（）()《》“”\"' \t\u3000")
ENDS = frozenset("\n\u2029")  # of lines and of paragraphs
PATIENCE = 2.0  # seconds for two huge texts that share nothing; such input is an attack
LARGE = 20_000  # tokens on both sides from which the clock is looked at
ISLAND = 2  # characters; a shorter kept piece between two large edits only disturbs the reader


class Op(StrEnum):
    """What happened to a stretch of text."""

    KEEP = "="
    CUT = "-"
    ADD = "+"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of characters kept, cut out of the old text or added in the new one."""

    op: Op
    length: int


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The way from `old` to `new`; in one place the cut comes before the addition."""
    if old == new:
        return (Edit(Op.KEEP, len(old)),) if old else ()
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    return tuple(measured(tidy(compared(before, after), before, after), before, after))


def laid(edits: Sequence[Edit]) -> Iterator[tuple[Op, int, int, int]]:
    """The edits with where they stand in the old and in the new text, and their length."""
    old = new = 0
    for edit in edits:
        yield edit.op, old, new, edit.length
        old += edit.length if edit.op is not Op.ADD else 0
        new += edit.length if edit.op is not Op.CUT else 0


def compared(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """The shortest way from one list of words to another, in words."""
    ids: dict[str, str] = {}
    left = "".join([ids.setdefault(word, letter(len(ids))) for word in before])
    right = "".join([ids.setdefault(word, letter(len(ids))) for word in after])
    limit = PATIENCE if min(len(left), len(right)) > LARGE else 0.0
    ways = diff(left, right, timelimit=limit, checklines=False, cleanup="No", counts_only=True)
    return [Edit(Op(op), length) for op, length in ways]


def letter(number: int) -> str:
    """A character that stands for the `number`-th distinct word (surrogates are left out)."""
    return chr(number + 0x100 if number < 0xD000 else number + 0x1000)


def tidy(way: list[Edit], before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """The same way, easier to read: no lonely kept letters, edits at the natural joints."""
    return list(slid(merged(without_islands(way, before)), before, after))


def without_islands(way: list[Edit], before: Sequence[str]) -> Iterator[Edit]:
    at = 0
    for position, edit in enumerate(way):
        if edit.op is Op.KEEP and is_island(way, position, before[at : at + edit.length]):
            yield Edit(Op.CUT, edit.length)
            yield Edit(Op.ADD, edit.length)
        else:
            yield edit
        at += edit.length if edit.op is not Op.ADD else 0


def is_island(way: list[Edit], position: int, words: Sequence[str]) -> bool:
    """Whether a kept piece drowns between two replacements much longer than itself."""
    length = len("".join(words))
    if length > ISLAND or not 0 < position < len(way) - 1 or not ENDS.isdisjoint(words):
        return False
    shores = (around(way, position, -1), around(way, position, 1))
    return all(min(cut, added) >= 4 * len(words) for cut, added in shores)


def around(way: list[Edit], position: int, step: int) -> tuple[int, int]:
    """How much was cut and added right beside a kept piece, looking in the direction `step`."""
    beside = {Op.CUT: 0, Op.ADD: 0}
    while 0 <= (position := position + step) < len(way) and way[position].op is not Op.KEEP:
        beside[way[position].op] += way[position].length
    return beside[Op.CUT], beside[Op.ADD]


def merged(way: Iterable[Edit]) -> list[Edit]:
    """Neighbouring edits of a kind as one; a cut always before the addition at its place."""
    result: list[Edit] = []
    cut = added = 0
    for edit in [*way, Edit(Op.KEEP, 0)]:
        if edit.op is Op.CUT:
            cut += edit.length
        elif edit.op is Op.ADD:
            added += edit.length
        elif edit.length or cut or added:
            result += [e for e in (Edit(Op.CUT, cut), Edit(Op.ADD, added)) if e.length]
            cut = added = 0
            append_kept(result, edit.length)
    return result


def append_kept(result: list[Edit], length: int) -> None:
    if length and result and result[-1].op is Op.KEEP:
        result[-1] = Edit(Op.KEEP, result[-1].length + length)
    elif length:
        result.append(Edit(Op.KEEP, length))


def slid(way: list[Edit], before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """Lone cuts and additions moved along equal words until they begin after a pause."""
    result = list(way)
    old = new = 0
    for position, edit in enumerate(way):
        if edit.op is not Op.KEEP and is_lone(result, position):
            text, start = (before, old) if edit.op is Op.CUT else (after, new)
            shift = slide(result, position, text, start)
            old, new = old + shift, new + shift
        old += result[position].length if edit.op is not Op.ADD else 0
        new += result[position].length if edit.op is not Op.CUT else 0
    return [edit for edit in result if edit.length]


def is_lone(way: list[Edit], position: int) -> bool:
    between = 0 < position < len(way) - 1
    return between and way[position - 1].op is way[position + 1].op is Op.KEEP


def slide(way: list[Edit], position: int, text: Sequence[str], start: int) -> int:
    """Moves the edit at `position`, which covers `text` from `start`; how far, in words."""
    length = way[position].length
    room = way[position - 1].length - (position > 1)
    rest = way[position + 1].length - (position + 2 < len(way))
    low, high = reach(text, start, length, room, rest)
    best = max(
        range(low, high + 1), key=lambda shift: (joint(text, start + shift, length), -abs(shift))
    )
    way[position - 1] = Edit(Op.KEEP, way[position - 1].length + best)
    way[position + 1] = Edit(Op.KEEP, way[position + 1].length - best)
    return best


def reach(text: Sequence[str], start: int, length: int, room: int, rest: int) -> tuple[int, int]:
    """How far the stretch may move to the left (negative) and right and stay the same edit."""
    low = high = 0
    while -low < min(room, 50) and text[start + low - 1] == text[start + low + length - 1]:
        low -= 1
    while high < min(rest, 50) and text[start + high] == text[start + high + length]:
        high += 1
    return low, high


def joint(text: Sequence[str], start: int, length: int) -> int:
    """How natural it is to begin and end an edit here; more is better."""
    before = text[start - 1] if start else "\n"
    last = text[start + length - 1]
    return 2 * (before in PAUSES) + 2 * (last in PAUSES) + (before in ENDS) + (last in ENDS)


def measured(way: list[Edit], before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """The way counted in characters instead of words."""
    old = new = 0
    for edit in way:
        text, start = (after, new) if edit.op is Op.ADD else (before, old)
        yield Edit(edit.op, sum(map(len, text[start : start + edit.length])))
        old += edit.length if edit.op is not Op.ADD else 0
        new += edit.length if edit.op is not Op.CUT else 0
