"""A type's file is read whole, or its owner is told what is wrong on which line."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.kinds import Faulty, Length, Unit, kinds, read, shipped
from portal.kinds.reading import order_fault
from portal.permits import OUTSIDE, Relation
from portal.workflow import Task

FOUR = (Path(__file__).parent / "four_reviews.toml").read_text(encoding="utf-8")


def line(text: str, words: str) -> int:
    return next(n for n, one in enumerate(text.splitlines(), start=1) if words in one)


def test_every_shipped_type_is_read_under_its_key():
    assert list(kinds()) == list(shipped())
    assert {"contract", "normative", "decision", "agenda"} <= set(kinds())


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        ("days = 15", "days = 0", "days = 0", "1到366之间"),
        ("days = 15", 'days = "15"', 'days = "15"', "整数"),
        ("days = 15", "days = 15\nleast = 16", "least = 16", "1到15之间"),
        ("days = 15", "days = 15\nmost = 14", "most = 14", "15到366之间"),
        ("days = 15", "days = 15\nextension = -1", "extension = -1", "0到366之间"),
        ("days = 15", 'days = 15\nunit = "weeks"', 'unit = "weeks"', "不在可选范围"),
        ('task = "review"', 'task = "read"', 'task = "read"', "不在可选范围"),
        ('who = ["lawyer"]', 'who = ["clerk"]', 'who = ["clerk"]', "不在可选范围"),
        ('apart = ["check"]', 'apart = ["cheque"]', 'apart = ["cheque"]', "不是本步骤之前的步骤"),
        ('key = "bureau"', 'key = "Bureau 1"', 'key = "Bureau 1"', "不能作为代码"),
        ('key = "experts"', 'key = "bureau"', 'name = "专家论证"', "出现了两次"),
        ('name = "专家论证"', "", 'key = "experts"', "缺少“name”"),
        ('effect = "block"', 'effect = "stop"', 'effect = "stop"', "不在可选范围"),
        ("required = true", 'required = "yes"', 'required = "yes"', "true 或 false"),
        ('advisers = "mandatory"', 'advisers = "must"', 'advisers = "must"', "不在可选范围"),
        ("[clock.review]", "[clock.reviews]", "# 四审两议", "缺少时限"),
        ("days = 2\n", "days = = 2\n", "days = = 2", "格式有误"),
    ],
)
def test_a_fault_is_said_with_its_line(old, new, at, what):
    text = FOUR.replace(old, new, 1)

    with pytest.raises(Faulty) as found:
        read(text)

    assert what in found.value.args[0]
    wanted = line(text, at)
    assert found.value.line in (wanted, wanted - 1)


def test_a_clock_says_its_unit_and_its_limits():
    said = 'days = 15\nunit = "days"\nleast = 5\nmost = 20\nextension = 10'

    clock = read(FOUR.replace("days = 15", said, 1)).clocks["review"]

    assert clock.length == Length(15, Unit.DAYS)
    assert (clock.least, clock.most, clock.extension) == (5, 20, 10)


def test_the_letter_says_working_days_so_the_time_to_reply_is_counted_in_them():
    text = FOUR.replace("[clock.feedback]", '[clock.feedback]\nunit = "days"')

    with pytest.raises(Faulty, match="不在可选范围"):
        read(text)


def test_an_edition_from_before_a_clock_was_known_grants_the_usual_time():
    assert read(FOUR).clocks["confirmation"].length == Length(3)
    assert read(FOUR + "[clock.confirmation]\ndays = 8\n").clocks["confirmation"].days == 8


def test_the_shipped_limits_are_those_of_their_sources():
    limits = {
        key: (clock.least, clock.days, clock.most, clock.extension)
        for key, kind in kinds().items()
        if (clock := kind.clocks["review"])
    }

    assert limits["normative"] == (5, 15, 15, 0)  # 国办发〔2018〕115号
    assert limits["decision"] == (7, 7, None, 10)  # 国务院令第713号第二十六条
    assert limits["enforcement"] == (None, 7, 10, 3)


R, C, D, S, A, M = Task.REVIEW, Task.CHECK, Task.DISCUSS, Task.SIGN, Task.ADVISE, Task.MEET


@pytest.mark.parametrize(
    ("tasks", "is_a_way"),
    [
        ([R, C, S], True),
        ([R, D, S], True),
        ([A, A, R, C, D, S, M, M], True),
        ([R, S], False),
        ([R, C], False),
        ([C, S], False),
        ([R, R, C, S], False),
        ([R, C, S, S], False),
        ([R, A, C, S], False),
        ([C, R, S], False),
        ([R, C, M, S], False),
        ([], False),
    ],
)
def test_which_steps_make_a_way_to_an_opinion(tasks, is_a_way):
    assert (order_fault(tasks) == "") is is_a_way


def test_nobody_checks_or_signs_his_own_review_whatever_the_file_says():
    kind = read(FOUR.replace('apart = ["check"]', "apart = []"))

    for key in ("check", "sign"):
        law = kind.law_of(key)
        assert law is not None
        assert {Relation.REVIEWER, *OUTSIDE} <= law.apart


def test_who_takes_part_in_a_step_stands_apart_from_the_next_as_the_file_says():
    for text, is_apart in ((FOUR, True), (FOUR.replace('apart = ["check"]', ""), False)):
        law = read(text).law_of("sign")
        assert law is not None
        assert (Relation.CHECKER in law.apart) is is_apart


VARIANTS = """
[[variant]]
key = "lease"
name = "租赁"
words = ["租赁", "出租"]

[[variant]]
key = "others"
name = "其他"
"""


@pytest.mark.parametrize(
    ("title", "key"),
    [("校舍租赁合同", "lease"), ("房屋出租协议", "lease"), ("道路养护合同", ""), ("", "")],
)
def test_words_of_a_title_propose_the_kind_within_the_type(title, key):
    assert read(FOUR + VARIANTS).variant_for(title) == key


def test_contracts_have_their_nine_kinds_and_other_affairs_the_services_of_an_adviser():
    assert len(kinds()["contract"].variants) == 9
    assert len(kinds()["other"].variants) == 12
    for kind in kinds().values():
        assert all(one.source.text for one in kind.variants)


def test_of_two_variants_of_one_key_the_second_is_a_fault():
    text = FOUR + VARIANTS + VARIANTS

    with pytest.raises(Faulty, match="出现了两次"):
        read(text)
