"""Spelling, numbers and sums, with the way back to the file."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checks.normal import normal
from portal.checks.numerals import capital_sum, whole


@pytest.mark.parametrize(
    ("said", "value"),
    [("12", 12), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一千二百六十", 1260),
     ("二〇二六", 2026), ("三万五千", 35000), ("十", 10), ("", None), ("十x", None)],
)  # fmt: skip
def test_numbers_are_read_as_chinese_documents_write_them(said, value):
    assert whole(said) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [("人民币壹佰贰拾伍万元整", "1250000"), ("叁仟零伍元整", "3005"),
     ("壹万贰仟元伍角陆分", "12000.56"),
     ("壹亿零叁佰万元整", "103000000"), ("拾元整", "10"), ("壹元零伍分", "1.05"), ("元整", "0"),
     ("壹佰", None)],
)  # fmt: skip
def test_a_sum_in_capitals_is_read_to_the_cent(said, value):
    assert capital_sum(said) == (None if value is None else Decimal(value))


@given(st.text(alphabet="第１ 2　条abＣ（）％\t法，", max_size=40))
def test_every_sign_of_the_reading_leads_back(text):
    read = normal(text)

    assert len(read.text) == len(read.offsets)
    assert list(read.offsets) == sorted(set(read.offsets))
    for at in range(len(read.text)):
        assert 0 <= read.origin(at) < read.origin_end(at + 1) <= len(text)


def test_width_and_spaces_do_not_matter():
    assert normal("第 １２ 条　 Word file　％").text == "第12条Word file%"
