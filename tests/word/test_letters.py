"""The letters of `review_templates/letters`: what is documented is what they use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.word.filling import check, fill
from portal.word.template_marks import Wrong
from tests.word.test_filling import lines
from tests.word.tiny import unpack

LETTERS = Path(__file__).parents[2] / "review_templates" / "letters"
NAMES = sorted(path.name for path in LETTERS.glob("*.docx"))
COMMON = "各模板通用"
ALL = {"office_name", "signed_on", "contact", "code", "verify_url", "qr"}
UNUSED = {
    "adoption_table.docx": ALL,
    "consultation_table.docx": ALL,
    "routing_slip.docx": {"contact"},
    "appointment.docx": ALL - {"office_name", "signed_on"},
    "confidentiality_promise.docx": ALL - {"office_name"},
}


def documented() -> dict[str, set[str]]:
    """The field names of FIELDS.md by the name of the template."""
    sections = re.split(r"^## ", (LETTERS / "FIELDS.md").read_text("utf-8"), flags=re.MULTILINE)
    tables = {
        name: set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))
        for section in sections
        for name in section.partition("\n")[0].split()
    }
    return {
        name: tables[name] | (tables[COMMON] - UNUSED.get(name, set()))
        for name in tables
        if name.endswith(".docx")
    }


def sample(fields: set[str], entries: int = 2, within: str = "") -> dict[str, object]:
    """A value for each field that shows its own name; lists with some `entries`, lists in lists."""
    values: dict[str, object] = {
        name: f"‹{within}{name}›" for name in fields if "[]" not in name
    }  # fmt: skip
    sources = {name.partition("[]")[0] for name in fields if "[]" in name}
    for source in sources:
        head = f"{source}[]."
        inner = {name.removeprefix(head) for name in fields if name.startswith(head)}
        entry: object = sample(inner, entries, f"{within}{source}.") or f"‹{within}{source}›"
        values[source] = [entry] * entries
    return values


def shown(file: bytes) -> str:
    parts = [name for name in unpack(file) if re.match(r"word/(document|header|footer)", name)]
    return "\n".join(line for part in parts for line in lines(file, part))


def test_every_template_is_documented():
    assert sorted(documented()) == NAMES
    assert len(NAMES) == 10


@pytest.mark.parametrize("name", NAMES)
def test_a_template_uses_exactly_what_is_documented(name):
    template = (LETTERS / name).read_bytes()

    assert check(template, documented()[name]) == ()
    for field in documented()[name]:
        found = check(template, _without(documented()[name], field))
        assert {fault.wrong for fault in found} <= {Wrong.UNKNOWN, Wrong.NOT_LIST}
        assert found, f"{name} does not use {field}"


@pytest.mark.parametrize("name", NAMES)
def test_every_value_arrives_in_the_letter(name):
    values = sample(documented()[name])

    text = shown(fill((LETTERS / name).read_bytes(), values))

    asked_only = {"has_items"}
    assert not re.search(r"\{\{|\{%|%\}|\}\}", text)
    assert [v for v in _texts(values) if v not in text and v[1:-1] not in asked_only] == []


@pytest.mark.parametrize("name", NAMES)
def test_empty_lists_and_absent_values_leave_no_mark_behind(name):
    values: dict[str, object] = {
        key: [] if isinstance(value, list) else None
        for key, value in sample(documented()[name]).items()
    }

    text = shown(fill((LETTERS / name).read_bytes(), values))

    assert "{" not in text
    assert "None" not in text


def test_an_opinion_without_items_says_so():
    values = sample(documented()["opinion.docx"]) | {"groups": [], "has_items": False, "qr": None}

    text = shown(fill((LETTERS / "opinion.docx").read_bytes(), values))

    assert "未发现送审稿存在合法性问题" in text
    assert "【" not in text


def test_an_opinion_stands_on_the_page_as_gb_t_9704_wants():
    parts = unpack((LETTERS / "opinion.docx").read_bytes())
    margins = re.search(rb"<w:pgMar ([^>]+)/>", parts["word/document.xml"])
    assert margins is not None
    twips = dict(re.findall(rb'w:(\w+)="(\d+)"', margins[1]))

    assert [round(int(twips[side]) / 56.7) for side in (b"top", b"right", b"bottom", b"left")] == [
        *[37, 26, 35, 28]
    ]
    for font in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"):
        assert font in parts["word/styles.xml"].decode()


def _without(fields: set[str], field: str) -> set[str]:
    return {name for name in fields if name != field and not name.startswith(f"{field}.")}


def _texts(values: Mapping[str, object]) -> list[str]:
    found = []
    for value in values.values():
        for entry in value if isinstance(value, list) else [value]:
            found += _texts(entry) if isinstance(entry, Mapping) else [str(entry)]
    return found
