"""Our own letters fit the standard: every type with each of its outcomes, in both formats."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from portal.formats import measure
from portal.formats.checking import kind as format_of
from portal.kinds.shelf import kinds
from portal.opinions import templates
from portal.opinions.letters import TEMPLATE, letter, template_for, values
from portal.opinions.samples import sample

HOUSE = Path(__file__).parents[2]
CASES = [(kind.key, one.key) for kind in kinds().values() for one in kind.outcomes]
FORMATS = {"opinion.docx": "letter", "opinion_official.docx": "official"}
BUILT = (*FORMATS, "supplement_notice.docx", "return_letter.docx")


@pytest.mark.parametrize("template", FORMATS)
@pytest.mark.parametrize(("key", "conclusion"), CASES)
def test_every_letter_fits_the_standard(key, conclusion, template):
    kind = kinds()[key]
    said = sample(kind, kind.outcome(conclusion))

    data = templates.filled(template, values(*said))

    assert [one for one in measure(data) if not one.ok] == []
    assert format_of(data) == FORMATS[template]


def test_all_types_have_outcomes():
    assert {key for key, _ in CASES} == set(kinds())
    assert len(CASES) > 20


@pytest.mark.parametrize(
    ("kept", "chosen"),
    [
        ((), TEMPLATE),
        (("opinion.decision.docx",), TEMPLATE),
        (("opinion.contract.docx",), "opinion.contract.docx"),
        (("opinion.contract.docx", "opinion.contract.revise.docx"), "opinion.contract.revise.docx"),
    ],
)
def test_the_most_telling_template_is_taken(tmp_path, monkeypatch, kept, chosen):
    for name in kept:
        (tmp_path / name).touch()
    monkeypatch.setattr(templates, "LETTERS", tmp_path)
    said, _, _ = sample(kinds()["contract"], kinds()["contract"].outcome("revise"))

    assert template_for(said) == chosen


def test_gaps_of_procedure_stand_under_a_heading_of_their_own():
    kind = kinds()["contract"]
    said = sample(kind, kind.outcome("revise"))

    groups = values(*said)["groups"]

    assert [(one["heading"], [item["seq"] for item in one["items"]]) for one in groups] == [
        ("（一）关于程序", [1]), ("（二）关于内容", [2]), ("（三）关于文字与格式", [3]),
    ]  # fmt: skip
    assert letter(*said)


def test_the_letters_are_those_that_the_script_builds(tmp_path):
    for name in ("bin/build_letters.py", *(f"review_templates/letters/{one}" for one in BUILT)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((HOUSE / name).read_bytes())

    subprocess.run([sys.executable, tmp_path / "bin/build_letters.py"], check=True)

    for one in BUILT:
        name = f"review_templates/letters/{one}"
        assert (tmp_path / name).read_bytes() == (HOUSE / name).read_bytes()


def test_a_supplement_notice_fits_the_standard():
    said = {
        "office_name": "云州市司法局", "signed_on": "2026年8月5日", "contact": "林岚",
        "code": "7QK4",
        "verify_url": "https://law.example.gov.cn/verify", "qr": None,
        "number": "云司补〔2026〕3号", "addressee": "云州市交通运输局",
        "matter_title": "云州市机动车停车收费管理办法", "submitted_on": "2026年7月20日",
        "receipt_number": "云法收〔2026〕7号", "due_on": "2026年8月12日", "other_notes": None,
        "supplements": [{"seq": 1, "material": "说明", "requirement": "盖章", "basis": None}],
    }  # fmt: skip

    data = templates.filled("supplement_notice.docx", said)

    assert [one for one in measure(data) if not one.ok] == []
