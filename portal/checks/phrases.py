"""Words that should not stand there, or that should and do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.hits import Case, Hit
from portal.checks.rules import Rule
from portal.checks.sentences import is_in_title, sentence, speaks_of_the_past


def phrase(rule: Rule, case: Case) -> Iterator[Hit]:
    """Every match of `pattern`, but where `unless` matches in the same sentence.

    Titles in 《》 are not the text's own words unless `titles` is set. A group named `wrong`
    is the stretch that is marked; `better` maps it to what should stand there.
    """
    pattern, unless = rule.pattern(), rule.pattern("unless")
    better = rule.parameters.get("better", {})
    for line in case.paper.lines:
        text = line.read.text
        for match in pattern.finditer(text) if pattern else ():
            start, end = match.span("wrong" if "wrong" in match.re.groupindex else 0)
            if is_spared(rule, text, start, end, unless):
                continue
            words = text[start:end]
            yield Hit(line, start, end, {"words": words, "better": better.get(words, "")})


def is_spared(rule: Rule, text: str, start: int, end: int, unless: re.Pattern[str] | None) -> bool:
    """Whether the stretch is no word of the text's own, speaks of the past, or `unless` is near."""
    if not rule.parameters.get("titles") and is_in_title(text, start):
        return True
    if not rule.parameters.get("past") and speaks_of_the_past(text, start, end):
        return True
    return bool(unless and unless.search(text, *sentence(text, start, end)))


def missing(rule: Rule, case: Case) -> Iterator[Hit]:
    """The document as a whole, where nothing in its body matches `pattern`.

    `where` must match somewhere first: only such documents are asked for it. Short papers
    (fewer than `least` lines) are fragments and are asked for nothing.
    """
    pattern, where = rule.pattern(), rule.pattern("pattern_where")
    texts = [line.read.text for line in case.paper.body if line.read.text]
    if len(texts) < int(rule.parameters.get("least", 8)):
        return
    if where and not any(where.search(text) for text in texts):
        return
    if pattern and not any(pattern.search(text) for text in texts):
        yield Hit()


def together(rule: Rule, case: Case) -> Iterator[Hit]:
    """A sentence in which `pattern` and `pattern_too` both match: what excludes one another."""
    pattern, other, unless = (
        rule.pattern(), rule.pattern("pattern_too"), rule.pattern("unless"),
    )  # fmt: skip
    for line in case.paper.body:
        text = line.read.text
        for match in pattern.finditer(text) if pattern and other else ():
            begin, stop = sentence(text, *match.span())
            beside = other.search(text, begin, stop)  # type: ignore[union-attr]
            if beside and not (unless and unless.search(text, begin, stop)):
                yield Hit(line, min(match.start(), beside.start()), max(match.end(), beside.end()))
                break
