"""Files of appointments: the Word papers of one, and many in and out as Excel."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.advisers import importing, rosters
from portal.advisers.letters import Paper, file_name, paper
from portal.advisers.pages import READERS, asked_for, list_page
from portal.clock import today
from portal.documents import workshop
from portal.documents.examining import too_large
from portal.errors import Invalid, NotFound, Unacceptable
from portal.people.models import Role
from portal.people.sessions import holding, organs_of, signed_in
from portal.web.doors import Need, door
from portal.web.downloads import attachment
from portal.web.forms import answers
from portal.web.limits import most_bytes


async def letter(request: Request) -> Response:
    return await _paper(request, Paper.LETTER)


async def promise(request: Request) -> Response:
    return await _paper(request, Paper.PROMISE)


async def roster(request: Request) -> Response:
    await holding(request, *READERS)
    return attachment(await asyncio.to_thread(rosters.blank), rosters.ROSTER)


async def take_in(request: Request) -> Response:
    """Good rows are taken in; where some are wrong, the answer is a file of these."""
    person = await holding(request, Role.DISPATCHER)
    office = (await organs_of(person, Role.DISPATCHER))[0]
    form = await answers(request)
    chosen = form.files("file")
    if not chosen:
        return await list_page(request, person, form, Invalid({"file": "请选择 Excel 文件"}))
    try:
        if (chosen[0].size or 0) > most_bytes():
            raise too_large()
        lines = await workshop.run(rosters.lines_of, await chosen[0].read())
    except Unacceptable as wrong:
        return await list_page(request, person, form, wrong)
    _, faulty = await importing.take_in(office, lines, by=person)
    if faulty:
        return attachment(await asyncio.to_thread(rosters.sheet_of, faulty), rosters.ERRORS)
    return RedirectResponse("/appointments", status_code=303)


async def _paper(request: Request, which: Paper) -> Response:
    person = await signed_in(request)
    found = await asked_for(request, person)
    if found.since is None:
        raise NotFound("没有这项聘任")
    made = await asyncio.to_thread(paper, which, found, today())
    return attachment(made, file_name(which, found))


routes = [
    door("/appointments/roster.xlsx", roster, name="appointments.roster", needs=Need.POST),
    door(
        "/appointments/imports", take_in, name="appointments.imports", methods=["POST"],
        needs=Need.POST, records=[Act.APPOINTMENT_RECOMMENDED],
    ),
    door(
        "/appointments/{id:int}/letter.docx", letter, name="appointment.letter",
        needs=Need.SIGN_IN,
    ),
    door(
        "/appointments/{id:int}/promise.docx", promise, name="appointment.promise",
        needs=Need.SIGN_IN,
    ),
]  # fmt: skip
