"""One spelling for what writers type in many: width, spaces, brackets; with the way back."""

from __future__ import annotations

from dataclasses import dataclass

WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
SIGNS: dict[int, str] = str.maketrans(
    {"％": "%", "．": ".", "﹝": "〔", "﹞": "〕", "￥": "¥", "︰": "："}
)
TABLE: dict[int, int | str] = {**WIDE, **SIGNS}
GAPS = frozenset(" \t\u3000\xa0\u2002\u2003\u2009")


@dataclass(frozen=True)
class Normal:
    """A text in one spelling, and for each of its signs the offset in the original."""

    text: str
    offsets: tuple[int, ...]

    def origin(self, at: int) -> int:
        """The offset in the original at which the sign at `at` begins."""
        if at < len(self.offsets):
            return self.offsets[at]
        return self.offsets[-1] + 1 if self.offsets else 0

    def origin_end(self, end: int) -> int:
        """The offset in the original behind the sign before `end`."""
        return self.offsets[end - 1] + 1 if end and self.offsets else 0


def normal(text: str) -> Normal:
    """Full-width letters and digits are narrow, spaces beside Chinese signs and digits are gone."""
    plain = text.translate(TABLE)
    kept = [at for at, sign in enumerate(plain) if sign not in GAPS or not _is_idle(plain, at)]
    return Normal("".join([plain[at] for at in kept]), tuple(kept))


def _is_idle(text: str, at: int) -> bool:
    """Whether the space at `at` parts no two words of an alphabet."""
    before, after = text[:at].rstrip(), text[at:].lstrip()
    if not before or not after:
        return True
    return not (_is_latin(before[-1]) and _is_latin(after[0]))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
