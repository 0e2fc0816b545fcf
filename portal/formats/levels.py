"""The numbers of headings as the standard writes them: 一、（一）1.（1）(GB/T 9704 7.3.3)."""

from __future__ import annotations

CHINESE = "一二三四五六七八九"
ABOUT = "（{number}）关于{subject}"


def about(place: int, subject: str) -> str:
    """A heading of the second level, （一）关于程序; `place` counts from 1 to 9."""
    return ABOUT.format(number=CHINESE[place - 1], subject=subject)
