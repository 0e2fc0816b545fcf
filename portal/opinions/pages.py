"""The pages of an opinion: consolidating, handing on, checking; its letter while it is drafted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from portal.acts import Act
from portal.clock import now
from portal.deadlines.heading import head_of
from portal.errors import Invalid, Stale
from portal.i18n import translate
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions import approvals, drafting, previewing, submitting
from portal.opinions.forms import version_in, words_in
from portal.opinions.letters import inner
from portal.opinions.queries import begun_opinion, issued_one
from portal.opinions.remarks import cards_for, rows
from portal.opinions.viewing import Typed, bench_of, letter_of, reading_of
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import OFFICE_SIDE, Permit
from portal.reviews.queries import latest_draft
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import moment, render
from portal.web.site import site
from portal.workflow import Move

ELSEWHERE = "意见书刚在另一个窗口保存过，本页的改动还没有保存；请点“保存”核对两份内容"
DRAFT_NAME = "{title} {letter}（草稿）.docx"
MAIN = "o"  # the form of the opinion's own words


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_REVIEW)
    return await page(request, person, matter)


async def save(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    form = await answers(request)
    try:
        opinion = await drafting.save(matter, words_in(form), version_in(form), by=person)
    except Invalid as error:
        return await again(request, person, matter, MAIN, form, error)
    except Stale as error:
        if wants_json(request):
            return JSONResponse({"words": translate(ELSEWHERE)}, status_code=409)
        return await stale(request, person, matter, MAIN, form, error)
    if wants_json(request):
        return JSONResponse({"version": opinion.version, "saved": moment(now())})
    return RedirectResponse(f"/matters/{matter.number}/opinion#{MAIN}", 303)


async def preview(request: Request) -> Response:
    """The letter alone, for the page that is being typed in."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    letter = await letter_of(matter, await begun_opinion(matter), site())
    return render(request, "opinions/letter.html", letter=letter)


async def draft_letter(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_REVIEW)
    await office_only(person, matter)
    opinion = await begun_opinion(matter)
    data = await previewing.draft_letter(matter, opinion, site())
    name = DRAFT_NAME.format(title=inner(matter.title), letter=matter.type.letter)
    return attachment(data, name)


async def submit(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSOLIDATE)
    form = await answers(request)
    try:
        await drafting.save(matter, words_in(form), version_in(form), by=person)
        await submitting.submit(matter, by=person)
    except Invalid as error:
        return await again(request, person, matter, MAIN, form, error)
    except Stale as error:
        return await stale(request, person, matter, MAIN, form, error)
    return RedirectResponse(f"/matters/{matter.number}/opinion", 303)


async def approve(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CHECK)
    form = await answers(request)
    note = form.text("note")
    try:
        if form.text("word") == "back":
            await approvals.send_back(matter, note, by=person)
        else:
            await approvals.pass_check(matter, form.text("content"), note, by=person)
    except Invalid as error:
        return await again(request, person, matter, "w", form, error)
    return RedirectResponse(f"/matters/{matter.number}/opinion", 303)


async def page(
    request: Request, person: Person, matter: Matter, typed: Typed | None = None,
    *, status: int = 200, is_stale: bool = False,
) -> HTMLResponse:  # fmt: skip
    """The opinion's page for this person: to write, to read and decide, or to wait."""
    head, form = await head_of(person, matter), typed or Typed()
    shown: dict[str, object] = {"head": head, "here": "opinion", "permit": Permit}
    if head.may(Permit.CONSOLIDATE):
        bench = await bench_of(person, matter, head, site(), form, stale=is_stale)
        return render(request, "opinions/bench.html", status=status, bench=bench, **shown)
    if head.standing.relations & frozenset(OFFICE_SIDE):
        reading = await reading_of(matter, head, site(), form)
        return render(request, "opinions/reading.html", status=status, reading=reading, **shown)
    draft = await latest_draft(matter)
    told = await issued_one(matter) if head.may(Permit.READ_OPINION) else None
    cards = await cards_for(person, head.standing, draft, told) if draft else []
    return render(request, "opinions/waiting.html", status=status, rows=rows(cards), **shown)


async def again(
    request: Request, person: Person, matter: Matter, key: str, form: Answers, error: Invalid
) -> HTMLResponse:
    """The page with the form as it was typed, and what is wrong with it."""
    typed = Typed(key, form, error.errors, error.facts)
    return await page(request, person, matter, typed, status=422)


async def stale(
    request: Request, person: Person, matter: Matter, key: str, form: Answers, error: Stale
) -> HTMLResponse:
    """The page with what was typed and what another window saved, side by side.

    Raises `error` again where the matter has left the reviewer's hands.
    """
    if not (await head_of(person, await enter(person, matter.number))).may(Permit.CONSOLIDATE):
        raise error
    typed = Typed(key, form, {"": error.text})
    return await page(request, person, matter, typed, status=409, is_stale=True)


async def office_only(person: Person, matter: Matter) -> None:
    """Raise Refused, with the reason, for one who only advises: the draft is the office's."""
    head = await head_of(person, matter)
    if not head.standing.relations & frozenset(OFFICE_SIDE):
        await enter(person, matter.number, Permit.CONSOLIDATE)


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


routes = [
    door(
        "/matters/{number}/opinion", show,
        name="matter.opinion", needs=Permit.READ_REVIEW,
    ),
    door(
        "/matters/{number}/opinion", save, methods=["POST"],
        name="matter.opinion.post", needs=Permit.CONSOLIDATE, records=[Act.OPINION_SAVED],
    ),
    door(
        "/matters/{number}/opinion/preview", preview,
        name="matter.opinion.preview", needs=Permit.CONSOLIDATE,
    ),
    door(
        "/matters/{number}/opinion/draft-letter", draft_letter,
        name="matter.opinion.draft-letter", needs=Permit.READ_REVIEW,
    ),
    door(
        "/matters/{number}/opinion/submission", submit, methods=["POST"],
        name="matter.opinion.submission", needs=Permit.CONSOLIDATE,
        records=[Act.OPINION_SAVED, Move.CONCLUDE],
    ),
    door(
        "/matters/{number}/opinion/approvals", approve, methods=["POST"],
        name="matter.opinion.approvals", needs=Permit.CHECK,
        records=[Act.OPINION_APPROVED, Move.CHECK, Move.SEND_BACK],
    ),
]  # fmt: skip
