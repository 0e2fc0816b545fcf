"""Sums that a paragraph states itself: instalments, shares of a whole, tax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from portal.checks.hits import Case, Hit
from portal.checks.limits import SHARE, percent
from portal.checks.numerals import COUNT, whole
from portal.checks.rules import Rule
from portal.checks.values import Line

PARTED = re.compile(rf"分({COUNT})(?:期|次|笔|个阶段|批)(?:支付|付款|付清|拨付|结算)")
PAID = re.compile(rf"(?:支付|付至|付款|付|拨付)[^，。；%]{{0,16}}?{SHARE}")
OPEN_END = re.compile("余款|剩余|其余|付至|累计|违约|逾期|质保金|保证金")
NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,4})?)"
WHOLE = re.compile(
    rf"(?:共|总)[^，。；0-9]{{0,10}}{NUMBER}([\u4e00-\u9fff]{{1,3}}?)[，,](?:其中)[^，。；0-9]{{0,10}}"
    rf"{NUMBER}\2[，,]占(?:比)?(?:为)?(?:总[数量])?的?{NUMBER} ?%"
)
MONEY = r"(?:人民币|为|是|：|:|¥|￥| )*([0-9][0-9,]{0,14}(?:\.[0-9]{1,2})?)(万?元)"
NET = re.compile(rf"不含税(?:总)?(?:价款?|金额|总额|合同价){MONEY}")
GROSS = re.compile(rf"(?<!不)含税(?:总)?(?:价款?|金额|总额|合同价){MONEY}")
RATE = re.compile(r"税率(?:为|是|：|:)?([0-9]{1,2}(?:\.[0-9])?) ?%")
CENT = Decimal("0.01")


def parts_of_whole(rule: Rule, case: Case) -> Iterator[Hit]:
    """Instalments whose shares are all named and do not make up a hundred."""
    for line in case.paper.lines:
        text = line.read.text
        stated = PARTED.search(text)
        if stated is None or OPEN_END.search(text):
            continue
        found = [(one, percent(one[1], one[2])) for one in PAID.finditer(text, stated.end())]
        shares = [value for _, value in found if value is not None]
        if len(shares) == whole(stated[1]) and sum(shares) != 100:
            said = {"sum": f"{sum(shares):f}"}
            yield Hit(line, stated.start(), found[-1][0].end(), said)


def ratio(rule: Rule, case: Case) -> Iterator[Hit]:
    """A share of a whole, both numbers beside it, that is another one beyond rounding."""
    for line in case.paper.lines:
        for match in WHOLE.finditer(line.read.text):
            total, part, said = Decimal(match[1]), Decimal(match[3]), Decimal(match[4])
            if total <= 0 or part > total:
                continue
            exact = part * 100 / total
            unit = Decimal(1).scaleb(int(said.as_tuple().exponent))
            if exact.quantize(unit, ROUND_HALF_UP) != said:
                told = {
                    "part": match[3] + match[2], "whole": match[1] + match[2],
                    "found": f"{exact.quantize(CENT, ROUND_HALF_UP):f}", "said": match[4],
                }  # fmt: skip
                yield Hit(line, *match.span(), told)


def tax(rule: Rule, case: Case) -> Iterator[Hit]:
    """Price with tax, without, and the rate in one paragraph, that do not agree to a yuan."""
    for line in case.paper.lines:
        yield from _tax(line)


def _tax(line: Line) -> Iterator[Hit]:
    text = line.read.text
    found = [list(one.finditer(text)) for one in (NET, GROSS, RATE)]
    if any(len(one) != 1 for one in found):
        return
    net, gross, rate = (one[0] for one in found)
    before, after = _yuan(net), _yuan(gross)
    exact = (before * (100 + Decimal(rate[1])) / 100).quantize(CENT, ROUND_HALF_UP)
    slack = 1 if net[2] == gross[2] == "元" else 100
    if abs(exact - after) > slack:
        told = {"net": f"{before:f}", "gross": f"{after:f}", "rate": rate[1], "found": f"{exact:f}"}
        yield Hit(line, gross.start(), gross.end(), told)


def _yuan(match: re.Match[str]) -> Decimal:
    number = Decimal(match[1].replace(",", ""))
    return number * 10000 if match[2] == "万元" else number
