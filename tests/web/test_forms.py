from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.errors import Invalid
from portal.people.models import Role
from portal.web.forms import Answers


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1250000", Decimal("1250000.00")),
        ("1,250,000.5", Decimal("1250000.50")),
        ("１２", Decimal("12.00")),
        ("", None),
        ("百万", None),
        ("-1", None),
        ("1e20", None),
        ("NaN", None),
        ("inf", None),
    ],
)
def test_money(typed, read):
    form = Answers({"amount": typed})

    assert form.money("amount") == read
    assert bool(form.errors) is (read is None and typed != "")


@pytest.mark.parametrize(
    ("typed", "read"), [("2026-11-22", date(2026, 11, 22)), ("", None), ("22.11.2026", None)]
)
def test_days(typed, read):
    form = Answers({"day": typed})

    assert form.day("day") == read
    assert bool(form.errors) is (read is None and typed != "")


@pytest.mark.parametrize(
    ("typed", "read"), [("7", 7), ("", None), ("seven", None), ("-7", None), ("9" * 5000, None)]
)
def test_whole_numbers(typed, read):
    form = Answers({"count": typed})

    assert form.whole("count") == read


def test_every_fault_is_told_at_once():
    form = Answers({"role": "king", "day": "yesterday"})
    form.choice("role", Role)
    form.day("day")
    form.text("name", missing="请填写姓名")

    with pytest.raises(Invalid) as raised:
        form.settle()

    assert list(raised.value.errors) == ["role", "day", "name"]


def test_no_text_has_signs_that_the_database_refuses():
    assert Answers({"note": "a\x00b"}).text("note") == "ab"


def test_text_is_trimmed_and_limited():
    form = Answers({"note": "  两行\r\n文字  ", "long": "长" * 30})

    assert form.text("note") == "两行\n文字"
    form.text("long", most=20)
    assert list(form.errors) == ["long"]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\ufeff", "\x07", "\ufffe"])
def test_no_text_has_signs_that_turn_or_hide_what_stands_around_them(sign):
    assert Answers({"title": f"道路{sign}合同"}).text("title") == "道路合同"


def test_tabs_and_lines_are_kept():
    assert Answers({"note": "一\t二\r\n三"}).text("note") == "一\t二\n三"
