"""A text beside what came with it, and a text against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.checks.hits import Case, Hit
from portal.checks.rules import Rule
from portal.checks.values import Line

HEAD = 8  # lines that are the head of a document


def unbacked(rule: Rule, case: Case) -> Iterator[Hit]:
    """What `pattern_where` finds, where `pattern` finds nothing among the materials or the text.

    Only where it is known what came with the text.
    """
    pattern, where = rule.pattern(), rule.pattern("pattern_where")
    if not case.facts.materials or pattern is None or where is None:
        return
    texts = [line.read.text for line in case.paper.lines]
    if any(pattern.search(one) for one in (*case.facts.materials, *texts)):
        return
    for line in case.paper.body:
        if match := where.search(line.read.text):
            start, end = match.span("wrong")
            yield Hit(line, start, end, {"words": line.read.text[start:end]})
            return


def head_pair(rule: Rule, case: Case) -> Iterator[Hit]:
    """A line of the head that `pattern` finds above one that `pattern_too` finds.

    `unless` must match nowhere in the text.
    """
    unless = rule.pattern("unless")
    if unless and any(unless.search(line.read.text) for line in case.paper.body):
        return
    lines = [line for line in case.paper.body if line.read.text.strip()][:HEAD]
    for at, line in enumerate(lines):
        match = _found(rule, "pattern", line)
        if match and any(_found(rule, "pattern_too", other) for other in lines[at + 1 :]):
            start, end = match.span("wrong")
            yield Hit(line, start, end, {"words": line.read.text[start:end]})
            return


def contradiction(rule: Rule, case: Case) -> Iterator[Hit]:
    """What `pattern_too` finds where `pattern` finds something anywhere in the text."""
    if not any(_found(rule, "pattern", line) for line in case.paper.body):
        return
    for line in case.paper.body:
        if match := _found(rule, "pattern_too", line):
            start, end = match.span("wrong")
            yield Hit(line, start, end, {"words": line.read.text[start:end]})
            return


def _found(rule: Rule, name: str, line: Line) -> re.Match[str] | None:
    pattern = rule.pattern(name)
    return pattern.search(line.read.text) if pattern else None
