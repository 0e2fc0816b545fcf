"""The invited person's pages: summary first, then the declaration, then the file."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.matters.access import enter
from portal.matters.models import Matter, Party
from portal.names import Named
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.routing import engagements
from portal.routing.declarations import CONFIDENTIALITY, NO_CONFLICT
from portal.routing.models import Answer, Duty
from portal.routing.queries import engagements_of, mine_on
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


class Reply(Named):
    """What an invited person may answer."""

    ACCEPT = "accept", "接受委派"
    DECLINE = "decline", "谢绝"
    CONFLICT = "conflict", "有利益冲突，申请回避"


async def mine(request: Request) -> Response:
    person = await signed_in(request)
    asked = [one for one in await engagements_of(person) if one.duty is not Duty.REVIEWER]
    return render(
        request,
        "routing/engagements.html",
        offers=[one for one in asked if one.answer is Answer.OFFERED],
        running=[one for one in asked if one.answer is Answer.ACCEPTED],
        done=[one for one in asked if one.answer is Answer.COMPLETED],
        stepped_aside=request.query_params.get("said") == "recused",
        found_by_house=request.query_params.get("said") == "conflict",
    )


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_SUMMARY)
    return await engagement_page(request, person, matter)


async def reply(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.DECLARE)
    form = await answers(request)
    try:
        said = form.choice("reply", Reply)
        _check(form, said)
        form.settle()
        address = await _answer(matter, said, form, by=person)
    except Invalid as wrong:
        return await engagement_page(request, person, matter, form, wrong)
    return RedirectResponse(address, status_code=303)


async def recuse(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECUSE)
    form = await answers(request)
    try:
        reason = form.text("recusal_reason", missing="请写明回避的理由", most=500)
        form.settle()
        await engagements.recuse(matter, reason, by=person)
    except Invalid as wrong:
        return await engagement_page(request, person, matter, form, wrong)
    return RedirectResponse("/engagements?said=recused", status_code=303)


async def engagement_page(
    request: Request,
    person: Person,
    matter: Matter,
    form: Answers | None = None,
    wrong: Invalid | None = None,
) -> Response:
    """The summary, the parties and the question; below it the answer that can be given now."""
    return render(
        request,
        "routing/engagement.html",
        status=422 if wrong else 200,
        head=await head_of(person, matter),
        here="engagement",
        matter=matter,
        mine=await mine_on(matter, person),
        parties=await Party.filter(matter_id=matter.id).order_by("id"),
        replies=Reply,
        no_conflict=NO_CONFLICT,
        confidentiality=CONFIDENTIALITY,
        form=form,
        errors=wrong.errors if wrong else {},
    )


def _check(form: Answers, said: Reply | None) -> None:
    """Both declarations are ticked to accept; anything else needs its reason."""
    if said is Reply.ACCEPT:
        for name in ("no_conflict", "confidentiality"):
            if not form.tick(name):
                form.fault(name, "接受委派须逐项作出声明")
    elif said is not None:
        form.text("reason", missing="请写明理由", most=500)
    other = form.day("other_day")
    if other is not None and other < today():
        form.fault("other_day", "日期已经过去，请重新填写")


async def _answer(matter: Matter, said: Reply | None, form: Answers, *, by: Person) -> str:
    """Give the answer; returns where to go from there."""
    reason = form.text("reason")
    if said is Reply.ACCEPT:
        accepted = await engagements.accept(matter, by=by) is Answer.ACCEPTED
        return f"/matters/{matter.number}/review" if accepted else "/engagements?said=conflict"
    if said is Reply.CONFLICT:
        await engagements.declare_conflict(matter, reason, by=by)
        return "/engagements?said=recused"
    await engagements.decline(matter, reason, form.day("other_day"), by=by)
    return "/engagements"


routes = [
    door("/engagements", mine, name="engagements", needs=Need.SIGN_IN),
    door("/matters/{number}/engagement", look, name="engagement", needs=Permit.READ_SUMMARY),
    door(
        "/matters/{number}/engagement/answers",
        reply,
        name="engagement.answers",
        methods=["POST"],
        needs=Permit.DECLARE,
        records=[Act.ENGAGEMENT_ACCEPTED, Act.ENGAGEMENT_DECLINED, Act.RECUSED],
    ),
    door(
        "/matters/{number}/recusal",
        recuse,
        name="recusal",
        methods=["POST"],
        needs=Permit.RECUSE,
        records=[Act.RECUSED],
    ),
]
