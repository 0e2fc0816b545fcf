"""The journal for auditors: who did what, and whether it is still what was written."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.acts import Act
from portal.desk import journal
from portal.errors import NotFound
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.people.models import Role
from portal.people.sessions import holding, organs_of
from portal.web.doors import Need, door
from portal.web.paging import address, sheet_number
from portal.web.rendering import render
from portal.workflow import Move


async def read(request: Request) -> Response:
    person = await holding(request, Role.AUDITOR)
    wish = journal.wish_of(request.query_params)
    offices = await organs_of(person, Role.AUDITOR)
    sheet = await journal.entries_for(offices, wish, sheet_number(request))
    return render(
        request, "desk/journal.html", wish=wish, sheet=sheet, acts=[*Move, *Act], address=address
    )


async def check(request: Request) -> Response:
    """Read the chains from their first entry: one subject's, or all."""
    person = await holding(request, Role.AUDITOR)
    subject = request.query_params.get("subject", "").strip()
    offices = await organs_of(person, Role.AUDITOR)
    seen = Entry.filter(journal.readable(offices), subject=subject)
    if subject and not await seen.exists():
        raise NotFound("没有这条办理记录")
    count, breaks = await verify(subject or None)
    mine = await journal.subjects(offices)
    told = [one for one in breaks if one.subject in mine or one.subject.startswith("meeting:")]
    return render(
        request, "desk/journal_check.html", subject=subject, count=count, breaks=told,
        elsewhere=len(breaks) - len(told),
    )  # fmt: skip


routes = [
    door("/journal", read, name="journal", needs=Need.POST),
    door("/journal/check", check, name="journal.check", needs=Need.POST),
]
