"""The page of those who answer for others' deadlines."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.ladders import ladders
from portal.deadlines.telling import sign_for
from portal.desk.supervision import late_for
from portal.people.models import Role
from portal.people.sessions import holding
from portal.register import queries
from portal.web.doors import Need, door
from portal.web.paging import address, sheet_number
from portal.web.rendering import render

HEADS = (Role.HEAD, Role.DISPATCHER, Role.APPROVER, Role.SIGNER)


async def look(request: Request) -> Response:
    person = await holding(request, *HEADS)
    return render(
        request, "desk/supervision.html", ladders=ladders(), address=address,
        sheet=await late_for(person, today(), sheet_number(request)),
        late=[
            (one, sign_for(one.due, today(), official()))
            for one in await queries.late_for(person, today())
            if one.due
        ],
    )  # fmt: skip


routes = [door("/supervision", look, name="supervision", needs=Need.POST)]
