"""Every rule finds its examples, and is silent at its look-alikes."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.checks import Facts, Paper, check, rulebook
from portal.checks.running import KINDS
from portal.checks.values import Line

CAME_WITH = re.compile("［材料：(.+)］\n")
DAY = date(2026, 11, 22)
RULES = rulebook()
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]


def paper(text: str) -> Paper:
    return Paper(tuple(Line(at, "", line) for at, line in enumerate(text.split("\n"))))


def tried(rule, text: str):
    """What `rule` finds in an example; its first line may name what came with it: ［材料：…］."""
    named = CAME_WITH.match(text)
    text = text[named.end() :] if named else text
    materials = tuple(named[1].split("、")) if named else ()
    return text, check(paper(text), Facts(min(rule.subjects), DAY, (), materials), [rule]).findings


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{r.id}-{t[:12]}" for r, t in HITS])
def test_what_must_be_found_is_found(rule, text):
    text, found = tried(rule, text)

    assert [one.rule for one in found] == [rule.id]
    one = found[0]
    line = text.split("\n")[one.paragraph]
    assert line[one.start : one.end] == one.quote
    assert "{" not in one.message + one.suggestion


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{r.id}-{t[:12]}" for r, t in MISSES])
def test_a_look_alike_is_left_alone(rule, text):
    assert tried(rule, text)[1] == ()


def test_every_rule_names_a_kind_and_has_examples():
    without = {rule.id for rule in RULES if not rule.hits and rule.kind not in WHOLE}

    assert {rule.kind for rule in RULES} <= set(KINDS)
    assert without == set()
    assert len({rule.id for rule in RULES}) == len(RULES)


WHOLE = {"missing", "open changes"}  # about a document: tested as such
