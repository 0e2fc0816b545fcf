"""By which signs an agenda numbers its items, and which words stand around them.

The words are those of Chinese meeting notices; they are read, never shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_NUMERALS = "[一二三四五六七八九十百零〇]+"


class Sign(IntEnum):
    """Kinds of numbers, the outer ones first."""

    ITEM = 0  # 议题一：
    CHINESE = 1  # 一、
    BRACKETED = 2  # （一）
    ARABIC = 3  # 1. 1、
    BRACKETED_ARABIC = 4  # （1）
    CIRCLED = 5  # ①


PATTERNS = {
    Sign.ITEM: rf"(?:第\s*(?:{_NUMERALS}|\d+)\s*(?:项(?:议题|议程)?|个(?:议题|议程))"
    rf"|议题\s*(?:{_NUMERALS}|\d+))\s*[:：、.．]?\s*",
    Sign.CHINESE: rf"{_NUMERALS}\s*[、.．]\s*",
    Sign.BRACKETED: rf"[（(]\s*{_NUMERALS}\s*[)）]\s*[、.．]?\s*",
    Sign.ARABIC: r"\d{1,3}\s*[、.．)）](?!\d)\s*",
    Sign.BRACKETED_ARABIC: r"[（(]\s*\d{1,3}\s*[)）]\s*[、.．]?\s*",
    Sign.CIRCLED: r"[①-⑳]\s*",
}
SIGNS = {sign: re.compile(pattern) for sign, pattern in PATTERNS.items()}

# sections of a notice that are no items
FRAME = re.compile(
    r"^(?:会议)?(?:时间|地点|主持人?|主持|参会|参加|出席|列席|与会|记录人?|议程安排|要求|注意事项"
    r"|有关事项|其他事项|报到|联系人|联系方式|联系电话|会议名称)"
    r"(?:人员|人|范围|单位|要求|名单|安排)?\s*(?:[:：]|$)"
)
# sections whose inner numbers are the items
AGENDA = re.compile(
    r"^(?:会议|本次会议)?(?:的)?(?:议题|议程|主要议题|审议事项|研究事项|汇报事项|会议内容|内容)"
    r"(?:如下|安排|清单|目录)?\s*[:：]?$"
)
# headings of groups: 审议议题（3项）
GROUP = re.compile(
    r"^(?:提请)?(?:学习|审议|研究|讨论|听取汇报|听取|传达学习|传达|通报|书面)(?:类)?(?:议题|事项)"
    r"(?:[（(].{0,8}[)）])?\s*[:：]?$"
)
# after these nothing belongs to an item any more
END = re.compile(
    r"^(?:附件|附|抄送|印发|主送|分送)\s*[:：]"
    r"|^(?:出席|列席|参会|参加|请假|主持|记录)(?:人员|单位|人)?\s*[:：]"
)
NO_ITEM = re.compile(r"^(?:散会|休会|茶歇|合影|会议结束)")

_REPORTER = (
    r"(?:汇报(?:单位|部门|人)|提请(?:单位|部门)|提交(?:单位|部门)|承办(?:单位|部门)|牵头(?:单位|部门)"
    r"|责任(?:单位|部门)|送审(?:单位|部门)|起草(?:单位|部门)|报告(?:单位|人)|汇报)"
)
REPORTER = re.compile(
    rf"[（(【\[]?\s*{_REPORTER}\s*[:：]\s*(?P<who>[^）)】\]；;。，,\n]+)"
    r"(?:[，,；;][^）)】\]\n]*)?[）)】\]]?[；;。]?"
)
REPORTED_BY = re.compile(
    r"[（(](?:由)?(?P<who>[^（()）:：]{2,40}?)(?:负责)?(?:作?汇报|提请|牵头汇报|报告)[)）]"
)

COLUMN_TITLE = re.compile(r"议题|议程|审议事项|汇报事项|事项名称|内容")
COLUMN_REPORTER = re.compile(r"汇报(?:单位|部门|人)|提请单位|承办单位|责任单位|牵头单位|送审单位")
COLUMN_NUMBER = re.compile(r"^(?:序号|编号|号|项)$")

LEVELS = "市县区州省"  # 市交通运输局 is the department of a city that the agenda need not name


@dataclass(frozen=True)
class Numbered:
    """A line that begins with a number, and what stands after it."""

    sign: Sign
    rest: str


def numbered(line: str) -> Numbered | None:
    """The number that a line begins with; None when it begins with none."""
    for sign, pattern in SIGNS.items():
        found = pattern.match(line)
        if found and found.end() > 0:
            return Numbered(sign, line[found.end() :].strip())
    return None
