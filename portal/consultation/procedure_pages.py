"""The checklist of a matter's procedures, and stating what was done of each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.consultation import evidencing
from portal.consultation.procedures import checklist_of
from portal.deadlines.heading import head_of
from portal.documents.examining import examine_upload
from portal.errors import Invalid, Unacceptable
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.names import Named
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


class Applies(Named):
    YES = "yes", "已履行"
    NO = "no", "不适用"


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    return await _page(request, person, matter)


async def state(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.STATE_PROCEDURE)
    form = await answers(request)
    try:
        applies = form.choice("applies", Applies)
        note = form.text("note", most=2000)
        form.settle()
        files = form.files("file")
        file = await examine_upload(files[0]) if files else None
        key = form.text("procedure")
        await evidencing.state(matter, key, note, file, applies=applies is Applies.YES, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, form, wrong.errors)
    except Unacceptable as wrong:
        return await _page(request, person, matter, form, {"file": str(wrong)})
    return RedirectResponse(f"/matters/{matter.number}/procedures", 303)


async def _page(
    request: Request, person: Person, matter: Matter,
    form: Answers | None = None, errors: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    return render(
        request, "consultation/procedures.html", status=422 if errors else 200,
        head=await head_of(person, matter), here="matter", permits=Permit,
        lines=await checklist_of(matter),
        options=Applies, form=form, errors=errors or {},
    )  # fmt: skip


routes = [
    door("/matters/{number}/procedures", look, name="procedures", needs=Permit.READ_DRAFT),
    door(
        "/matters/{number}/procedures", state, name="procedures.post", methods=["POST"],
        needs=Permit.STATE_PROCEDURE, records=[Act.PROCEDURE_STATED, Act.MATERIAL_RECEIVED],
    ),
]  # fmt: skip
