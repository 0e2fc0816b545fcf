"""The page on which the office corrects what was registered wrongly."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.bylaws.queries import in_force
from portal.deadlines.heading import head_of
from portal.errors import Invalid
from portal.intake.corrections import Facts, correct, facts_of, is_routed
from portal.intake.submission_reading import LEAST_ROWS, MOST_PARTIES, parties_in
from portal.kinds import Kind
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CORRECT)
    return await _page(request, person, matter, Answers(_shown(await facts_of(matter))))


async def save(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CORRECT)
    form = await answers(request)
    try:
        said = await _said(form, matter)
        reason = form.text("reason", missing="请写明更正的理由", most=300)
        form.settle()
        if not await correct(matter, said, reason, by=person):
            raise Invalid({"": "没有改动任何内容"})
    except Invalid as wrong:
        form.errors = wrong.errors
        return await _page(request, person, matter, form)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def _said(form: Answers, matter: Matter) -> Facts:
    """What was typed; once people were chosen, type and parties stay as they are."""
    before, kinds = await facts_of(matter), await _kinds(matter)
    kind = kinds.get(form.text("kind"), matter.type)
    if is_routed(matter):
        kind, parties = matter.type, before.parties
    else:
        parties = tuple(parties_in(form, kind))
    variant = form.text("variant")
    return Facts(
        title=form.text("title", missing="请填写事项名称", most=300), kind=kind.key,
        variant=variant if kind.variant(variant) else "", amount=form.money("amount"),
        meeting_day=form.day("meeting_day"), parties=parties,
    )  # fmt: skip


def _shown(facts: Facts) -> dict[str, str]:
    """The fields of the form as the registration reads now."""
    said = {
        "title": facts.title, "kind": facts.kind, "variant": facts.variant,
        "amount": "" if facts.amount is None else str(facts.amount),
        "meeting_day": facts.meeting_day.isoformat() if facts.meeting_day else "",
    }  # fmt: skip
    for place, one in enumerate(facts.parties):
        said |= {
            f"party-{place}-name": one.name, f"party-{place}-side": one.side,
            f"party-{place}-uscc": one.uscc, f"party-{place}-ours": "1" if one.ours else "",
        }  # fmt: skip
    return said


async def _kinds(matter: Matter) -> Mapping[str, Kind]:
    return {key: one.kind for key, one in (await in_force(matter.office_id)).items()}


async def _page(request: Request, person: Person, matter: Matter, form: Answers) -> Response:
    head, kinds = await head_of(person, matter), await _kinds(matter)
    filled = [n for n in range(MOST_PARTIES) if form.again(f"party-{n}-name")]
    return render(
        request, "intake/correction.html", status=422 if form.errors else 200, head=head, here="",
        form=form, kinds=kinds.values(), kind=kinds.get(form.again("kind"), matter.type),
        routed=is_routed(matter),
        rows=min(MOST_PARTIES, max(LEAST_ROWS, filled[-1] + 2 if filled else 0)),
    )  # fmt: skip


routes = [
    door("/matters/{number}/correction", look, name="correction", needs=Permit.CORRECT),
    door(
        "/matters/{number}/correction", save, methods=["POST"], name="correction.post",
        needs=Permit.CORRECT, records=[Act.REGISTRATION_CORRECTED, Act.DEADLINE_CHANGED],
    ),
]  # fmt: skip
