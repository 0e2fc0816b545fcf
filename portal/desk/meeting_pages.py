"""A meeting's page: which items may be put to it, and the routing slip of each."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import today
from portal.desk.meetings import Sight, sights
from portal.desk.slips import Slip, as_word, slip_of
from portal.intake.meeting_reach import READERS, is_open, item_for, items_for, meeting_for
from portal.intake.models import Meeting
from portal.people.sessions import holding
from portal.signing.gates import Verdict
from portal.signing.picturing import picture, qr
from portal.storage import storage
from portal.web.doors import Need, door
from portal.web.downloads import attachment
from portal.web.rendering import render
from portal.web.site import site


async def look(request: Request) -> Response:
    person = await holding(request, *READERS)
    meeting = await meeting_for(person, request.path_params["id"])
    found = await sights(person, await items_for(person, meeting))
    return render(
        request,
        "desk/meeting.html",
        meeting=meeting,
        sights=found,
        passed=sum(one.ruling.verdict in (Verdict.MAY, Verdict.EXEMPT) for one in found),
        is_open=is_open,
    )


async def agenda(request: Request) -> Response:
    person = await holding(request, *READERS)
    meeting = await meeting_for(person, request.path_params["id"])
    return attachment(await storage().fetch(meeting.agenda), meeting.agenda_name)


async def slip(request: Request) -> Response:
    """The slip as a Word file."""
    meeting, sight, said = await _slip(request)
    code = sight.clearance is not None and sight.ruling.verdict is Verdict.MAY
    image = await asyncio.to_thread(qr, said.verify_url) if code else None
    data = await asyncio.to_thread(as_word, said, image)
    return attachment(data, f"{meeting.day}-{sight.item.position}.docx")


async def slip_page(request: Request) -> Response:
    """The slip as a page to print."""
    meeting, sight, said = await _slip(request)
    may = sight.ruling.verdict is Verdict.MAY
    return render(
        request,
        "desk/slip.html",
        meeting=meeting,
        sight=sight,
        slip=said,
        picture=picture(said.verify_url) if may else "",
    )


async def _slip(request: Request) -> tuple[Meeting, Sight, Slip]:
    person = await holding(request, *READERS)
    meeting = await meeting_for(person, request.path_params["id"])
    item = await item_for(person, meeting, request.path_params["item"])
    sight = (await sights(person, [item]))[0]
    return meeting, sight, slip_of(meeting, sight, today(), site())


routes = [
    door("/meetings/{id:int}", look, name="meeting", needs=Need.POST),
    door("/meetings/{id:int}/agenda", agenda, name="meeting.agenda", needs=Need.POST),
    door("/meetings/{id:int}/items/{item:int}/slip", slip, name="meeting.slip", needs=Need.POST),
    door(
        "/meetings/{id:int}/items/{item:int}/slip/page",
        slip_page,
        name="meeting.slip.page",
        needs=Need.POST,
    ),
]
