from __future__ import annotations

import re

import pytest

from portal.web.codes import new_code, tidy


def test_codes_differ_and_are_recognised():
    made = {new_code() for _ in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", one) for one in made)
    assert all(tidy(one) == one for one in made)


def wide(text: str) -> str:
    """As an input method for Chinese types it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


@pytest.mark.parametrize("change", [str.lower, lambda one: one.replace("-", " "), str.strip, wide])
def test_what_people_type_is_understood(change):
    code = new_code()

    assert tidy(change(code)) == code
    assert tidy(change(code).replace("0", "O").replace("1", "l")) == code


def test_one_wrong_sign_is_noticed():
    code = new_code()
    wrong = [
        code[:at] + sign + code[at + 1 :]
        for at in range(13)
        for sign in "23456789ACEFG"
        if code[at] not in ("-", sign)
    ]

    caught = sum(tidy(one) == "" for one in wrong)
    assert caught == len(wrong) > 100


@pytest.mark.parametrize("said", ["", "-", "AAAA", "你好", "0000-0000-0000-0000"])
def test_what_cannot_be_a_code_is_none(said):
    assert tidy(said) == ""
