"""Who stands on which side of a contract, as its first page names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from portal.credit_codes import tidy_uscc

SIDES = (
    "[甲乙丙丁戊]方",
    "委托[方人]", "受托[方人]", "发包[方人]", "承包[方人]", "出租[方人]", "承租[方人]",
    "出让[方人]", "受让[方人]", "采购[方人]", "供应商", "供[货]?方", "需方", "买[受]?[方人]",
    "卖方", "出卖人", "贷款人", "借款人", "保证人", "建设单位", "施工单位",
    "当事人", "被处罚人", "征收人", "被征收人",
)  # fmt: skip
SIDE = re.compile(
    rf"(?:^|(?<=\s))({'|'.join(SIDES)})\s*(?:[(（][^()（）]{{1,20}}[)）]\s*)?[:：]\s*"
)
CELL = re.compile(rf"({'|'.join(SIDES)})\s*(?:[(（][^()（）]{{1,20}}[)）])?\s*[:：]?")
NAME_ENDS = re.compile(
    r"[(（]\s*(?:以下|下称|简称|盖章|公章|签章|签字)|[，,；;。]|\s{2,}|\t|统一社会信用代码|法定代表人|地址|住所"
)
CODE = re.compile(r"统一社会信用代码\s*[:：]?\s*((?:[0-9A-Za-z][\s-]?){18})(?![0-9A-Za-z])")
CLAUSE = re.compile(r"\s*第[一二三四五六七八九十百零\d]+条")
SENTENCE = re.compile(r"应|须|不得|有权|无权|负责|按照|同意|承诺|保证")
WRITTEN = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
REACH = 12  # lines after a party's name in which its code stands
LONGEST = 100
MOST = 8


@dataclass(frozen=True)
class RecognisedParty:
    side: str
    name: str
    uscc: str = ""


def parties_in(lines: Sequence[str]) -> tuple[RecognisedParty, ...]:
    """The parties in the order of the text, each side once."""
    found: dict[str, RecognisedParty] = {}
    for place, side, name in _named(lines):
        if side not in found and not _is_known(name, found):
            found[side] = RecognisedParty(side, name, _code(lines[place : place + REACH], name))
    return tuple(found.values())[:MOST]


def _named(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Place, side and name: in one line after a colon, or a cell and the one behind it."""
    for place, line in enumerate(lines):
        if CLAUSE.match(line):
            continue
        marks = list(SIDE.finditer(line))
        for mark, after in zip_longest(marks, marks[1:]):
            name = _name(line[mark.end() : after.start() if after else None])
            name = name or (_name(_after(lines, place)) if line[mark.end() :].strip() == "" else "")
            if name:
                yield place, mark[1], name
        cell = None if marks else CELL.fullmatch(line.strip())
        if cell and (name := _name(_after(lines, place))):
            yield place, cell[1], name


def _after(lines: Sequence[str], place: int) -> str:
    """The next line, unless it speaks of something else."""
    line = lines[place + 1] if place + 1 < len(lines) else ""
    return "" if re.search("[:：]", line) or CELL.fullmatch(line.strip()) else line


def _name(text: str) -> str:
    """The name at the start of `text`; "" where only a blank to fill in stands."""
    name = NAME_ENDS.split(text.strip())[0].strip(" _—-－＿　")
    if name.startswith(("（", "(")) or "__" in name or SENTENCE.match(name):
        return ""
    return name if WRITTEN.search(name) and len(name) <= LONGEST else ""


def _is_known(name: str, found: dict[str, RecognisedParty]) -> bool:
    return any(party.name == name for party in found.values())


def _code(lines: Sequence[str], name: str) -> str:
    """The code that stands behind the name and before the next party."""
    text = "\n".join(lines)
    behind = text[text.find(name) + len(name) :]
    other = SIDE.search(behind)
    code = CODE.search(behind[: other.start()] if other else behind)
    return tidy_uscc(code[1])[:18] if code else ""
