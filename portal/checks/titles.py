"""The head of a document: its title and when it says to be in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from portal.checks.editions import COUNT
from portal.checks.hits import Case, Hit
from portal.checks.numerals import whole
from portal.checks.phrases import is_spared
from portal.checks.rules import Rule
from portal.checks.values import Line, Paper

FIRST = 6  # lines among which the title is looked for
SELF = re.compile(
    r"^(?:第[零〇一二三四五六七八九十百0-9]{1,5}条)?\s*本(?:办法|规定|细则|意见|通知|方案|决定|规则|标准)"
    rf"[^《》。；]{{0,8}}自({COUNT})年({COUNT})月({COUNT})日起(?:施行|实施|生效|执行)"
)


def title(rule: Rule, case: Case) -> Iterator[Hit]:
    """What `pattern` finds in the first lines, but where `unless` matches in the same line."""
    pattern, unless = rule.pattern(), rule.pattern("unless")
    for line in _head(case.paper):
        text = line.read.text.strip()
        ahead = len(line.read.text) - len(line.read.text.lstrip())
        match = pattern.search(text) if pattern else None
        if match and not (unless and unless.search(text)):
            start, end = match.span("wrong" if "wrong" in match.re.groupindex else 0)
            yield Hit(line, start + ahead, end + ahead, {"words": text[start:end]})
            return


def retroactive(rule: Rule, case: Case) -> Iterator[Hit]:
    """The text puts itself in force from a day before its own."""
    for line, span, day in _own_days(rule, case):
        if day < case.facts.day:
            yield Hit(line, *span, {"day": day.isoformat(), "date": case.facts.day.isoformat()})


def soon(rule: Rule, case: Case) -> Iterator[Hit]:
    """The text puts itself in force fewer than `least` days after its own."""
    least = int(rule.parameters["least"])
    for line, span, day in _own_days(rule, case):
        if 0 <= (day - case.facts.day).days < least:
            told = {"day": day.isoformat(), "date": case.facts.day.isoformat(), "least": least}
            yield Hit(line, *span, told)


def _own_days(rule: Rule, case: Case) -> Iterator[tuple[Line, tuple[int, int], date]]:
    """The days from which the text says that it holds itself, and where."""
    for line in case.paper.body:
        text = line.read.text
        match = SELF.match(text)
        if match is None or is_spared(rule, text, match.start(1), match.end(), None):
            continue
        year, month, day = (whole(match[at]) or 0 for at in (1, 2, 3))
        with suppress(ValueError):  # such a day is another rule's
            yield line, (match.start(1) - 1, match.end()), date(year, month, day)


def _head(paper: Paper) -> list[Line]:
    return [line for line in paper.body if line.read.text.strip() and not line.in_table][:FIRST]
