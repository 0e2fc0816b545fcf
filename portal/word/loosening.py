"""Differences that a reader may call none: the width of signs, the form of quotes, spaces."""

from __future__ import annotations

import unicodedata
from functools import cache

QUOTES = str.maketrans("“”„‟«»‘’‚‛「」『』", '""""""\'\'\'\'""""')
PARAGRAPH_END = "\u2029"


def folded(text: str) -> str:
    """The text letter by letter without width and forms of quotes; it keeps its length."""
    return "".join([narrow(letter) for letter in text]).translate(QUOTES)


@cache
def narrow(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def is_blank(text: str) -> bool:
    """Whether there is nothing in a text but spaces within one paragraph."""
    return text.isspace() and PARAGRAPH_END not in text
