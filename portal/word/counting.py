"""Numbers as Word writes them in front of paragraphs: 一, 十一, 壹, 甲, ①, iv, aa."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LARGEST = 32_767  # Word counts no further
DIGITS = "○一二三四五六七八九"
DIGITS_JAPANESE = "〇一二三四五六七八九"
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
AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
    "ウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
)
GANADA = "가나다라마바사아자차카타파하"
CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
TEENS = "fifteen sixteen seventeen eighteen nineteen"
ONES = f"{SMALL} {TEENS}".split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ODD_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Counting:
    """How a language counts in thousands.

    `zero` fills a gap (一百零一); `says_one` tells before which units a one is spoken: "all"
    (壹拾), "most" (一百一十 but 十一) or "none" (百十一).
    """

    digits: str
    units: tuple[str, str, str, str]
    myriad: str
    zero: str
    says_one: str

    def __call__(self, number: int) -> str:
        if number == 0:
            return self.digits[0]
        high, low = divmod(number, 10_000)
        if not high:
            return self._small(low)
        gap = self.zero if 0 < low < 1000 else ""
        return self(high) + self.myriad + gap + (self._small(low) if low else "")

    def _small(self, number: int) -> str:
        written, gap = "", False
        for power in (3, 2, 1, 0):
            digit, number = divmod(number, 10**power)
            if digit:
                one = "" if digit == 1 and self._is_silent(power, written) else self.digits[digit]
                written += (self.zero if gap and written else "") + one + self.units[power]
            gap = not digit
        return written

    def _is_silent(self, power: int, written: str) -> bool:
        if power == 0 or self.says_one == "all":
            return False
        return self.says_one == "none" or (power == 1 and not written)


THOUSANDS = Counting(DIGITS, ("", "十", "百", "千"), "万", "零", "most")
TAIWANESE = Counting(DIGITS, ("", "十", "百", "千"), "萬", "零", "most")
JAPANESE = Counting(DIGITS_JAPANESE, ("", "十", "百", "千"), "万", "", "none")
KOREAN = Counting("영일이삼사오육칠팔구", ("", "십", "백", "천"), "만", "", "none")
LEGAL_CHINESE = Counting("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "萬", "零", "all")
LEGAL_TAIWANESE = Counting("零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟"), "萬", "零", "all")
LEGAL_JAPANESE = Counting("〇壱弐参四伍六七八九", ("", "拾", "百", "阡"), "萬", "", "all")


def counted(number: int, form: str) -> str:
    """`number` in the number format `form` of the file format; unknown forms are decimal.

    Where a series has an end (甲…癸, ①…⑳), numbers beyond it are decimal, as in Word.
    """
    return FORMS.get(form, str)(number) if 0 <= number <= LARGEST else str(number)


def _letters(number: int) -> str:
    if number == 0:
        return ""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _in_words(number: int) -> str:
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    words = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest < 20:
        words += [ONES[rest]] if rest else []
    else:
        words.append(TENS[rest // 10] + (f"-{ONES[rest % 10]}" if rest % 10 else ""))
    return " ".join(words).capitalize()


def _in_ordinal_words(number: int) -> str:
    head, space, last = _in_words(number).rpartition("-" if "-" in _in_words(number) else " ")
    last = last.lower()
    ordinal = ODD_ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (head + space + ordinal).capitalize() if 0 < number < 1000 else _ordinal(number)


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    return THOUSANDS(number) if number < 100 else _digits(DIGITS)(number)


def _padded(width: int) -> Callable[[int], str]:
    return lambda number: str(number).zfill(width)


def _series(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    return _series("".join(chr(ord(first) + place) for place in range(last)))


def _sixty(number: int) -> str:
    if not 0 < number <= 60:
        return str(number)
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12]


def _full_width(number: int) -> str:
    return str(number).translate(FULL_WIDTH)


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02}",
    **{f"padded{width}": _padded(width) for width in (2, 3, 4, 5)},
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "cardinalText": _in_words,
    "ordinalText": _in_ordinal_words,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": THOUSANDS,
    "taiwaneseCountingThousand": TAIWANESE,
    "japaneseCounting": JAPANESE,
    "koreanCounting": KOREAN,
    "chineseLegalSimplified": LEGAL_CHINESE,
    "ideographLegalTraditional": LEGAL_TAIWANESE,
    "japaneseLegal": LEGAL_JAPANESE,
    "ideographDigital": _digits(DIGITS_JAPANESE),
    "japaneseDigitalTenThousand": _digits(DIGITS_JAPANESE),
    "taiwaneseDigital": _digits(DIGITS),
    "ideographTraditional": _series(STEMS),
    "ideographZodiac": _series(BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "aiueoFullWidth": _series(AIUEO),
    "irohaFullWidth": _series(IROHA),
    "ganada": _series(GANADA),
    "chosung": _series(CHOSUNG),
    "russianLower": _series(RUSSIAN),
    "russianUpper": lambda number: _series(RUSSIAN)(number).upper(),
}
