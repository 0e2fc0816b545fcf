"""How well names of parties are compared: hand-made pairs, with every miss listed."""

from __future__ import annotations

import pytest

from portal.matters.party_names import is_branch
from portal.routing.conflicts import Client, Side, sameness
from tests.routing.party_pairs import pairs, score

# What letters do not tell: abbreviations that nobody wrote down, old signs, a left-out 市
KNOWN_MISSES = {
    ("中国石油化工股份有限公司", "中石化"),
    ("滨江城市建设投资集团有限公司", "滨江城投"),
    ("云川市第一建筑工程有限公司", "云川一建"),
    ("云川供销社股份合作公司", "云川供销社公司"),
    ("雲川路橋養護有限公司", "云川路桥养护有限公司"),
    ("滨江鉴定中心有限公司", "濱江鑒定中心有限公司"),
    ("云川市路桥养护有限公司", "云川路桥养护有限公司"),
    ("江南省云川市好邻居超市有限公司", "云川市好邻居超市有限公司"),
}
# A short name that a document gives to one company and that is another one's name
KNOWN_MISTAKES = {("云川路桥养护有限公司（以下简称“云川路桥”）", "云川路桥有限公司")}


def test_pairs_are_told_apart_but_for_those_listed() -> None:
    given = pairs()

    found = score(given, are_same)

    assert len(given) >= 200
    assert {(one.one, one.other) for one in found.missed} == KNOWN_MISSES
    assert {(one.one, one.other) for one in found.mistaken} == KNOWN_MISTAKES
    assert found.precision > 0.99
    assert found.recall > 0.93


def test_it_does_not_matter_who_is_the_party() -> None:
    assert all(are_same(one.one, one.other) == are_same(one.other, one.one) for one in pairs())


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("中国工商银行股份有限公司云川分行", True),
        ("长安财产保险股份有限公司云川中心支公司", True),
        ("中建滨江工程有限公司（云川分公司）", True),
        ("中国工商银行股份有限公司", False),
        ("云川市教育局", False),
    ],
)
def test_what_is_a_branch(name: str, yes: bool) -> None:
    assert is_branch(name) is yes


def are_same(one: str, other: str) -> bool:
    return sameness(Side(one), Client(other)) is not None
