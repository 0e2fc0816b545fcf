"""`python -m portal check …`: the pre-check for outside programs.

Exit codes: 0 done, with findings or without, 1 the file cannot be read, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from portal.checks.running import Report, check
from portal.checks.values import Facts, Finding, Subject, paper_of
from portal.clock import today
from portal.word.errors import Unreadable
from portal.word.limits import SECONDS, within_limits
from portal.word.pdf import read_pdf
from portal.word.reading import read

DONE, UNREADABLE = 0, 1


def guarded(said: list[str]) -> int:
    """Run the command in a process of its own, within limits of time and memory."""
    return within_limits(lambda: main(said), SECONDS)


def main(said: list[str]) -> int:
    """Check one file; whatever goes wrong is one line on stderr."""
    asked = _parser().parse_args(said)
    try:
        data = asked.file.read_bytes()
        document = read_pdf(data) if b"%PDF-" in data[:1024] else read(data)
    except Unreadable as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}")
    facts = Facts(Subject(asked.type), asked.date or today())
    report = check(paper_of(document), facts)
    print(_json(report, asked.file, facts) if asked.json else _text(report))
    return DONE


def _json(report: Report, file: Path, facts: Facts) -> str:
    said: dict[str, Any] = {
        "file": file.name, "type": facts.subject.value, "date": facts.day.isoformat(),
        "law_table_date": report.laws_as_of,
        "findings": [_row(one) for one in report.findings],
        "not_checked": list(report.not_checked),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=2)


def _row(one: Finding) -> dict[str, Any]:
    row = asdict(one) | {"severity": one.severity.value, "certainty": one.certainty.value}
    if not row["story"]:
        del row["story"]
    return row


def _text(report: Report) -> str:
    lines = [
        f"[{one.severity.value}] {one.rule} {_place(one)}\n"
        f"    {one.message}\n    依据：{one.basis}\n    建议：{one.suggestion}"
        for one in report.findings
    ]
    return "\n".join([*lines, f"共{len(report.findings)}项；法律目录截至{report.laws_as_of}"])


def _place(one: Finding) -> str:
    if not one.quote:
        return "（全文）"
    where = "（正文之外）" if one.paragraph is None else f"第{one.paragraph}段"
    return f"{where}“{one.quote}”"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal check", description="pre-check of one file")
    parser.add_argument("file", type=Path)
    parser.add_argument("--type", required=True, choices=[one.value for one in Subject])
    parser.add_argument("--date", type=date.fromisoformat, help="the document's date, YYYY-MM-DD")
    parser.add_argument("--json", action="store_true")
    return parser


def _complain(words: str) -> int:
    print(words, file=sys.stderr)
    return UNREADABLE
