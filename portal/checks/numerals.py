"""Numbers as Chinese documents write them."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
READ = frozenset([*DIGITS, *UNITS, "万", "亿"])
COUNT = "[0-9零〇一二两三四五六七八九十百千万]{1,10}"  # a number in a pattern
CAPITALS = dict(zip("零壹贰叁肆伍陆柒捌玖拾佰仟", "零一二三四五六七八九十百千", strict=True)) | {
    "圆": "元", "两": "二", "陸": "六", "貳": "二", "億": "亿", "萬": "万",
}  # fmt: skip


def whole(said: str) -> int | None:
    """The value of "十二", "一百零三", "2026" or "二〇二六"; None where it is no number."""
    if said.isascii() and said.isdecimal():
        return int(said)
    if not said or any(sign not in READ for sign in said):
        return None
    if all(sign in DIGITS for sign in said):
        return int("".join(str(DIGITS[sign]) for sign in said))
    return _counted(said)


def _counted(said: str) -> int:
    total = section = part = digit = 0  # 亿 above, 万 so far, what is below, the sign before
    for sign in said:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in UNITS:
            part += (digit or (0 if part else 1)) * UNITS[sign]
            digit = 0
        elif sign == "万":
            section, part, digit = (part + digit) * 10**4, 0, 0
        else:
            total = (total + section + part + digit) * 10**8
            section = part = digit = 0
    return total + section + part + digit


def capital_sum(said: str) -> Decimal | None:
    """Yuan of a sum in capitals (人民币壹拾贰万叁仟元伍角整); None where it cannot be read."""
    plain = "".join(CAPITALS.get(sign, sign) for sign in said)
    plain = plain.removeprefix("人民币").rstrip("整正")
    yuan, mark, rest = plain.rpartition("元")
    if not mark:
        return None
    value = whole(yuan) if yuan else 0
    cents = _cents(rest.lstrip("零"))
    if value is None or cents is None:
        return None
    return Decimal(value) + cents / 100


def _cents(said: str) -> Decimal | None:
    value = 0
    for mark, worth in (("角", 10), ("分", 1)):
        digit, found, said = said.partition(mark) if mark in said else ("", "", said)
        if found:
            count = whole(digit.lstrip("零") or "零")
            if count is None or count > 9:
                return None
            value += count * worth
    return Decimal(value) if not said else None
