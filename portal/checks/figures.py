"""Sums in figures and in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from portal.checks.hits import Case, Hit
from portal.checks.numerals import capital_sum
from portal.checks.rules import Rule

FIGURE = (
    r"(?P<figure>\d{1,3}(?:[,，]\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)"
    r"\s?(?P<unit>亿元|万元|元)?"
)
CAPITAL = (
    "(?P<capital>(?:人民币)?[壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,30}[元圆]"
    "[零壹贰叁肆伍陆柒捌玖角分]{0,8}[整正]?)"
)
BETWEEN = r"[（(，,、：:\s]{0,3}(?:人民币)?(?:大写|小写)?(?:金额)?(?:为|是)?[：:\s]{0,2}¥?"
PAIRS = (
    re.compile(rf"¥?{FIGURE}{BETWEEN}{CAPITAL}"),
    re.compile(rf"{CAPITAL}{BETWEEN}{FIGURE}"),
)
UNITS = {"亿元": 10**8, "万元": 10**4, "元": 1, None: 1}


def pair(rule: Rule, case: Case) -> Iterator[Hit]:
    """A sum in figures and the same in capitals beside it that are not the same."""
    for line in case.paper.lines:
        seen: set[int] = set()
        for pattern in PAIRS:
            for match in pattern.finditer(line.read.text):
                capital, figure = capital_sum(match["capital"]), _value(match)
                if capital is None or figure is None or match.start("capital") in seen:
                    continue
                seen.add(match.start("capital"))
                if capital != figure:
                    said = {"figure": f"{figure:,.2f}", "capital": f"{capital:,.2f}"}
                    yield Hit(line, match.start(), match.end(), said)


def _value(match: re.Match[str]) -> Decimal | None:
    try:
        value = Decimal(match["figure"].replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return (value * UNITS[match["unit"]]).quantize(Decimal("0.01"))


WRONG = re.compile(
    r"大写(?:金额)?[为：:（(]{0,2}(?:人民币)?"
    r"(?P<sum>[零〇一二三四五六七八九十百千万亿]{2,30}[元圆][^，。；）)\s]{0,8})"
)


def plain_numerals(rule: Rule, case: Case) -> Iterator[Hit]:
    """Sums that are said to be in capitals and are written in the plain numerals."""
    for line in case.paper.lines:
        for match in WRONG.finditer(line.read.text):
            yield Hit(line, *match.span("sum"), {"words": match["sum"]})
