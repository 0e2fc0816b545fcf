"""My work: what waits for me, the matters I may see, and one matter at a glance."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import OFFICE, now, today
from portal.deadlines.heading import head_of
from portal.desk import listing
from portal.desk.clocks import Pile
from portal.desk.listing import Phase, Sort
from portal.desk.matter import sight_of
from portal.desk.timeline import timeline_of
from portal.desk.todo import desk_of
from portal.desk.told import side_of
from portal.kinds import kinds
from portal.matters.access import enter
from portal.people.models import Role
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import Need, door
from portal.web.paging import address, sheet_number
from portal.web.rendering import render
from portal.workflow import State

WITHOUT_MATTERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


async def todo(request: Request) -> Response:
    person = await signed_in(request)
    if not request.state.roles - WITHOUT_MATTERS:
        return render(request, "desk/no_matters.html", greeting=greeting())
    said = request.query_params.get("pile")
    pile = next((one for one in Pile if one.value == said), None)
    desk = await desk_of(person, pile=pile, number=sheet_number(request))
    return render(
        request, "desk/todo.html", desk=desk, pile=pile, piles=Pile, greeting=greeting(),
        address=address,
    )  # fmt: skip


def greeting() -> str:
    """The time of day as a message id."""
    hour = now().astimezone(OFFICE).hour
    if hour < 11:
        return "早上好"
    return "中午好" if hour < 13 else "下午好" if hour < 18 else "晚上好"


async def matters(request: Request) -> Response:
    person = await signed_in(request)
    wish = listing.wish_of(request.query_params)
    return render(
        request, "desk/matters.html",
        wish=wish,
        sheet=await listing.list_of(person, wish, sheet_number(request)),
        organs=await listing.organs_for(person),
        kinds=kinds().values(), states=[*Phase, *State], sorts=Sort, address=address,
    )  # fmt: skip


async def matter(request: Request) -> Response:
    person = await signed_in(request)
    found = await enter(person, request.path_params["number"], Permit.READ)
    head = await head_of(person, found)
    sight = await sight_of(found, head.standing, side_of(head.standing))
    return render(
        request, "desk/matter.html", head=head, here="matter", sight=sight, today=today(),
        permits=Permit,
    )  # fmt: skip


async def timeline(request: Request) -> Response:
    person = await signed_in(request)
    found = await enter(person, request.path_params["number"], Permit.READ_JOURNAL)
    head = await head_of(person, found)
    lines = await timeline_of(found, head.standing, side_of(head.standing))
    return render(request, "desk/timeline.html", head=head, here="timeline", lines=lines)


routes = [
    door("/", todo, name="todo", needs=Need.SIGN_IN),
    door("/matters", matters, name="matters", needs=Need.SIGN_IN),
    door("/matters/{number}", matter, name="matter", needs=Permit.READ),
    door("/matters/{number}/timeline", timeline, name="timeline", needs=Permit.READ_JOURNAL),
]
