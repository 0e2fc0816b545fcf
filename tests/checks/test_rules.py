"""Every rule finds its examples, and is silent at its look-alikes."""

from __future__ import annotations

from datetime import date

import pytest

from portal.checks import Facts, Paper, check, rulebook
from portal.checks.running import KINDS
from portal.checks.values import Line

DAY = date(2026, 11, 22)
RULES = rulebook()
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]


def paper(text: str) -> Paper:
    return Paper(tuple(Line(at, "", line) for at, line in enumerate(text.split("\n"))))


def facts(rule) -> Facts:
    return Facts(min(rule.subjects), DAY)


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{r.id}-{t[:12]}" for r, t in HITS])
def test_what_must_be_found_is_found(rule, text):
    found = check(paper(text), facts(rule), [rule]).findings

    assert [one.rule for one in found] == [rule.id]
    one = found[0]
    line = text.split("\n")[one.paragraph]
    assert line[one.start : one.end] == one.quote
    assert "{" not in one.message + one.suggestion


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{r.id}-{t[:12]}" for r, t in MISSES])
def test_a_look_alike_is_left_alone(rule, text):
    assert check(paper(text), facts(rule), [rule]).findings == ()


def test_every_rule_names_a_kind_and_has_examples():
    without = {rule.id for rule in RULES if not rule.hits and rule.kind not in WHOLE}

    assert {rule.kind for rule in RULES} <= set(KINDS)
    assert without == set()
    assert len({rule.id for rule in RULES}) == len(RULES)


WHOLE = {"missing", "open changes"}  # about a document: tested as such
