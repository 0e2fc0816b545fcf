"""The adoption loop: the department replies with its next draft, the office clears the text."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal.acts import Act
from portal.deadlines.heading import head_of
from portal.documents.examining import Examined, examine_draft
from portal.errors import Invalid, NotFound, Unacceptable
from portal.journal.writing import record
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions import confirmations, replies
from portal.opinions.contents import printed
from portal.opinions.models import Item
from portal.opinions.queries import begun_opinion, items_of, latest_draft
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.signing import clearances
from portal.signing.adoption_forms import said_in, verdicts_in
from portal.signing.adoption_table import table, table_values
from portal.signing.adoption_viewing import Typed, adoptions_of
from portal.signing.picturing import picture
from portal.signing.queries import clearance_of, issued_of
from portal.signing.statements import statement
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.web.site import site
from portal.workflow import Move

TABLE_NAME = "{number} 采纳情况反馈表.docx"


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return await page(request, person, matter)


async def reply(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.REPLY)
    form = await answers(request)
    try:
        await replies.save(
            matter, said_in(form, await _items(matter)), await _draft(form), by=person
        )
        if form.text("word") == "hand_in":
            await replies.hand_in(matter, is_final=form.tick("final"), by=person)
    except Invalid as error:
        return await again(request, person, matter, form, error.errors, error.facts)
    except Unacceptable as error:
        return await again(request, person, matter, form, {"draft": error.text}, error.facts)
    return RedirectResponse(f"/matters/{matter.number}/adoptions", 303)


async def confirm(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONFIRM)
    form = await answers(request)
    try:
        verdicts = verdicts_in(form, await _items(matter))
        word = form.text("word")
        if word == "close":
            await confirmations.close(matter, by=person)
        elif word == "contest":
            whole = form.text("whole", most=2000)
            form.settle()
            await confirmations.contest(matter, verdicts, whole, by=person)
        else:
            found = await _looked_at(form, matter)
            without = form.text("without", most=500)
            form.settle()
            await clearances.clear(matter, verdicts, unasked=found, without=without, by=person)
    except Invalid as error:
        return await again(request, person, matter, form, error.errors, error.facts)
    return RedirectResponse(f"/matters/{matter.number}/adoptions", 303)


async def download(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    shown = await adoptions_of(matter, await head_of(person, matter), Typed())
    values = await table_values(matter, shown)
    data = await asyncio.to_thread(table, values)
    return attachment(data, TABLE_NAME.format(number=shown.issued.number))


async def clearance(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    head = await head_of(person, matter)
    shown = await adoptions_of(matter, head, Typed())
    if shown.clearance is None:
        raise NotFound("本件还没有通过凭证")
    address = f"{site()}/verify/{shown.clearance.code}"
    return render(
        request, "signing/clearance.html", head=head, here="adoptions", shown=shown,
        address=address, qr=picture(address),
    )  # fmt: skip


async def clearance_data(request: Request) -> Response:
    """The clearance as a file for other systems."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    given = await clearance_of(matter)
    if given is None:
        raise NotFound("本件还没有通过凭证")
    data = statement(given, await issued_of(matter), site())
    await record(
        Act.CLEARANCE_STATED, matter.number, by=person,
        code=given.code, sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    return attachment(data, f"{given.code}.json")


async def page(
    request: Request, person: Person, matter: Matter, typed: Typed | None = None,
    *, status: int = 200,
) -> HTMLResponse:  # fmt: skip
    head = await head_of(person, matter)
    shown = await adoptions_of(matter, head, typed or Typed())
    return render(
        request, "signing/adoptions.html", status=status, head=head, here="adoptions", shown=shown
    )


async def again(
    request: Request, person: Person, matter: Matter, form: Answers,
    errors: Mapping[str, str], facts: Mapping[str, object],
) -> HTMLResponse:  # fmt: skip
    """The page with everything as it was typed, and what is wrong with it."""
    return await page(request, person, matter, Typed(form, errors, facts), status=422)


async def _looked_at(form: Answers, matter: Matter) -> int:
    """How many changes nobody asked for; raises Invalid until the reviewer says he saw them."""
    found = await replies.unasked_in(await begun_opinion(matter), await latest_draft(matter))
    if found and not form.tick("looked"):
        raise Invalid({"looked": "新稿有审查意见之外的改动，请逐处核对后勾选确认，或者退回反馈"})
    return len(found)


async def _items(matter: Matter) -> list[Item]:
    return printed(await items_of(await begun_opinion(matter)))


async def _draft(form: Answers) -> Examined | None:
    """The next draft, looked at and kept; None where no file was chosen."""
    chosen = form.files("draft")
    return await examine_draft(chosen[0]) if chosen else None


routes = [
    door(
        "/matters/{number}/adoptions", show,
        name="matter.adoptions", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/adoptions", reply, methods=["POST"],
        name="matter.adoptions.post", needs=Permit.REPLY,
        records=[Act.ITEM_ANSWERED, Act.DRAFT_RECEIVED, Move.ANSWER],
    ),
    door(
        "/matters/{number}/adoptions/confirmation", confirm, methods=["POST"],
        name="matter.adoptions.confirmation", needs=Permit.CONFIRM,
        records=[Act.ITEM_CONFIRMED, Act.CLEARANCE_GIVEN, Move.CLEAR, Move.CONTEST, Move.DEADLOCK,
                 Move.CLOSE],
    ),
    door(
        "/matters/{number}/adoptions/table", download,
        name="matter.adoptions.table", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/clearance", clearance,
        name="matter.clearance", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/clearance/data", clearance_data,
        name="matter.clearance.data", needs=Permit.READ_OPINION, records=[Act.CLEARANCE_STATED],
    ),
]  # fmt: skip
