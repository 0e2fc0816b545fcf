"""Asking the department for what is missing, and the department's answer."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.heading import head_of
from portal.documents.examining import examine_upload
from portal.errors import Invalid, Unacceptable
from portal.i18n import translate
from portal.intake import supplements
from portal.intake.models import Supplement
from portal.intake.receiving_pages import registration_page
from portal.intake.registration_package import Package, package_of
from portal.intake.supplements import Given, Wanted, lacks_file, open_supplement
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move, State

MOST_ITEMS = 30
LONGEST_ITEM = 300


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    return await supplement_page(request, person, matter)


async def ask(request: Request) -> Response:
    person, matter = await _entered_to_ask(request)
    form = await answers(request)
    try:
        wanted = _wanted(form, await package_of(matter, today()))
        note = form.text("note", most=2000)
        form.settle()
        await supplements.ask(matter, wanted, note, by=person)
    except Invalid as wrong:
        page = registration_page if matter.state is State.SUBMITTED else supplement_page
        return await page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}/supplements", status_code=303)


async def answer(request: Request) -> Response:
    """Keep what was typed and uploaded, and hand the turn back where that button was pressed."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.SUPPLY)
    form = await answers(request)
    try:
        await supplements.answer(matter, await _given(form, matter), by=person)
        form.settle()
        if form.text("act") == "hand_in":
            await _confirm_gaps(form, matter)
            await supplements.hand_in(matter, by=person)
            return RedirectResponse(f"/matters/{matter.number}", status_code=303)
    except Invalid as wrong:
        return await supplement_page(request, person, matter, form, wrong.errors)
    return RedirectResponse(f"/matters/{matter.number}/supplements", status_code=303)


async def supplement_page(
    request: Request,
    person: Person,
    matter: Matter,
    form: Answers | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """What was asked for and what came, with the form of whoever has the turn."""
    asked = Supplement.filter(matter_id=matter.id).order_by("-id")
    return render(
        request,
        "intake/supplements.html",
        status=422 if errors else 200,
        head=await head_of(person, matter),
        here="supplements",
        matter=matter,
        asked=await asked.prefetch_related("items", "asked_by"),
        waiting=await open_supplement(matter),
        package=await package_of(matter, today()),
        form=form,
        errors=errors or {},
    )


async def _entered_to_ask(request: Request) -> tuple[Person, Matter]:
    """Before registration the registrar asks, during the review the reviewer."""
    person, number = await signed_in(request), request.path_params["number"]
    matter = await enter(person, number, Permit.READ_DRAFT)
    received = matter.state not in (State.SUBMITTED, State.SUPPLEMENTING)
    permit = Permit.ASK_SUPPLEMENT if received else Permit.RECEIVE
    return person, await enter(person, number, permit)


def _wanted(form: Answers, package: Package) -> list[Wanted]:
    """The ticked entries of the checklist, then the typed lines."""
    ticked = [
        Wanted(entry.slot.name, entry.slot.key)
        for entry in package.open
        if entry.slot.key in form.every("slot")
    ]
    typed = [Wanted(line.strip()) for line in form.text("items").split("\n") if line.strip()]
    if any(len(one.text) > LONGEST_ITEM for one in typed):
        form.fault("items", "每项不超过300字，请分行或精简")
    if len(typed) > MOST_ITEMS:
        form.fault("items", "一次最多要求30项，请合并同类项")
    if not ticked and not typed:
        form.fault("items", "请勾选缺少的材料，或者逐行写明需要补正的内容")
    return [*ticked, *typed]


async def _given(form: Answers, matter: Matter) -> dict[int, Given]:
    """What was typed and uploaded to each item; a refused file is noted as a fault of its field."""
    asked = await open_supplement(matter)
    given: dict[int, Given] = {}
    for item in asked.items if asked else ():
        text = form.text(f"answer-{item.id}", most=500)
        given[item.id] = Given(text[:500])
        for upload in form.files(f"file-{item.id}")[:1]:
            try:
                given[item.id] = Given(text[:500], await examine_upload(upload))
            except Unacceptable as refused:
                form.fault(f"file-{item.id}", translate(refused.text, **refused.facts))
    return given


async def _confirm_gaps(form: Answers, matter: Matter) -> None:
    """Handing in with documents missing is allowed once it was confirmed."""
    asked = await open_supplement(matter)
    gaps = [item for item in asked.items if lacks_file(item)] if asked else []
    reasons = all(item.answer for item in gaps)
    if gaps and reasons and not form.tick("partly"):
        form.fault("partly", "有材料没有上传：请补传，或者勾选“确认先行提交”")
        form.settle()


routes = [
    door("/matters/{number}/supplements", look, name="supplements", needs=Permit.READ_DRAFT),
    door(
        "/matters/{number}/supplements",
        ask,
        name="supplements.post",
        methods=["POST"],
        needs=Permit.RECEIVE,
        records=[Move.REQUEST_SUPPLEMENT, Move.PAUSE_REVIEW],
    ),
    door(
        "/matters/{number}/supplements/answers",
        answer,
        name="supplements.answers",
        methods=["POST"],
        needs=Permit.SUPPLY,
        records=[Act.SUPPLEMENT_ANSWERED, Move.SUPPLY, Move.RESUME_REVIEW],
    ),
]
