"""The clauses of a draft."""

from __future__ import annotations

import pytest

from portal.reviews.outline import clause_of, name_of, outline
from portal.word.reading import read
from tests.word.tiny import draft

pytestmark = pytest.mark.pure

CONTRACT = ("合同", "第一章 总则", "第一条 目的", "为了养护。", "第二条 费用：一百元。其余略")


def test_divisions_and_articles() -> None:
    clauses = outline(read(draft(*CONTRACT)))

    found = [(one.paragraph, one.number, one.words, one.level) for one in clauses]
    assert found == [
        (1, "第一章", "总则", 1),
        (2, "第一条", "目的", 2),
        (4, "第二条", "费用：一百元", 2),
    ]


@pytest.mark.parametrize(
    ("paragraph", "name"), [(0, ""), (1, "第一章"), (3, "第一条"), (4, "第二条"), (99, "第二条")]
)
def test_where_a_paragraph_belongs(paragraph: int, name: str) -> None:
    assert name_of(outline(read(draft(*CONTRACT))), paragraph) == name


def test_sections_where_there_are_no_articles() -> None:
    clauses = outline(read(draft("通知", "一、范围", "（一）市区", "二、期限")))

    assert [one.number for one in clauses] == ["一、", "二、"]
    assert name_of(clauses, 2) == "一"


def test_a_text_without_numbers_has_no_clauses() -> None:
    clauses = outline(read(draft("说明", "没有编号的一段。")))

    assert clauses == ()
    assert clause_of(clauses, 1) is None


def test_decimals_where_there_is_nothing_else() -> None:
    clauses = outline(read(draft("AGREEMENT", "1. Scope", "1.1 Roads", "1.1.1 Lanes", "2. Fees")))

    found = [(one.number, one.words, one.level) for one in clauses]
    assert found == [("1.", "Scope", 1), ("1.1", "Roads", 2), ("2.", "Fees", 1)]
