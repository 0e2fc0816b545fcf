"""A remark as the words of a Word comment, and back: severity, text and basis in one bubble."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.reviews.models import Severity

MARK = re.compile(r"\s*[【\[（(]?(必须修改|建议修改|建议|提示)(?:[】\]）)]\s*[:：]?|\s*[:：])\s*")
BASIS = re.compile(r"^\s*(?:法律)?依据\s*[:：]\s*(.*)\Z", re.DOTALL | re.MULTILINE)
WORDS = {"必须修改": Severity.MUST, "建议修改": Severity.SHOULD, "建议": Severity.SHOULD}


@dataclass(frozen=True)
class Said:
    """What a remark says; `proposal` is wording for its place, "" deletes, None proposes none."""

    severity: Severity
    text: str
    basis: str = ""
    proposal: str | None = None


def in_word(severity: Severity, text: str, basis: str) -> str:
    """The text of the comment that goes into the Word file."""
    basis = f"依据：{basis.strip()}" if basis.strip() else ""
    body = "\n".join(line for line in (text.strip(), basis) if line)
    return f"【{severity.zh}】{body}"


def from_word(comment: str, proposal: str | None = None) -> Said:
    """What somebody wrote in Word; 【提示】 or 提示： at its head and a last 依据： are read."""
    mark = MARK.match(comment)
    severity = WORDS.get(mark.group(1), Severity.HINT) if mark else Severity.SHOULD
    body = comment[mark.end() :] if mark else comment
    basis = BASIS.search(body)
    text = body[: basis.start()] if basis else body
    return Said(severity, text.strip(), basis.group(1).strip() if basis else "", proposal)
