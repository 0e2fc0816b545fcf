"""Asking organs for their views on a matter's text, and putting together what they answer."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.consultation import asking, publishing, replying
from portal.consultation.answers import LIGHTS, NO_SILENCE, SILENCE
from portal.consultation.forms import asking_in, settled_in
from portal.consultation.inquiring import inquiries_of
from portal.consultation.models import Consultation
from portal.consultation.reach import consultation_in, organs_to_ask, require_own, side_of
from portal.consultation.table import table, table_values
from portal.consultation.viewing import by_level, consultations_of, public_texts_of, shown_of
from portal.deadlines.heading import head_of
from portal.documents.models import Draft
from portal.errors import Invalid
from portal.journal.writing import record
from portal.matters.access import enter, standing_of
from portal.matters.models import Matter
from portal.opinions.letters import inner
from portal.opinions.models import Adoption
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.storage import storage
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import render

TITLE = "关于征求《{title}》意见的函"  # letters are Chinese whatever the language of the page
TABLE_NAME = "{number} 意见征集采纳情况表.docx"


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    head = await head_of(person, matter)
    return render(
        request, "consultation/list.html", head=head, here="consultations", permits=Permit,
        shown=await consultations_of(matter, head.standing),
        inquiries=await inquiries_of(matter, head.standing),
        texts=await public_texts_of(matter), asks_public=publishing.clock_of(matter) is not None,
    )  # fmt: skip


async def begin(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    return await _form(request, person, matter)


async def send(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    form = await answers(request)
    side = side_of(await standing_of(person, matter))
    try:
        organs = await organs_to_ask(matter)
        said = await asking_in(form, side, organs, await _drafts(matter))
        asked = await asking.ask(matter, said, by=person)
    except Invalid as wrong:
        return await _form(request, person, matter, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/consultations/{asked.id}", 303)


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    standing = await standing_of(person, matter)
    asked = await consultation_in(matter, standing, request.path_params["id"])
    return await _page(request, person, matter, asked)


async def settle(request: Request) -> Response:
    person, matter, asked = await _own(request)
    form = await answers(request)
    try:
        said = settled_in(form, (await shown_of(asked)).views)
        await replying.settle(matter, asked, said, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, asked, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/consultations/{asked.id}", 303)


async def urge(request: Request) -> Response:
    person, matter, asked = await _own(request)
    await asking.urge(matter, asked, by=person)
    return RedirectResponse(f"/matters/{matter.number}/consultations/{asked.id}", 303)


async def close(request: Request) -> Response:
    person, matter, asked = await _own(request)
    await asking.close(matter, asked, by=person)
    return RedirectResponse(f"/matters/{matter.number}/consultations/{asked.id}", 303)


async def download(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    standing = await standing_of(person, matter)
    asked = await consultation_in(matter, standing, request.path_params["id"])
    data = await asyncio.to_thread(table, table_values(await shown_of(asked)))
    return attachment(data, TABLE_NAME.format(number=matter.number))


async def text_file(request: Request) -> Response:
    """The text as it was put to the organs."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    standing = await standing_of(person, matter)
    asked = await consultation_in(matter, standing, request.path_params["id"])
    await record(
        Act.DRAFT_DOWNLOADED, matter.number, by=person, name=asked.name, sha256=asked.sha256
    )
    return attachment(await storage().fetch(asked.sha256), asked.name)


async def _own(request: Request) -> tuple[Person, Matter, Consultation]:
    """Who comes in, the matter, and a consultation of his own side."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.COLLECT)
    standing = await standing_of(person, matter)
    asked = await consultation_in(matter, standing, request.path_params["id"])
    require_own(asked, standing)
    return person, matter, asked


async def _page(
    request: Request, person: Person, matter: Matter, asked: Consultation,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head = await head_of(person, matter)
    mine = head.may(Permit.COLLECT) and asked.side is side_of(head.standing)
    return render(
        request, "consultation/consultation.html", status=422 if wrong else 200,
        head=head, here="consultations", shown=await shown_of(asked), mine=mine,
        lights=LIGHTS, adoptions=Adoption, silence=SILENCE, no_silence=NO_SILENCE,
        form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


async def _form(
    request: Request, person: Person, matter: Matter,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head = await head_of(person, matter)
    side = side_of(head.standing)
    organs = await organs_to_ask(matter)
    return render(
        request, "consultation/new.html", status=422 if wrong else 200,
        head=head, here="consultations", organs=by_level(organs),
        title=TITLE.format(title=inner(matter.title)), drafts=await _drafts(matter),
        clock=asking.clock_of(matter), may_stop=asking.may_stop(matter, side),
        silence=SILENCE, no_silence=NO_SILENCE,
        form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


async def _drafts(matter: Matter) -> list[Draft]:
    return await Draft.filter(matter_id=matter.id).order_by("-version")


PLACE = "/matters/{number}/consultations"
routes = [
    door(PLACE, look, name="consultations", needs=Permit.READ_DRAFT),
    door(f"{PLACE}/new", begin, name="consultations.new", needs=Permit.CONSULT),
    door(
        PLACE, send, name="consultations.post", methods=["POST"],
        needs=Permit.CONSULT, records=[Act.VIEWS_ASKED, Act.DEADLINE_PAUSED],
    ),
    door(f"{PLACE}/{{id:int}}", show, name="consultation", needs=Permit.READ_DRAFT),
    door(f"{PLACE}/{{id:int}}/table", download, name="consultation.table", needs=Permit.READ_DRAFT),
    door(
        f"{PLACE}/{{id:int}}/text", text_file, name="consultation.text",
        needs=Permit.READ_DRAFT, records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        f"{PLACE}/{{id:int}}/adoptions", settle, name="consultation.adoptions", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.VIEWS_SETTLED],
    ),
    door(
        f"{PLACE}/{{id:int}}/reminders", urge, name="consultation.reminders", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.VIEWS_URGED],
    ),
    door(
        f"{PLACE}/{{id:int}}/closing", close, name="consultation.closing", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.VIEWS_CLOSED, Act.DEADLINE_RESUMED],
    ),
]  # fmt: skip
