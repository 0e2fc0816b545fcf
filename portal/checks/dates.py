"""Days that do not exist, that run backwards, or whose weekday is another one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from portal.checks.hits import Case, Hit
from portal.checks.numerals import whole
from portal.checks.rules import Rule

DAY = re.compile(
    r"(?<!\d)([12]\d{3}|[一二][零〇一二三四五六七八九]{3})年([0-9一二三四五六七八九十]{1,3})月"
    r"(?:([0-9一二三四五六七八九十]{1,3})[日号])?(?:[（(]?(?:星期|周)([一二三四五六日天])[）)]?)?"
)
RANGE = re.compile(r"^\s*(?:起)?(?:[，,]?(?:至|到|-|—|－|~|～)){1,2}\s*")
TERM = re.compile(
    r"(?:期限|有效期|服务期|租期|合作期)(?:限)?(?:为|是|：|:)?"
    r"\s*([0-9一二两三四五六七八九十]{1,3})\s*年"
)
WEEK = "一二三四五六日"


def impossible(rule: Rule, case: Case) -> Iterator[Hit]:
    """Days that no calendar has."""
    for line in case.paper.lines:
        for match in DAY.finditer(line.read.text):
            if _is_impossible(*_numbers(match)):
                yield Hit(line, *match.span(), {"words": match[0]})


def wrong_weekday(rule: Rule, case: Case) -> Iterator[Hit]:
    """Days that fall on another day of the week than the text says."""
    for line in case.paper.lines:
        for match in DAY.finditer(line.read.text):
            day = day_in(match)
            if day and match[4] and WEEK[day.weekday()] != match[4].replace("天", "日"):
                yield Hit(line, *match.span(), {"words": match[0], "better": WEEK[day.weekday()]})


def backwards(rule: Rule, case: Case) -> Iterator[Hit]:
    """Spans of time that end before they begin."""
    for line in case.paper.lines:
        for begin, end, first, last in _spans(line.read.text):
            if last < first:
                said = {"first": first.isoformat(), "last": last.isoformat()}
                yield Hit(line, begin, end, said)


def other_term(rule: Rule, case: Case) -> Iterator[Hit]:
    """A term in years beside the days from which to which it runs, and they do not agree.

    A year ends on the eve of its day, or on the day itself (民法典第二百零二条).
    """
    for line in case.paper.lines:
        text = line.read.text
        for begin, end, first, last in _spans(text):
            said = TERM.search(text, max(0, begin - 40), min(len(text), end + 30))
            years = whole(said[1]) if said else None
            if said is None or not years or last < first:
                continue
            if not _is_term(first, last, years):
                yield Hit(
                    line, min(begin, said.start()), max(end, said.end()),
                    {"years": years, "first": first.isoformat(), "last": last.isoformat()},
                )  # fmt: skip


def _is_term(first: date, last: date, years: int) -> bool:
    year = first.year + years
    same = date(year, first.month, min(first.day, monthrange(year, first.month)[1]))
    return last in (same, same - timedelta(days=1))


def _spans(text: str) -> Iterator[tuple[int, int, date, date]]:
    """Two days with 至 between them: where they stand, and the days."""
    found = [(match, day_in(match)) for match in DAY.finditer(text)]
    for (one, first), (other, last) in pairwise(found):
        if first and last and RANGE.fullmatch(text[one.end() : other.start()]):
            yield one.start(), other.end(), first, last


def _numbers(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    return whole(match[1]), whole(match[2]), whole(match[3]) if match[3] else None


def _is_impossible(year: int | None, month: int | None, day: int | None) -> bool:
    if not year or month is None:
        return False
    if not 1 <= month <= 12:
        return True
    return day is not None and not 1 <= day <= monthrange(year, month)[1]


def day_in(match: re.Match[str]) -> date | None:
    """The day that a match of DAY names; None where it names none, or one that cannot be."""
    year, month, day = _numbers(match)
    if not year or not month or not day or _is_impossible(year, month, day):
        return None
    return date(year, month, day)
