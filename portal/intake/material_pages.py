"""Material that comes after the submission: what was promised, and what is found later."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.heading import head_of
from portal.documents.examining import examine_upload
from portal.documents.receiving import receive_material
from portal.errors import Invalid, Unacceptable
from portal.i18n import translate
from portal.intake.registration_package import package_of
from portal.intake.submission import DRAFT
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


async def ask(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ADD_MATERIAL)
    return await page(request, person, matter, chosen=request.query_params.get("slot", ""))


async def hand_in(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.ADD_MATERIAL)
    form = await answers(request)
    slot = _slot(form, matter)
    try:
        files = form.files("file")
        if not files:
            raise Invalid({"file": "请选择要补交的文件"})
        examined = [await examine_upload(one) for one in files]
    except (Invalid, Unacceptable) as wrong:
        said = wrong.errors if isinstance(wrong, Invalid) else {"file": _said(wrong)}
        return await page(request, person, matter, chosen=slot, errors=said)
    for one in examined:
        await receive_material(matter, one, by=person, slot=slot)
    return RedirectResponse(f"/matters/{matter.number}", status_code=303)


async def page(
    request: Request,
    person: Person,
    matter: Matter,
    *,
    chosen: str,
    errors: dict[str, str] | None = None,
) -> Response:
    """The form; with `errors` it comes back as it was sent, but for the file."""
    package = await package_of(matter, today())
    slots = [(one.slot.key, translate(one.slot.name)) for one in package.open]
    return render(
        request, "intake/material.html", status=422 if errors else 200,
        head=await head_of(person, matter), here="matter", errors=errors or {}, chosen=chosen,
        slots=[*slots, ("", translate("其他材料"))],
    )  # fmt: skip


def _slot(form: Answers, matter: Matter) -> str:
    """The entry of the checklist it is for; "" where it is none of them."""
    said = form.text("slot")
    return said if matter.type.slot(said) and said != DRAFT else ""


def _said(wrong: Unacceptable) -> str:
    return translate(wrong.text, **wrong.facts)


routes = [
    door(
        "/matters/{number}/materials/new", ask,
        name="materials.new", needs=Permit.ADD_MATERIAL,
    ),
    door(
        "/matters/{number}/materials", hand_in,
        name="materials", methods=["POST"], needs=Permit.ADD_MATERIAL,
        records=[Act.MATERIAL_RECEIVED],
    ),
]  # fmt: skip
