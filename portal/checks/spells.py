"""Spells of days that a procedure needs, or must not exceed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from portal.checks.dates import DAY, day_in
from portal.checks.hits import Case, Hit
from portal.checks.limits import DAYS
from portal.checks.numerals import COUNT, whole
from portal.checks.rules import Rule
from portal.checks.sentences import sentence
from portal.checks.values import Line

OPENED = "立案"
PROLONGED = re.compile(
    r"延长(?:办案|办理|办理案件的)?期限|延长[0-9一二三四五六七八九十]{1,3}日|扣除"
)
EXCUSED = re.compile("紧急|情况特殊|缩短|说明理由")


def short_days(rule: Rule, case: Case) -> Iterator[Hit]:
    """Spells behind `word` of fewer than `least` days; with a reason in the sentence, none."""
    pattern = re.compile(rf"{rule.parameters['word']}({COUNT})(个工作日|个月|日|天)")
    least = int(rule.parameters["least"])
    for line in case.paper.body:
        text = line.read.text
        for match in pattern.finditer(text):
            number = whole(match[1])
            if number is None or Decimal(number) * DAYS[match[2]] >= least:
                continue
            if not EXCUSED.search(text, *sentence(text, *match.span())):
                words = match[1] + match[2]
                yield Hit(line, match.start(1), match.end(), {"words": words, "least": least})


def case_days(rule: Rule, case: Case) -> Iterator[Hit]:
    """More than `most` days from that of `word`, or the opening of a case, to that at the end."""
    texts = [line.read.text for line in case.paper.body]
    if any(PROLONGED.search(text) for text in texts):
        return
    opened = _opened(case, re.compile(rule.parameters.get("word", OPENED)))
    decided = _decided(case)
    most = int(rule.parameters["most"])
    if opened and decided and (decided[1] - opened[1]).days > most:
        line, day, span = opened
        said = {"first": day.isoformat(), "last": decided[1].isoformat(), "most": most}
        yield Hit(line, *span, said)


def _opened(case: Case, word: re.Pattern[str]) -> tuple[Line, date, tuple[int, int]] | None:
    """The first day in whose sentence `word` stands."""
    for line in case.paper.body:
        text = line.read.text
        for match in DAY.finditer(text):
            day = day_in(match)
            if day and word.search(text, *sentence(text, *match.span())):
                return line, day, match.span()
    return None


def _decided(case: Case) -> tuple[Line, date] | None:
    """The day that stands alone in a line: that of the document."""
    for line in reversed([line for line in case.paper.body if line.read.text.strip()]):
        match = DAY.fullmatch(line.read.text.strip())
        if match and (day := day_in(match)):
            return line, day
    return None
