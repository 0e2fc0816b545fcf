"""The unified social credit code of an organisation (统一社会信用代码, GB 32100—2015)."""

from __future__ import annotations

import re
import unicodedata

USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_LENGTH = 18


def tidy_uscc(said: str) -> str:
    """A unified social credit code without blanks, in capitals and half-width signs."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", said)).upper()


def uscc_holds(code: str) -> bool:
    """Whether the check digit of a unified social credit code is right (GB 32100—2015)."""
    if len(code) != USCC_LENGTH or any(sign not in USCC_SIGNS for sign in code):
        return False
    total = sum(USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:-1]))
    return bool(USCC_SIGNS.index(code[-1]) == -total % 31)
