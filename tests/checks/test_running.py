"""A whole document: places, order, what is missing, what stands beside the body."""

from __future__ import annotations

import json
from datetime import date

import pytest

from portal.__main__ import main
from portal.checks import Certainty, Facts, Paper, Subject, check, paper_of, rulebook
from portal.checks.values import Line
from portal.word import read
from tests.checks.test_rules import paper
from tests.word.tiny import deleted, docx, draft, ins, p, r

DAY = date(2026, 11, 22)
CONTRACT = Facts(Subject.CONTRACT, DAY)


def rules(*ids: str):
    return [rule for rule in rulebook() if rule.id in ids]


def test_findings_stand_at_the_words_of_the_file_in_the_order_of_the_text():
    text = "总价 １００ 元（大写：壹佰零壹元整）。"
    data = draft("依据《物权法》办理。", text, "自2026年2月30日起。")

    found = check(paper_of(read(data)), CONTRACT).findings

    assert [(one.rule, one.paragraph) for one in found] == [
        ("CIT-001", 0), ("NUM-001", 1), ("NUM-008", 2),
    ]  # fmt: skip
    assert found[1].quote == "１００ 元（大写：壹佰零壹元整"
    assert text[found[1].start : found[1].end] == found[1].quote


@pytest.mark.parametrize(
    ("day", "count"), [(date(2020, 12, 31), 0), (date(2021, 1, 1), 1), (DAY, 1)]
)
def test_a_law_is_judged_on_the_day_of_the_document(day, count):
    """The Contract Law held until the Civil Code took effect on 1 January 2021."""
    facts = Facts(Subject.CONTRACT, day)

    assert len(check(paper("依据《中华人民共和国合同法》第八条"), facts).findings) == count


def test_a_short_name_stands_for_the_law_that_it_was_given_for():
    text = "依据《中华人民共和国行政处罚法》（以下简称《处罚法》）\n根据《处罚法》第九十条"

    found = check(paper(text), CONTRACT, rules("CIT-011")).findings

    assert [(one.paragraph, one.quote) for one in found] == [(1, "第九十条")]
    assert found[0].certainty is Certainty.ESTABLISHED


def test_a_title_without_the_name_of_the_state_may_be_another_one():
    found = check(paper("依据《行政处罚法》第九十条"), CONTRACT, rules("CIT-011")).findings

    assert found[0].message.startswith("疑似：")


def test_automatic_numbers_are_read_as_text():
    """Articles that Word counts; a reference to one that is not there."""
    lines = [Line(at, f"第{sign}条", "内容") for at, sign in enumerate("一二三")]
    lines.append(Line(3, "", "违反本合同第八条的，承担责任"))

    found = check(Paper(tuple(lines)), CONTRACT, rules("TXT-004", "TXT-008")).findings

    assert [(one.rule, one.quote) for one in found] == [("TXT-004", "本合同第八条")]


def test_what_stands_in_a_footnote_is_found_without_a_place_in_the_body():
    lines = (Line(0, "", "正文"), Line(None, "", "参见《合同法》", "footnote"))

    found = check(Paper(lines), CONTRACT).findings

    assert [(one.rule, one.paragraph, one.story) for one in found] == [
        ("CIT-001", None, "footnote")
    ]
    assert found[0].quote == "《合同法》"


LONG = [f"第{sign}条 双方应当按照约定履行义务。" for sign in "一二三四五六七八九十"]
FULL = [
    *LONG, "违约的，赔偿损失。", "发生争议的，向人民法院起诉。", "服务期限为一年。",
    "本合同在双方盖章后生效。", "本合同一式四份。", "不可抗力。",
    "甲方按月支付服务费。", "未按时支付的，承担利息。", "附则。", "双方可以协商解除。",
    "服务质量合格的，服务费为每年十万元。",
]  # fmt: skip


def without(*words: str) -> list[str]:
    """The contract with other lines in place of those with these words."""
    return ["另有约定。" if any(word in line for word in words) else line for line in FULL]


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (FULL, set()),
        (without("违约"), {"CON-008"}),
        (without("争议"), {"CON-009"}),
        (without("期限"), {"CON-007"}),
        (without("支付"), {"CON-006"}),
        (without("未按时", "违约"), {"CON-008", "CON-020"}),
        (without("解除"), {"CON-028"}),
        (without("盖章"), {"CON-029", "CON-030"}),
        (without("一式"), {"CON-039"}),
        (LONG[:5], set()),  # a fragment is asked for nothing
    ],
)
def test_a_whole_contract_is_asked_for_its_clauses(lines, missing):
    found = check(paper("\n".join(lines)), CONTRACT).findings

    assert {one.rule for one in found if not one.quote} == missing
    assert all(one.paragraph is None for one in found if not one.quote)


def test_open_changes_are_told_once():
    data = docx(p(inside=r("第一条") + ins("新") + deleted("旧")))

    found = check(paper_of(read(data)), CONTRACT, rules("TXT-002")).findings

    assert [one.message for one in found] == ["文件中还有2处修订、0条批注没有处理"]


def test_rules_of_another_kind_of_document_are_not_asked():
    text = "租赁期为三十年"

    assert check(paper(text), CONTRACT, rules("CON-022")).findings != ()
    assert check(paper(text), Facts(Subject.NORMATIVE, DAY), rules("CON-022")).findings == ()


def test_the_command_prints_what_the_issue_of_the_field_asks_for(tmp_path, capfd):
    file = tmp_path / "合同.docx"
    file.write_bytes(draft("依据《物权法》办理。"))

    code = main(["check", str(file), "--type", "contract", "--date", "2026-11-22", "--json"])

    said = json.loads(capfd.readouterr().out)
    assert code == 0
    assert set(said) == {"file", "type", "date", "law_table_date", "findings", "not_checked"}
    assert said["findings"][0]["rule"] == "CIT-001"
    assert set(said["findings"][0]) == {
        "rule", "severity", "certainty", "quote", "paragraph", "start", "end", "basis",
        "message", "suggestion",
    }  # fmt: skip
    assert said["findings"][0]["certainty"] == Certainty.ESTABLISHED.value


def test_a_file_that_cannot_be_read_is_one_line(tmp_path, capfd):
    file = tmp_path / "坏.docx"
    file.write_bytes(b"PK\3\4 broken")

    assert main(["check", str(file), "--type", "contract"]) == 1
    said = capfd.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
