"""The clauses of a draft: what the outline lists, and which clause a paragraph belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.word.clauses import number
from portal.word.document import Document, Paragraph

DIGITS = "〇零一二三四五六七八九十百千\\d"
ARTICLE = re.compile(rf"第[{DIGITS}]+(?:之[{DIGITS}]+)?条")
DIVISION = re.compile(rf"第[{DIGITS}]+[编章节]")
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.．、]?")
SECTION = re.compile(r"[一二三四五六七八九十]+、")
LONGEST = 24  # characters of a clause's first words


@dataclass(frozen=True)
class Clause:
    """One entry of the outline: the paragraph it begins with, its number, its first words."""

    paragraph: int
    number: str  # 第一条, 第二章, 一、 or "" for a heading without number
    words: str
    level: int  # 1 divisions and headings, 2 articles below divisions


def outline(document: Document) -> tuple[Clause, ...]:
    """The clauses in order: divisions and articles, else sections, headings, or 1 and 1.1."""
    for kinds in ((DIVISION, ARTICLE), (SECTION,)):
        found = tuple(_numbered(document, kinds))
        if any(kinds[-1].match(clause.number) for clause in found):
            return found
    return tuple(_headings(document)) or tuple(_decimals(document))


def clause_of(clauses: Sequence[Clause], paragraph: int) -> Clause | None:
    """The clause that `paragraph` belongs to; None before the first one."""
    before = bisect_right([clause.paragraph for clause in clauses], paragraph)
    return clauses[before - 1] if before else None


def name_of(clauses: Sequence[Clause], paragraph: int) -> str:
    """What the clause of `paragraph` is called: its number, else its words; "" before all."""
    found = clause_of(clauses, paragraph)
    return (found.number.rstrip("、") or found.words) if found else ""


def _numbered(document: Document, kinds: Sequence[re.Pattern[str]]) -> Iterator[Clause]:
    for paragraph in document.paragraphs:
        own = number(paragraph) or ""
        if any(kind.fullmatch(own) for kind in kinds):
            level = 2 if ARTICLE.fullmatch(own) else 1
            yield Clause(paragraph.index, own, _first_words(paragraph, own), level)


def _headings(document: Document) -> Iterator[Clause]:
    for paragraph in document.paragraphs:
        if paragraph.layout.heading and paragraph.text.strip():
            own = number(paragraph) or ""
            words = _first_words(paragraph, own)
            yield Clause(paragraph.index, own, words, min(paragraph.layout.heading, 2))


def _decimals(document: Document) -> Iterator[Clause]:
    """Clauses numbered 1, 1.1, …: the first two steps of a contract without articles."""
    for paragraph in document.paragraphs:
        own = number(paragraph) or ""
        if DECIMAL.fullmatch(own) and not paragraph.in_table:
            level = own.rstrip(".．、").count(".") + 1
            yield Clause(paragraph.index, own, _first_words(paragraph, own), level)


def _first_words(paragraph: Paragraph, own: str) -> str:
    text = paragraph.text.strip()
    typed = text.removeprefix(own).strip(" \t\u3000:：")
    head = re.split(r"[。；\n]", typed, maxsplit=1)[0]
    return head if len(head) <= LONGEST else head[: LONGEST - 1] + "…"
