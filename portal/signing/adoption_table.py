"""The reply as the form that is filed: 采纳情况反馈表, from the office's Word template."""

from __future__ import annotations

from collections.abc import Sequence

from portal.clock import day_of
from portal.deadlines.models import Deadline, Period
from portal.matters.models import Matter
from portal.opinions.letters import inner, written_day
from portal.opinions.templates import filled
from portal.people.models import Person
from portal.signing.adoption_viewing import Adoptions, Line

TEMPLATE = "adoption_table.docx"


async def table_values(matter: Matter, page: Adoptions) -> dict[str, object]:
    """What the fields of the template say; answers stand in it as far as there are any."""
    asked = Deadline.filter(matter_id=matter.id, period=Period.FEEDBACK).order_by("-id")
    deadline = await asked.first()
    given = [line.answer for line in page.lines if line.answer]
    return {
        "matter_title": inner(matter.title),
        "receipt_number": matter.receipt,
        "department": matter.organ.name,
        "opinion_number": page.issued.number,
        "conclusion": page.outcome.name,
        "due_on": written_day(deadline.due) if deadline and deadline.due else "",
        "items": [row(line) for line in page.lines],
        "responsible": given[-1].person.name if given else None,
        "contact": phone(given[-1].person) if given else None,
        "filled_on": written_day(day_of(given[-1].at)) if given else None,
    }


def table(values: dict[str, object]) -> bytes:
    """The filled form; raises Unacceptable with the place of every wrong mark."""
    return filled(TEMPLATE, values)


def row(line: Line) -> dict[str, object]:
    item, answer = line.item, line.answer
    said: Sequence[str] = [item.problem, item.suggestion]
    return {
        "seq": item.position,
        "severity": item.severity.zh,
        "place": item.clause,
        "opinion": "\n".join(one for one in said if one),
        "adoption": answer.adoption.zh if answer and answer.adoption else None,
        "new_text": answer.new_text if answer else None,
        "reason": answer.reason if answer else None,
    }


def phone(person: Person) -> str | None:
    return person.phone or None
