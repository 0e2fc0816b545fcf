"""Numbers that a rule bounds: shares, days to pay, years; and codes that check themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from portal.checks.hits import Case, Hit
from portal.checks.numerals import COUNT, whole
from portal.checks.rules import Rule
from portal.checks.sentences import sentence
from portal.credit_codes import uscc_holds

CODE = re.compile(r"信用代码(?:号)?[^0-9A-Za-z，。；]{0,6}([0-9A-Z]{18})(?![0-9A-Za-z])")
SHARE = r"(?:百分之([零〇一二三四五六七八九十百]{1,5})|([0-9]{1,3}(?:\.[0-9]{1,2})?) ?%)"
PAY = re.compile(
    rf"(?:后|之日起|日起)的?({COUNT})(个工作日|个月|日|天)(?:以内|之内|内)?"
    r"[^，。；]{0,12}(?:支付|付清|付款|结清|付至)"
)
PAID_LATER = re.compile(r"质保|保修|保证金|缺陷责任|乙方(?:应当|须|应)?[^，。；]{0,4}在")
DAYS = {"个月": Decimal(30), "个工作日": Decimal(7) / 5, "日": Decimal(1), "天": Decimal(1)}


def credit_code(rule: Rule, case: Case) -> Iterator[Hit]:
    """Unified social credit codes whose check digit does not hold (GB 32100—2015)."""
    for line in case.paper.lines:
        for match in CODE.finditer(line.read.text):
            if not uscc_holds(match[1]):
                yield Hit(line, match.start(1), match.end(1), {"words": match[1]})


def share(rule: Rule, case: Case) -> Iterator[Hit]:
    """Shares above their limit: `limits` are pairs of what the share is of, and its most."""
    for name, most in rule.parameters["limits"]:
        pattern = re.compile(
            rf"(?:{name})[^，。；%]{{0,24}}?{SHARE}|{SHARE}的?(?:{name})(?![^，。；]{{0,12}}%)"
        )
        for line in case.paper.lines:
            for match in pattern.finditer(line.read.text):
                found = percent(match[1] or match[3], match[2] or match[4])
                if found is not None and found > Decimal(most):
                    yield Hit(line, *match.span(), {"words": match[0], "most": most})


def pay_days(rule: Rule, case: Case) -> Iterator[Hit]:
    """Times to pay of more than `most` days; what is kept back as a warranty is none."""
    for line in case.paper.body:
        text = line.read.text
        for match in PAY.finditer(text):
            number = whole(match[1])
            if number is None or number * DAYS[match[2]] <= int(rule.parameters["most"]):
                continue
            if not PAID_LATER.search(text, *sentence(text, *match.span())):
                yield Hit(line, match.start(1), match.end(), {"words": match[0]})


def term_years(rule: Rule, case: Case) -> Iterator[Hit]:
    """Terms called `word` of more than `most` years."""
    pattern = re.compile(rf"(?:{rule.parameters['word']})(?:限)?(?:为|是|共|[:：])? ?({COUNT})年")
    most = int(rule.parameters["most"])
    for line in case.paper.body:
        for match in pattern.finditer(line.read.text):
            if (whole(match[1]) or 0) > most:
                yield Hit(line, *match.span(), {"words": match[0], "most": most})


def percent(chinese: str | None, digits: str | None) -> Decimal | None:
    """The value of 百分之十五 or 15.5 %; None where neither is a number."""
    if digits:
        try:
            return Decimal(digits)
        except InvalidOperation:
            return None
    number = whole(chinese) if chinese else None
    return None if number is None else Decimal(number)
