"""The clocks of a matter: how they stand, asking for more time, and saying yes or no to it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines import extensions, pauses
from portal.deadlines.heading import head_of
from portal.deadlines.ledger import accounts_of
from portal.deadlines.models import Extension, Pause, PauseReason, Period
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.reviews.terms import terms_of
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_REVIEW)
    return await _page(request, person, matter)


async def ask(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ASK_EXTENSION)
    form = await answers(request)
    try:
        days = form.whole("days")
        reason = form.text("reason", missing="请写明需要延长的理由", most=300)
        form.settle()
        await extensions.ask(matter, days or 0, reason, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}/clocks", 303)


async def pause(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.PAUSE)
    form = await answers(request)
    try:
        reason = form.choice("pause_reason", PauseReason)
        if reason is PauseReason.SUPPLEMENT:
            form.fault("pause_reason", "需要补正的，请在“补正”中逐项提出")
        about = form.text("about", missing="请写明向谁、就什么问题征求意见、论证或者请示", most=300)
        form.settle()
        if reason is not None:
            await pauses.pause(matter, Period.REVIEW, reason, about, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}/clocks", 303)


async def resume(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.PAUSE)
    await pauses.resume(matter, Period.REVIEW, by=person)
    return RedirectResponse(f"/matters/{matter.number}/clocks", 303)


async def decide(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.GRANT_EXTENSION)
    form = await answers(request)
    try:
        note = form.text("note", most=300)
        form.settle()
        await extensions.decide(
            matter, request.path_params["id"], note, granted=form.text("act") == "grant", by=person
        )
    except Invalid as wrong:
        return await _page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}/clocks", 303)


async def _page(
    request: Request, person: Person, matter: Matter,
    form: Answers | None = None, errors: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    deadline = await extensions.running_review(matter)
    clock, asked = matter.type.clocks[Period.REVIEW.value], await extensions.waiting(matter)
    left = extensions.room(clock, deadline) if deadline else 0
    why = extensions.refusal(deadline, asked, today())
    past = Extension.filter(deadline__matter_id=matter.id, decided_at__not_isnull=True)
    head = await head_of(person, matter)
    return render(
        request, "desk/clocks.html", status=422 if errors else 200,
        head=head, here="clocks", permits=Permit,
        accounts=await accounts_of(matter), clock=clock, asked=asked,
        terms=await terms_of(matter, person, head.standing.relations),
        left=clock.of(left), refused=why or ("" if left else extensions.beyond(clock, left)),
        reasons=[one for one in PauseReason if one is not PauseReason.SUPPLEMENT],
        runs=deadline is not None,
        paused=await Pause.get_or_none(deadline_id=deadline.id, until=None) if deadline else None,
        decided=await past.order_by("id").select_related("asked_by", "decided_by", "deadline"),
        form=form, errors=errors or {},
    )  # fmt: skip


routes = [
    door("/matters/{number}/clocks", look, name="clocks", needs=Permit.READ_REVIEW),
    door(
        "/matters/{number}/pauses", pause, name="pauses", methods=["POST"],
        needs=Permit.PAUSE, records=[Act.DEADLINE_PAUSED],
    ),
    door(
        "/matters/{number}/resumption", resume, name="resumption", methods=["POST"],
        needs=Permit.PAUSE, records=[Act.DEADLINE_RESUMED],
    ),
    door(
        "/matters/{number}/extensions", ask, name="extensions", methods=["POST"],
        needs=Permit.ASK_EXTENSION, records=[Act.EXTENSION_ASKED],
    ),
    door(
        "/matters/{number}/extensions/{id:int}/decision", decide, name="extension.decision",
        methods=["POST"], needs=Permit.GRANT_EXTENSION,
        records=[Act.EXTENSION_GRANTED, Act.EXTENSION_REFUSED],
    ),
]  # fmt: skip
