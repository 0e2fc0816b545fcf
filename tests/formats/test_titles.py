"""Titles are broken by sense: words whole, no character alone, lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.formats.titles import NOT_FIRST, NOT_LAST, WIDEST, broken, wide


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于《停车办法》的合法性审查意见书", ["关于《停车办法》的合法性审查意见书"]),
        ("关于《云州市城市绿化管理规定》的合法性审查意见书",
         ["关于《云州市城市绿化管理", "规定》的合法性审查意见书"]),
        ("关于《云州市2026年度中心城区老旧小区改造项目（第二批）工程总承包EPC合同》的合法性审查意见书",
         ["关于《云州市2026年度中心城区", "老旧小区改造项目（第二批）",
          "工程总承包EPC合同》的合法性审查意见书"]),
    ],
)  # fmt: skip
def test_titles_of_the_office(title, lines):
    assert broken(title) == lines


@given(st.text(alphabet="云州市停车管理办法的和《》（）、2026EPC", min_size=1, max_size=90))
def test_whatever_the_title_nothing_is_lost_and_no_line_is_too_wide(title):
    lines = broken(title)

    assert "".join(lines) == title
    if len(lines) > 1:
        assert all(0 < wide(line) <= WIDEST for line in lines)
        assert not any(line[0] in NOT_FIRST for line in lines[1:])
        assert not any(line[-1] in NOT_LAST for line in lines[:-1])
