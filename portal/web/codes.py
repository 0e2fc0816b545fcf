"""Short codes that people read aloud and type: Crockford's alphabet with a check character."""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11


def new_code() -> str:
    """A fresh code like 7Q3K-9F2M-4RTA: 55 random bits and a check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _grouped(body + _check(body))


def tidy(said: str) -> str:
    """A code as it is stored, from what somebody typed; "" when it cannot be one."""
    plain = unicodedata.normalize("NFKC", said).upper().translate(str.maketrans("OIL", "011"))
    body = "".join(sign for sign in plain if sign in ALPHABET)
    if len(body) != LENGTH + 1 or _check(body[:-1]) != body[-1]:
        return ""
    return _grouped(body)


def _check(body: str) -> str:
    total = sum((place + 1) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[total % 31]


def _grouped(body: str) -> str:
    return "-".join(body[at : at + 4] for at in range(0, len(body), 4))
