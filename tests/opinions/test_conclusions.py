"""Which conclusions an opinion may draw, and what keeps it from its checker."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.kinds import Effect, kind_of
from portal.opinions.bases import all_bases
from portal.opinions.conclusions import Stock, conclusion_fault, obstacles
from portal.reviews.models import Severity

MUST, SHOULD, HINT = Severity.MUST, Severity.SHOULD, Severity.HINT
READY = Stock("revise", "", (MUST,), undecided=0, advices=0, without_advice="")


@pytest.mark.parametrize(
    ("key", "items", "note", "may"),
    [
        ("agree", (), "", True),
        ("agree", (HINT, SHOULD), "", True),
        ("agree", (HINT, MUST), "", False),
        ("revise", (MUST,), "", True),
        ("revise", (HINT,), "", True),
        ("revise", (), "", False),
        ("revise", (), "缺少批准手续。", True),
        ("refuse", (), "", False),
        ("refuse", (MUST,), "", True),
        ("refuse", (), "超越职权。", True),
        ("", (), "", False),
        ("lawful", (), "", False),  # an outcome of another type
    ],
)
def test_a_conclusion_follows_from_the_items(key, items, note, may):
    assert (conclusion_fault(kind_of("contract"), key, items, note) == "") is may


@pytest.mark.parametrize(
    ("kind", "change", "fields"),
    [
        ("contract", {}, []),
        ("contract", {"undecided": 2}, [""]),
        ("contract", {"conclusion": ""}, ["conclusion"]),
        ("contract", {"conclusion": "", "undecided": 1}, ["", "conclusion"]),
        ("decision", {}, ["without_advice"]),
        ("decision", {"advices": 1}, []),
        ("decision", {"without_advice": "顾问均已回避。"}, []),
    ],
)
def test_what_keeps_an_opinion_from_its_checker(kind, change, fields):
    assert sorted(obstacles(kind_of(kind), replace(READY, **change))) == fields


@pytest.mark.parametrize("key", ["contract", "normative", "decision", "agenda", "minutes"])
def test_every_type_can_clear_revise_and_block(key):
    kind = kind_of(key)
    by_effect = {outcome.effect: outcome for outcome in kind.outcomes}
    clear, revise, block = (by_effect[effect] for effect in Effect)

    assert conclusion_fault(kind, clear.key, (MUST,), "") != ""
    assert conclusion_fault(kind, revise.key, (MUST,), "") == ""
    assert conclusion_fault(kind, block.key, (), "") != ""


@pytest.mark.parametrize(
    ("written", "cited", "listed"),
    [
        ("", [], ()),
        ("《民法典》\n\n  《招标投标法》", [], ("《民法典》", "《招标投标法》")),
        ("《民法典》第一百条", ["《民法典》第四百九十六条"], ("《民法典》第一百条",)),
        ("《民法典》", ["《仲裁法》第五条、《仲裁法》第九条"], ("《民法典》", "《仲裁法》")),
        ("", ["《关于印发〈办法〉的通知》第三条"], ("《关于印发〈办法〉的通知》",)),
        ("", ["保障中小企业款项支付条例"], ()),
    ],
)
def test_what_items_cite_is_listed_too(written, cited, listed):
    assert all_bases(written, cited) == listed
