"""An item of an agenda as a Word file of its own: the draft of the matter that comes of it."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from portal.intake.models import AgendaItem

UNFIT = '\\/:*?"<>|\r\n\t'  # signs that a file name may not hold


def paper(item: AgendaItem) -> bytes:
    """A .docx with the item's title as heading and its text, a paragraph a line."""
    made, data = docx.Document(), BytesIO()
    heading = made.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(item.title).bold = True
    for line in item.text.splitlines():
        made.add_paragraph(line)
    if item.department:
        made.add_paragraph(f"汇报单位：{item.department}")
    made.save(data)
    return data.getvalue()


def paper_name(item: AgendaItem) -> str:
    """A file name that says which item it is."""
    title = "".join(sign for sign in item.title if sign not in UNFIT)
    return f"{title[:60] or 'item'}.docx"
