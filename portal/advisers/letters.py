"""The letter of appointment and the promise of confidentiality, from the office's Word templates.

The letters are Chinese whatever the language of the page; their fields are those of
review_templates/letters/FIELDS.md.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from portal.advisers.models import Appointment
from portal.errors import Unacceptable
from portal.web.rendering import money
from portal.word.cleaning import without_names
from portal.word.errors import Unreadable
from portal.word.filling import fill
from portal.word.template_marks import TemplateFault

LETTERS = Path(__file__).parent.parent.parent / "review_templates" / "letters"
CHIEF = "首席{sort}"
DAY = "{year}年{month}月{day}日"


class Paper(StrEnum):
    """The two templates, by their file names."""

    LETTER = "appointment.docx"
    PROMISE = "confidentiality_promise.docx"


def paper(which: Paper, one: Appointment, day: date) -> bytes:
    """The Word file for `one` (its office and firm fetched), dated `day`.

    Raises Unacceptable where the office's template cannot be filled.
    """
    try:
        filled = fill((LETTERS / which).read_bytes(), values(one, day))
    except (TemplateFault, Unreadable, OSError) as broken:
        raise Unacceptable(
            "文书模板 {name} 无法打开，请放回正确的 Word 文件", name=which.value
        ) from broken
    return without_names(filled)


def file_name(which: Paper, one: Appointment) -> str:
    """What the file is called."""
    title = "聘任函" if which is Paper.LETTER else "保密承诺书"
    return f"{title}（{one.name}）.docx"


def values(one: Appointment, day: date) -> dict[str, object]:
    """What the fields of both templates say."""
    return {
        "office_name": one.office.name,
        "signed_on": written(day),
        "name": one.name,
        "sort": CHIEF.format(sort=one.sort.zh) if one.chief else one.sort.zh,
        "firm": one.firm.name if one.firm and not one.whole_firm else None,
        "licence_number": one.licence or None,
        "since": written(one.since) if one.since else "",
        "until": written(one.until) if one.until else "",
        "fee": money(one.fee) if one.fee else None,
    }


def written(day: date) -> str:
    """2026年8月5日, as letters have it (GB/T 9704—2012 7.3.5.4)."""
    return DAY.format(year=day.year, month=day.month, day=day.day)
