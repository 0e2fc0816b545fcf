"""The examples of the engine's own page do what they say."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from portal import word
from portal.word import Note, Place, annotate
from tests.word.tiny import draft

pytestmark = pytest.mark.pure

PAGE = (Path(word.__file__).parent / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^( *)```python\n(.*?)^ *```$", re.S | re.M)
TEXT = (
    "第一条 停车费由市政府定价。",
    "第二条 停车费按次收取。",
    "第三条 自五月一日起施行。",
)


def examples() -> list[str]:
    return [dedent(block[1]) for block in BLOCK.findall(PAGE)]


def test_there_are_ten_and_they_run_one_after_the_other(capsys):
    first = Note("a", "王科", "请核", place=Place(0, 4, 0, 7))
    data = annotate(draft(*TEXT), [first]).data
    names: dict[str, object] = {
        "data": data,
        "returned": annotate(data, [Note("b", "李律师", "可以", place=Place(1, 4, 1, 7))]).data,
        "following": draft(TEXT[0], TEXT[2].replace("五月", "六月")),
    }

    for example in examples():
        exec(compile(example, "README.md", "exec"), names)

    assert len(examples()) == 1 + 10
    assert "停车费由市政府定价" in capsys.readouterr().out
    assert names["found"].comments
    assert "停车费" in str(names["page"])
