"""Which edition of a law a citation means: the one that is coming, the full title, the short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal.checks.citing import citations
from portal.checks.hits import Case, Hit
from portal.checks.laws import STATE, core
from portal.checks.numerals import whole
from portal.checks.rules import Rule
from portal.checks.sentences import speaks_of_the_past
from portal.checks.values import Paper

COUNT = "[0-9零〇一二三四五六七八九十]{1,4}"
IN_FORCE = re.compile(rf"自({COUNT})年({COUNT})月({COUNT})日起(?:施行|实施|生效|执行)")


def effective_day(paper: Paper) -> date | None:
    """The day from which the text itself says that it is in force."""
    for line in paper.body:
        for match in IN_FORCE.finditer(line.read.text):
            year, month, day = (whole(match[at]) or 0 for at in (1, 2, 3))
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def coming(rule: Rule, case: Case) -> Iterator[Hit]:
    """Laws whose revised text will be in force before this text is; each once."""
    day = effective_day(case.paper)
    seen: set[str] = set()
    for one in citations(case.paper) if day else ():
        law = case.laws.law(one.title)
        if law is None or law.coming is None or law.title in seen:
            continue
        if day and case.facts.day < law.coming <= day:
            seen.add(law.title)
            said = {"title": law.title, "since": law.coming.isoformat(), "day": day.isoformat()}
            yield Hit(one.line, one.start, one.end, said)


def short_name(rule: Rule, case: Case) -> Iterator[Hit]:
    """Laws of the state that are cited without their full title before that was ever written."""
    seen: set[str] = set()
    for one in citations(case.paper):
        key, law = core(one.title), case.laws.law(one.title)
        if key in seen or law is None:
            continue
        seen.add(key)
        written = one.line.read.text[one.start + 1 : one.end - 1]
        if (
            law.title.startswith(STATE)
            and not written.startswith(STATE)
            and written == key
            and not speaks_of_the_past(one.line.read.text, one.start, one.end)
        ):
            yield Hit(one.line, one.start, one.end, {"title": written, "full": law.title})
