"""The dispatcher's page on which everything that somebody has in hand goes to others."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.errors import Invalid, PortalError, Stale
from portal.people.models import Person, Role
from portal.people.sessions import holding, organs_of
from portal.routing import handovers
from portal.routing.handovers import Chosen, Left
from portal.routing.outcomes import Outcome, failed
from portal.routing.seats import picked
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render

GONE = "这件事项刚被别人办理过，请刷新后查看最新进展"


async def look(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    return await handover_page(request, person, await _leaver(request, person))


async def hand_over(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    leaver = await _leaver(request, person)
    form = await answers(request)
    left = {str(one.assignment.id): one for one in await handovers.left_by(leaver, person)}
    ticked = list(dict.fromkeys(form.every("take")))
    wanted = [left[key] for key in ticked if key in left]
    try:
        reason = form.text("reason", missing="请写明移交的原因", most=200)
        if not ticked:
            form.fault("take", "请至少勾选一件事项")
        form.settle()
    except Invalid:
        return await handover_page(request, person, leaver, form)
    outcomes = [await _hand_over(one, leaver, form, reason, person) for one in wanted]
    outcomes += await _ended(leaver, person, [key for key in ticked if key not in left])
    if any(one.fault for one in outcomes):
        return await handover_page(request, person, leaver, form, outcomes)
    return RedirectResponse(f"/handovers/{leaver.id}?done={len(outcomes)}", status_code=303)


async def handover_page(
    request: Request,
    person: Person,
    leaver: Person,
    form: Answers | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Response:
    """What he has in hand and who could take it over; what was typed stays."""
    done = request.query_params.get("done", "")
    return render(
        request,
        "routing/handover.html",
        status=422 if form else 200,
        leaver=leaver,
        absence=await handovers.absence_of(leaver),
        left=await handovers.left_by(leaver, person),
        outcomes=outcomes,
        faults={one.line: one.fault for one in outcomes if one.fault},
        done=int(done) if done.isdecimal() and len(done) < 4 else 0,
        form=form,
        errors=form.errors if form else {},
    )


async def _hand_over(one: Left, leaver: Person, form: Answers, reason: str, by: Person) -> Outcome:
    """Hand one line over, wholly or not at all."""
    matter, key = one.assignment.matter, str(one.assignment.id)
    said = Answers(form.form)
    try:
        override = said.text(f"override-{key}", most=300)
        who = picked(said.text(f"to-{key}"))
        said.settle()
        chosen = Chosen(*who, override) if who else None
        await handovers.hand_over(one.assignment.id, leaver, chosen, reason, by=by)
    except PortalError as wrong:
        return failed(matter.number, matter.title, wrong, key)
    return Outcome(matter.number, matter.title, line=key)


async def _ended(leaver: Person, person: Person, keys: Sequence[str]) -> list[Outcome]:
    """What is not in his hands any more, by name where the reader may know it."""
    ids = [int(key) for key in keys if key.isdecimal() and len(key) <= 9]
    ended = await handovers.ended_meanwhile(leaver, person, ids)
    return [failed(one.matter.number, one.matter.title, Stale(GONE)) for one in ended]


async def _leaver(request: Request, person: Person) -> Person:
    offices = await organs_of(person, Role.DISPATCHER)
    return await handovers.leaver(offices, request.path_params["id"])


routes = [
    door("/handovers/{id:int}", look, name="handover", needs=Need.POST),
    door(
        "/handovers/{id:int}",
        hand_over,
        name="handover.post",
        methods=["POST"],
        needs=Need.POST,
        records=[
            Act.REVIEWER_ASSIGNED, Act.ASSIGNMENT_ENDED, Act.ADVISER_OFFERED,
            Act.ENGAGEMENT_WITHDRAWN,
        ],
    ),
]  # fmt: skip
