"""The letters that ask my organ for its views, and its answers; nothing of the matter is here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.consultation import replying
from portal.consultation.answers import LIGHTS, NO_SILENCE, SILENCE, answer_of, is_late
from portal.consultation.forms import MOST_ROWS, ROWS, rows_in, views_in
from portal.consultation.models import Letter, Stance, View
from portal.consultation.reach import ANSWERING, letter_for, letters_for
from portal.deadlines.calendar import official
from portal.deadlines.telling import sign_for
from portal.errors import Invalid
from portal.journal.writing import record
from portal.people.sessions import holding
from portal.storage import storage
from portal.web.doors import Need, door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.paging import SIZE, address, sheet, sheet_number
from portal.web.rendering import render


async def mine(request: Request) -> Response:
    person = await holding(request, *ANSWERING)
    number = sheet_number(request)
    found = letters_for(person).order_by("-id").offset((number - 1) * SIZE).limit(SIZE + 1)
    letters = sheet(await found.select_related("consultation__organ", "organ"), number)
    return render(
        request, "consultation/letters.html", sheet=letters, address=address, lights=LIGHTS,
        answers={one.id: answer_of(one, one.consultation, today()) for one in letters.rows},
    )  # fmt: skip


async def show(request: Request) -> Response:
    person = await holding(request, *ANSWERING)
    return await _page(request, await letter_for(person, request.path_params["letter"]))


async def reply(request: Request) -> Response:
    person = await holding(request, *ANSWERING)
    letter = await letter_for(person, request.path_params["letter"])
    form = await answers(request)
    if form.text("act") == "more":
        return await _page(request, letter, form, rows=min(rows_in(form) + ROWS, MOST_ROWS))
    try:
        stance, views = form.choice("stance", Stance), views_in(form)
        contact = form.text("contact", missing="请填写联系人和电话", most=120)
        form.settle()
        if stance is not None:
            await replying.reply(letter, stance, views, contact, by=person)
    except Invalid as wrong:
        return await _page(request, letter, form, wrong, rows=rows_in(form))
    return RedirectResponse(f"/letters/{letter.id}", 303)


async def text_file(request: Request) -> Response:
    """The text that the letter puts to the organ."""
    person = await holding(request, *ANSWERING)
    letter = await letter_for(person, request.path_params["letter"])
    asked = letter.consultation
    await record(
        Act.DRAFT_DOWNLOADED, asked.matter.number, by=person, name=asked.name, sha256=asked.sha256
    )
    return attachment(await storage().fetch(asked.sha256), asked.name)


async def _page(
    request: Request, letter: Letter, form: Answers | None = None, wrong: Invalid | None = None,
    *, rows: int = ROWS,
) -> Response:  # fmt: skip
    asked, day = letter.consultation, today()
    return render(
        request, "consultation/letter.html", status=422 if wrong else 200,
        letter=letter, asked=asked, answer=answer_of(letter, asked, day), lights=LIGHTS,
        late=is_late(letter, asked), is_over=asked.closed_at is not None or asked.matter.ended,
        sign=sign_for(asked.due, day, official(), provisional=asked.provisional),
        views=await View.filter(letter_id=letter.id).order_by("position"),
        silence=SILENCE if asked.silence else NO_SILENCE, stances=Stance, rows=rows,
        form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


routes = [
    door("/letters", mine, name="letters", needs=Need.POST),
    door("/letters/{letter:int}", show, name="letter", needs=Need.POST),
    door(
        "/letters/{letter:int}/file", text_file, name="letter.file", needs=Need.POST,
        records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        "/letters/{letter:int}/reply", reply, name="letter.reply", methods=["POST"],
        needs=Need.POST, records=[Act.VIEWS_GIVEN, Act.DEADLINE_RESUMED],
    ),
]  # fmt: skip
