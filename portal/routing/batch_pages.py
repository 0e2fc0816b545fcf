"""The dispatcher's page for all matters that wait: one proposal, changed where he knows better.

Each line is assigned by an act of its own, the same as on the matter's page: what somebody else
took in the meantime is named and left alone, and no line stands or falls with another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.calendar import official
from portal.errors import Invalid, PortalError, Stale
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person, Role
from portal.people.sessions import holding, organs_of
from portal.permits import Permit
from portal.routing import assignments, invitations
from portal.routing.assignments import Invitation, Plan
from portal.routing.handovers import leavers
from portal.routing.models import Duty
from portal.routing.outcomes import Outcome, failed
from portal.routing.panel import review_due
from portal.routing.proposals import ADVICE, MOST, REVIEW, proposal
from portal.routing.seats import picked
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move, State

NOTE = "成批分办"


async def look(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    return await batch_page(request, person)


async def assign(request: Request) -> Response:
    person = await holding(request, Role.DISPATCHER)
    form = await answers(request)
    numbers = list(dict.fromkeys(form.every("take")))[:MOST]
    if not numbers:
        form.fault("take", "请至少勾选一件事项")
        return await batch_page(request, person, form, [])
    outcomes = [await _assign(number, form, person) for number in numbers]
    if any(one.fault for one in outcomes):
        return await batch_page(request, person, form, outcomes)
    return RedirectResponse(f"/assignments?done={len(outcomes)}", status_code=303)


async def batch_page(
    request: Request,
    person: Person,
    form: Answers | None = None,
    outcomes: Sequence[Outcome] = (),
) -> Response:
    """The proposal as it is now; what was typed stays at the lines that are still here."""
    offices = await organs_of(person, Role.DISPATCHER)
    found = await proposal(person, offices)
    faults = {one.number: one.fault for one in outcomes if one.fault}
    return render(
        request,
        "routing/batch.html",
        status=422 if form else 200,
        proposal=found,
        leavers=await leavers(person, offices),
        outcomes=outcomes,
        faults=faults,
        again=_again(form, faults),
        done=_count(request.query_params.get("done", "")),
        form=form,
        errors=form.errors if form else {},
    )


async def _assign(number: str, form: Answers, person: Person) -> Outcome:
    """Assign one line, wholly or not at all."""
    title = ""
    try:
        matter = await enter(person, number, Permit.ASSIGN)
        title = matter.title
        if matter.state is not State.REGISTERED:
            raise Stale("这件事项刚被别人办理过，请刷新后查看最新进展")
        await assignments.route(matter, await _plan(matter, form), by=person)
    except PortalError as wrong:
        return failed(number, title, wrong)
    return Outcome(number, title)


async def _plan(matter: Matter, form: Answers) -> Plan:
    """What the line says: the reviewer, and who is asked where the type demands it."""
    said = Answers(form.form)
    reviewer = picked(said.text(f"{REVIEW}-{matter.number}"))
    if reviewer is None or reviewer[0] is not Duty.REVIEWER:
        raise Invalid({"reviewer": "请选择承办人"})
    override = said.text(f"override-{matter.number}", most=300)
    asked = picked(said.text(f"{ADVICE}-{matter.number}"))
    without = "" if asked else said.text(f"without-{matter.number}", most=300)
    invited = (await _invitation(matter, asked, override, said),) if asked else ()
    said.settle()
    return Plan(reviewer[1], override, invited, without, NOTE)


async def _invitation(
    matter: Matter, asked: tuple[Duty, int], override: str, said: Answers
) -> Invitation:
    question = said.text("question", missing="请写明需要研究的问题", most=2000)
    main = await review_due(matter)
    due = invitations.proposed(today(), main, official())
    if wrong := invitations.fault(due, today(), main):
        said.fault("due", wrong)
    return Invitation(asked[0], asked[1], question, due, override)


def _again(form: Answers | None, faults: Mapping[str, str]) -> frozenset[str]:
    """The lines whose ticks and choices are shown again as they were typed."""
    return frozenset() if form is None else frozenset({*form.every("take"), *faults})


def _count(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 4 else 0


routes = [
    door("/assignments", look, name="batch", needs=Need.POST),
    door(
        "/assignments",
        assign,
        name="batch.post",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.REVIEWER_ASSIGNED, Act.ADVISER_OFFERED, Act.ADVISER_SPARED, Move.ASSIGN],
    ),
]
