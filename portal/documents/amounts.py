"""The sum a contract is about: in figures, and in capitals where the text has both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

LABEL = (
    r"(?:签约)?合同价|"
    r"(?:合同|协议|项目|采购|成交|中标|服务|工程|租赁|委托|养护|设备|货物)?"
    r"(?:总(?:价款?|金额|费用|额|投资|造价|租金)|金额|价款|价格|造价|费用|酬金|服务费|租金|经费)"
)
UNITS = {"元": Decimal(1), "圆": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
NUMBER = r"(\d[\d,，]{0,20}(?:\.\d{1,6})?)"
FIGURES = re.compile(f"[¥￥]?{NUMBER}(亿元|万元|元|圆)|[¥￥]{NUMBER}")
CAPITALS = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{0,29}[元圆](?:[零壹贰叁肆伍陆柒捌玖角分]{0,5})"
)
LABELLED = re.compile(f"(?:{LABEL})[^。；\\d]{{0,30}}")
UNIT_PRICE = re.compile(r"每[^，。；\d]{1,10}[\d.,]{1,20}[万亿]?元|[\d.,]{1,20}[万亿]?元[/／每]")
REACH = 80  # signs after the label in which the sum stands

DIGITS = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
TENS = {"拾": 10, "佰": 100, "仟": 1000}
BLOCKS = {"万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Amount:
    """A sum in yuan; `words` is the reading in capitals where it says something else."""

    yuan: Decimal
    words: Decimal | None = None


def amount_in(lines: Sequence[str]) -> Amount | None:
    """The first sum that a label introduces; None where no label does."""
    for line in lines:
        plain = UNIT_PRICE.sub("", re.sub(r"\s+", "", line))
        for label in LABELLED.finditer(plain):
            found = _amount(plain[label.start() : label.end() + REACH])
            if found:
                return found
    return None


def figure(text: str) -> Decimal | None:
    """The first sum in figures, in yuan."""
    found = FIGURES.search(text)
    if not found:
        return None
    try:
        number = Decimal(re.sub("[,，]", "", found[1] or found[3]))
    except InvalidOperation:
        return None
    return (number * UNITS[found[2] or "元"]).quantize(Decimal("0.01"))


def capitals(text: str) -> Decimal | None:
    """The first sum in capitals such as 叁拾贰万元整, in yuan."""
    found = CAPITALS.search(text)
    if not found:
        return None
    whole, _, rest = found[0].replace("圆", "元").partition("元")
    cents = _rest(rest, "角") * 10 + _rest(rest, "分")
    return Decimal(_whole(whole) * 100 + cents) / 100


def _amount(text: str) -> Amount | None:
    sentence = re.split("[。；]", text)[0]
    figures, words = figure(sentence), capitals(sentence)
    if figures is None:
        return Amount(words) if words is not None else None
    return Amount(figures, words if words is not None and words != figures else None)


def _whole(signs: str) -> int:
    """叁拾贰万 as 320000: digits gather in tens, tens in blocks of 万 and 亿."""
    total = block = digit = 0
    for sign in signs:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            block, digit = block + (digit or 1) * TENS[sign], 0
        else:
            total, block, digit = _closed(total, block + digit, BLOCKS[sign]), 0, 0
    return total + block + digit


def _closed(total: int, block: int, size: int) -> int:
    """亿 multiplies everything before it (万亿), 万 only its own block."""
    if size == BLOCKS["亿"]:
        return (total + block) * size
    return total + block * size


def _rest(text: str, unit: str) -> int:
    found = re.search(f"([零壹贰叁肆伍陆柒捌玖]){unit}", text)
    return DIGITS[found[1]] if found else 0
