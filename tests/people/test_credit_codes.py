"""Codes of organisations: the standard's check digit, and how people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.credit_codes import USCC_SIGNS, tidy_uscc, uscc_holds


@pytest.mark.parametrize(
    ("code", "holds"),
    [
        ("91110000802100433B", True),
        ("91110000802100433C", False),
        ("9111000080210043B", False),
        ("9111000080210043IB", False),
        ("", False),
    ],
)
def test_the_check_digit_of_a_code(code: str, holds: bool) -> None:
    assert uscc_holds(code) is holds


@given(st.text(USCC_SIGNS, min_size=17, max_size=17))
def test_exactly_one_check_digit_fits(body: str) -> None:
    assert sum(uscc_holds(body + last) for last in USCC_SIGNS) == 1


@given(
    st.text(USCC_SIGNS, min_size=17, max_size=17),
    st.integers(0, 16),
    st.sampled_from(USCC_SIGNS),
)
def test_one_wrong_sign_is_noticed(body: str, place: int, wrong: str) -> None:
    right = next(body + last for last in USCC_SIGNS if uscc_holds(body + last))
    typed = right[:place] + wrong + right[place + 1 :]

    assert uscc_holds(typed) is (typed == right)


def test_a_code_is_tidied() -> None:
    assert tidy_uscc(" ９１１１０００0-802100433b ") == "91110000802100433B"
