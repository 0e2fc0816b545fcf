"""What I was told, and who is told of what."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.notices import reading
from portal.notices.table import table
from portal.people.sessions import signed_in
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.paging import address, sheet_number
from portal.web.rendering import render

OWN = "notices are the reader's own; the journal tells of acts on matters"


async def notices(request: Request) -> Response:
    person = await signed_in(request)
    found = await reading.notices_of(person, sheet_number(request))
    newest = max((row.notice.id for row in found.rows), default=0)
    return render(request, "notices/notices.html", sheet=found, newest=newest, address=address)


async def read_all(request: Request) -> Response:
    person = await signed_in(request)
    form = await answers(request)
    await reading.mark_all(person, form.whole("until") or 0)
    return RedirectResponse("/notices", status_code=303)


async def read_one(request: Request) -> Response:
    person = await signed_in(request)
    await reading.mark_one(person, request.path_params["notice"])
    return RedirectResponse("/notices", status_code=303)


async def rules(request: Request) -> Response:
    await signed_in(request)
    return render(request, "notices/rules.html", table=table())


routes = [
    door("/notices", notices, name="notices", needs=Need.SIGN_IN),
    door("/notices/rules", rules, name="notices.rules", needs=Need.SIGN_IN),
    door(
        "/notices/reading",
        read_all,
        name="notices.reading",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records_nothing=OWN,
    ),
    door(
        "/notices/{notice:int}/reading",
        read_one,
        name="notice.reading",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records_nothing=OWN,
    ),
]
