"""Laws as a text cites them: titles in 《》, short names, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.checks.hits import Case, Hit
from portal.checks.laws import STATE, core
from portal.checks.numerals import COUNT, whole
from portal.checks.rules import Rule
from portal.checks.sentences import speaks_of_the_past
from portal.checks.values import Certainty, Line, Paper

TITLE = re.compile(r"《([^《》]{2,80})》")
SHORT = re.compile(
    r"^[（(][^（）()]{0,20}?以下(?:统称|简称)[为：:]?"
    r"[《“]?([^《》“”（）()]{2,30})[》”]?[）)]"
)
NOTE = re.compile(r"^[（(][^（）()]{0,40}[）)]")
ARTICLE = re.compile(rf"第({COUNT})条")
LIST = re.compile(
    rf"^(?:的?第{COUNT}条(?:之[一二三四五])?(?:第{COUNT}款)?"
    rf"(?:第?[（(]?{COUNT}[）)]?项)?[、，,和及至与]?)+"
)
STATUTE = re.compile(rf"^{STATE}.{{1,30}}(?:法|法典)$")


@dataclass(frozen=True)
class Citation:
    """A title in a line, the law that it stands for, and the articles named behind it."""

    line: Line
    start: int
    end: int
    title: str
    articles: tuple[tuple[int, int, int], ...]  # number, and where it stands


def citations(paper: Paper) -> Iterator[Citation]:
    """Every citation; a short name stands for the title that it was given for."""
    short: dict[str, str] = {}
    for line in paper.lines:
        text = line.read.text
        for match in TITLE.finditer(text):
            title = match[1].strip()
            rest = text[match.end() : match.end() + 60]
            if named := SHORT.match(rest):
                short[core(named[1])] = title
            yield Citation(
                line, match.start(), match.end(), short.get(core(title), title),
                tuple(_articles(text, match.end())),
            )  # fmt: skip


def _articles(text: str, at: int) -> Iterator[tuple[int, int, int]]:
    if note := NOTE.match(text[at : at + 60]):
        at += note.end()
    listed = LIST.match(text[at : at + 200])
    for match in ARTICLE.finditer(text, at, at + listed.end()) if listed else ():
        if (number := whole(match[1])) is not None:
            yield number, match.start(), match.end()


def repealed(rule: Rule, case: Case) -> Iterator[Hit]:
    """Titles that hold no more on the document's day.

    `laws` names those of this rule; a rule without takes what no other rule names (`others`).
    """
    mine = {core(one) for one in rule.parameters.get("laws", ())}
    others = {core(one) for one in rule.parameters.get("others", ())}
    for one in citations(case.paper):
        key = core(one.title)
        found = case.laws.repeal(one.title)
        if (
            found is None
            or found.since > case.facts.day
            or (key not in mine if mine else key in others)
        ):
            continue
        if not speaks_of_the_past(one.line.read.text, one.start, one.end):
            said = {"title": one.title, "by": found.by, "since": found.since.isoformat()}
            yield Hit(one.line, one.start, one.end, said)


def unknown(rule: Rule, case: Case) -> Iterator[Hit]:
    """Titles of national laws that the table does not know."""
    for one in citations(case.paper):
        known = case.laws.law(one.title) or core(one.title) in case.laws.repeals
        if not STATUTE.match(one.title) or known:
            continue
        near = case.laws.nearest(one.title)
        said = {"title": one.title, "near": near or "—", "as_of": case.laws.as_of.isoformat()}
        yield Hit(one.line, one.start, one.end, said)


def beyond(rule: Rule, case: Case) -> Iterator[Hit]:
    """Articles behind the last one of the law's present text.

    Only where that text held on the document's day: an older one may have had more.
    """
    for one in citations(case.paper):
        law = case.laws.law(one.title)
        if law is None or law.articles is None or law.amended is None:
            continue
        if law.amended > case.facts.day or speaks_of_the_past(
            one.line.read.text, one.start, one.end
        ):
            continue
        for number, start, end in one.articles:
            if number > law.articles:
                said = {"title": law.title, "number": number, "last": law.articles}
                certain = Certainty.ESTABLISHED if one.title.startswith(STATE) else None
                yield Hit(one.line, start, end, said, certain)
