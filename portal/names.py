"""Closed sets whose members know what the office calls them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Named(StrEnum):
    """A member is stored and compared by its value; `zh` is the word on the page.

    The Chinese word is the message id of the catalogue, so that pages show `member | label`.
    """

    zh: str

    def __new__(cls, value: str, zh: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        return member
