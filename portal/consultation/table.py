"""What was asked, answered and adopted, as the form that is filed: 意见征集采纳情况表."""

from __future__ import annotations

from collections.abc import Iterator

from portal.clock import day_of, today
from portal.consultation.viewing import Row, Shown
from portal.opinions.letters import written_day
from portal.opinions.templates import filled

TEMPLATE = "consultation_table.docx"
SUMMARY = (
    "共征求{letters}个单位意见，答复{replied}个，逾期视为无意见{silent}个，"
    "未答复{missing}个；收到意见{views}条"
)
COUNTED = ("letters", "replied", "silent", "missing", "views")


def table_values(shown: Shown) -> dict[str, object]:
    """What the fields of the template say, views as far as they are settled."""
    asked, tally = shown.asked, shown.tally
    lines = [line for row in shown.rows for line in _lines(row)]
    return {
        "title": asked.title,
        "text_name": asked.name,
        "asking": asked.organ.name,
        "asked_on": written_day(day_of(asked.asked_at)),
        "due_on": written_day(asked.due),
        "summary": SUMMARY.format(**{name: getattr(tally, name) for name in COUNTED}),
        "rows": [{"seq": str(seq), **line} for seq, line in enumerate(lines, start=1)],
        "responsible": asked.asked_by.name,
        "contact": asked.contact,
        "filled_on": written_day(today()),
    }


def table(values: dict[str, object]) -> bytes:
    """The filled form; raises Unacceptable with the place of every wrong mark."""
    return filled(TEMPLATE, values)


def _lines(row: Row) -> Iterator[dict[str, object]]:
    """One line a view; an organ without views has one line that says so."""
    organ = row.letter.organ.name
    if not row.views:
        yield _line(organ, "", row.answer.zh)
    for view in row.views:
        adoption = view.adoption.zh if view.adoption else ""
        yield _line(organ, view.clause, view.text, adoption, view.reason)


def _line(
    organ: str, clause: str, view: str, adoption: str = "", reason: str = ""
) -> dict[str, object]:
    return {
        "organ": organ, "clause": clause or None, "view": view, "adoption": adoption or None,
        "reason": reason or None,
    }  # fmt: skip
