"""The door of a personal calendar: whoever knows its address, and nobody who guesses.

The secret is as long as a key, so there is nothing to be had by trying; a calendar program that
asks for a revoked address hour by hour must lock out nobody behind the same proxy.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.errors import NotFound
from portal.notices.feed import feed_of
from portal.notices.feeds import owner_of
from portal.web.doors import Need, door

CALENDAR = "text/calendar; charset=utf-8"


async def feed(request: Request) -> Response:
    owner = await owner_of(request.path_params["secret"])
    if owner is None:
        raise NotFound("没有这个页面，或者您无权查看")
    return Response(await feed_of(owner), media_type=CALENDAR)


routes = [door("/calendar/{secret}.ics", feed, name="calendar.feed", needs=Need.NOTHING)]
