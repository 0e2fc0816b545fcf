"""Doors of the written advice: saved while it is typed, saved by hand, handed in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from portal.acts import Act
from portal.errors import Invalid, NotFound, PortalError, Stale
from portal.permits import Permit, Refusal
from portal.reviews import advice, rounds
from portal.reviews.forms import version_in, wording_in
from portal.reviews.models import Advice
from portal.reviews.queries import latest_draft
from portal.reviews.seats import Seat, seat_at
from portal.reviews.showing import shown
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.workflow import Move


async def save_advice(request: Request) -> Response:
    """A draft of the advice; a script that saves while one types gets the new version back."""
    seat = await seat_at(request, Permit.ADVISE)
    form = await answers(request)
    wording, version, quietly = wording_in(form), version_in(form), form.tick("quietly")
    try:
        form.settle()
        kept = await advice.save(seat.matter, wording, version, by=seat.person, quietly=quietly)
    except (Invalid, Stale) as fault:
        return await _again(request, seat, form, fault)
    if quietly:
        return JSONResponse({"version": kept.version})
    return RedirectResponse(_bench(seat), status_code=303)


async def submit_advice(request: Request) -> Response:
    seat = await seat_at(request, Permit.ADVISE)
    form = await answers(request)
    wording, version = wording_in(form), version_in(form)
    try:
        form.settle()
        await rounds.hand_in(seat.matter, wording, version, by=seat.person)
    except (Invalid, Stale) as fault:
        return await _again(request, seat, form, fault)
    return RedirectResponse(_bench(seat), status_code=303)


async def _again(request: Request, seat: Seat, form: Answers, fault: PortalError) -> Response:
    """The workbench with what was typed, and with what another window has saved since."""
    stale = isinstance(fault, Stale)
    if form.tick("quietly"):
        return JSONResponse({"stale": stale}, status_code=409 if stale else 422)
    form.errors.update(fault.errors if isinstance(fault, Invalid) else {"": fault.text})
    draft = await latest_draft(seat.matter)
    if draft is None:
        raise NotFound(Refusal.STRANGER.zh)
    kept = await _kept(seat) if stale else None
    return await shown(request, seat, draft, form=form, kept=kept, status=409 if stale else 422)


async def _kept(seat: Seat) -> Advice | None:
    assignment = await advice.assignment_of(seat.matter, seat.person)
    return await Advice.get_or_none(assignment_id=assignment.id) if assignment else None


def _bench(seat: Seat) -> str:
    return f"/matters/{seat.matter.number}/review#advice"


routes: list[BaseRoute] = [
    door(
        "/matters/{number}/advice", save_advice,
        name="advice", needs=Permit.ADVISE, methods=["POST"], records=[Act.ADVICE_SAVED],
    ),
    door(
        "/matters/{number}/advice/submission", submit_advice,
        name="advice.submission", needs=Permit.ADVISE, methods=["POST"],
        records=[Act.ADVICE_SUBMITTED, Move.STEP_ON],
    ),
]  # fmt: skip
