"""Numbers as Word writes them in front of paragraphs: 一, 十一, 壹, 甲, ①, iv, aa."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
CIRCLED_DIGITS = "○一二三四五六七八九"
LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
LEGAL_JAPANESE = "〇壱弐参四伍六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
GANADA = "가나다라마바사아자차카타파하"
CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def counted(number: int, form: str) -> str:
    """`number` in the number format `form` of the file format; unknown forms are decimal.

    Where a series has an end (甲…癸, ①…⑳), numbers beyond it are decimal, as in Word.
    """
    if number < 0:
        return str(number)
    return FORMS.get(form, str)(number)


def chinese(number: int, digits: str, units: str, *, one: bool, zero: str) -> str:
    """A number in the counting of thousands: 一百零一; `one` says 一百 rather than 百."""
    if number == 0:
        return digits[0]
    high, low = divmod(number, 10_000)
    if not high:
        return _below_ten_thousand(low, digits, units, one=one, zero=zero)
    head = chinese(high, digits, units, one=one, zero=zero) + "万"
    tail = _below_ten_thousand(low, digits, units, one=one, zero=zero) if low else ""
    return head + (zero if low and low < 1000 else "") + tail


def letters(number: int, first: str = "a", size: int = 26) -> str:
    """a … z, aa, bb … as Word goes on after z."""
    if number == 0:
        return ""
    times, place = divmod(number - 1, size)
    return chr(ord(first) + place) * (times + 1)


def roman(number: int) -> str:
    """A number in small Roman letters."""
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _below_ten_thousand(number: int, digits: str, units: str, *, one: bool, zero: str) -> str:
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit, number = divmod(number, 10**power)
        if digit:
            bare = digit == 1 and power and (not one or (power == 1 and not written))
            written += (zero if gap and written else "") + ("" if bare else digits[digit])
            written += units[power]
        gap = not digit
    return written


def _counting(number: int) -> str:
    if number < 100:
        return _thousands(number)
    return "".join(CIRCLED_DIGITS[int(digit)] for digit in str(number))


def _thousands(number: int) -> str:
    if number == 0:
        return "○"
    return chinese(number, DIGITS, ("", "十", "百", "千"), one=True, zero="零")  # type: ignore[arg-type]


def _japanese(number: int) -> str:
    return chinese(number, DIGITS, ("", "十", "百", "千"), one=False, zero="")  # type: ignore[arg-type]
