"""How an item is worded in the letter."""

from __future__ import annotations

import pytest

from portal.opinions.contents import Point
from portal.opinions.letters import item
from portal.opinions.models import ItemClass
from portal.reviews.models import Severity

LESS = "支付百分之三十"


@pytest.mark.parametrize(
    ("suggestion", "proposal", "printed"),
    [
        ("", None, ""),
        ("请降低比例。", None, "请降低比例。"),
        ("", LESS, "修改为“支付百分之三十”。"),
        ("请降低比例", LESS, "请降低比例。修改为“支付百分之三十”。"),
        ("请降低比例。", LESS, "请降低比例。修改为“支付百分之三十”。"),
        ("建议修改为“支付 百分之三十”。", LESS, "建议修改为“支付 百分之三十”。"),
        ("请核对。", "", "请核对。删去上述文字。"),
        ("一、降低比例；\n\n二、分期支付。", None, "一、降低比例；\n　　二、分期支付。"),
        ("", "第一款\n第二款", "修改为“第一款\n　　第二款”。"),
    ],
)
def test_a_suggestion_and_its_wording_are_printed_once(suggestion, proposal, printed):
    point = Point(
        1, ItemClass.CONTENT, Severity.MUST, "第二条", "支付百分之五十", "预付比例偏高。", "",
        suggestion, proposal, None,
    )  # fmt: skip

    assert item(point)["suggestion"] == printed
