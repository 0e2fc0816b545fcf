"""Marks of state secrets: a file that bears one must not enter this system.

保守国家秘密法（2024修订）第三十一条：state secrets must not be processed in systems that are not
made for them. How a mark is written: 密级 (绝密, 机密, 秘密), ★, and the period, in the top left
corner of the first page (GB/T 9704-2012 7.2.2; 国家秘密定密管理暂行规定). Words of running text
(商业秘密, 国家秘密, 保守秘密) are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from portal.word.document import Document

HEAD = 15  # paragraphs with text that count as the head of a document
SHORT = 40  # signs: longer than that, a line is text and no mark

LEVEL = "(?:绝密|机密|秘密)"
STAR = "[★☆⭐✩✭✮*＊※]"
PERIOD = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:年|个月|月)|长期|启[用封]前|公布前)"
URGENT = "(?:特急|加急|特提|平急|急件)"
COPY = r"(?:(?:份号|编号|No\.?)?[:：]?\d{1,8}号?)"
OPEN, CLOSE = r"[(（\[【〔《「]?", r"[)）\]】〕》」]?"

STARRED = re.compile(f"(?<![\u4e00-\u9fff]){LEVEL}{STAR}|{STAR}{LEVEL}(?![\u4e00-\u9fff])")
ALONE = re.compile(
    f"{COPY}?{URGENT}?(?:密级(?:和保密期限)?[:：])?{OPEN}{LEVEL}{CLOSE}"
    f"[·•.\\-—]?{PERIOD}?{CLOSE}{URGENT}?{COPY}?"
)
NAMED = re.compile(f"[(（\\[【〔]{LEVEL}[)）\\]】〕]|{LEVEL}{STAR}|^{LEVEL}[-_—·]")
BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
TEXT = re.compile("[。；;，,？?]")


def mark_in(document: Document) -> str | None:
    """The secrecy mark that a document bears, as it is written there; None where it has none."""
    body = [tight(p.text) for p in document.paragraphs if p.text.strip()]
    aside = [
        tight(p.text) for story in document.stories for p in story.paragraphs
        if story.kind in {"header", "footer", "textbox"}
    ]  # fmt: skip
    return _first_alone([*body[:HEAD], *aside]) or _first_starred([*body, *aside])


def mark_in_name(name: str) -> str | None:
    """The secrecy mark in a file's name."""
    found = NAMED.search(tight(name))
    return found[0] if found else None


def mark_in_texts(texts: Iterable[str]) -> str | None:
    """The starred mark among loose texts, such as the cells of a sheet."""
    return _first_starred(tight(text) for text in texts)


def tight(text: str) -> str:
    """The text in half-width signs and without anything that has no ink."""
    return BLANK.sub("", unicodedata.normalize("NFKC", text[:2000]))


def _first_alone(lines: Iterable[str]) -> str | None:
    return next((line for line in lines if ALONE.fullmatch(line)), None)


def _first_starred(lines: Iterable[str]) -> str | None:
    """A starred mark that stands by itself; one that a sentence quotes is running text."""
    for line in lines:
        if len(line) <= SHORT and STARRED.search(line) and not TEXT.search(line):
            return line
    return None
