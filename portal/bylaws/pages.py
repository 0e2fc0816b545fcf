"""How an office works: its types as tables and a picture, and the administrator's changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.bylaws.differences import differences
from portal.bylaws.editing import Sheet, edited, sheet_in, sheet_of
from portal.bylaws.enacting import enact
from portal.bylaws.queries import Edition, edition_of, editions_of, in_force, text_of
from portal.bylaws.reach import office_for, offices_for
from portal.bylaws.words import ADVISERS, AT, EFFECTS, clock_name, place_of, value_of
from portal.errors import Invalid, Stale
from portal.i18n import translate
from portal.kinds import Faulty, Unit, read
from portal.kinds.reading import ON_DISPUTE, WHO
from portal.names import Named
from portal.people.models import Organ, Role
from portal.people.sessions import holding, signed_in
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.rendering import render


async def rules(request: Request) -> Response:
    """The types of every office that concerns the reader."""
    person = await signed_in(request)
    offices = await offices_for(person)
    shown = [(office, list((await in_force(office.id)).values())) for office in offices]
    return render(request, "bylaws/rules.html", offices=shown)


async def rule(request: Request) -> Response:
    """One type as this office goes by it: who does what, until when, on which basis."""
    office, edition = await _asked(request)
    return render(
        request, "bylaws/rule.html", office=office, edition=edition, kind=edition.kind,
        editions=await editions_of(office, edition.kind.key),
        effects=EFFECTS, advisers=ADVISERS, clock_name=clock_name, at=AT,
    )  # fmt: skip


async def edit(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    office, edition = await _asked(request)
    text = await text_of(edition)
    return _editing(request, office, edition, sheet_of(text), text)


async def preview(request: Request) -> Response:
    """What would change, before it does; a fault leads back to what was typed."""
    await holding(request, Role.ADMINISTRATOR)
    office, edition = await _asked(request)
    form, before = await answers(request), await text_of(edition)
    by_hand = form.again("as") == "text"
    try:
        text = form.text("text") if by_hand else edited(before, form)
        read(text)
    except Invalid as wrong:
        return _editing(request, office, edition, sheet_in(form, before), before, wrong.errors)
    except Faulty as fault:
        typed = form.again("text") if by_hand else before
        sheet = sheet_of(before) if by_hand else sheet_in(form, before)
        faults = {"text" if by_hand else "": said(fault)}
        return _editing(request, office, edition, sheet, typed, faults)
    return _preview(request, office, edition, before, text, {}, form.again("reason"))


async def put_in_force(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    office, edition = await _asked(request)
    form = await answers(request)
    text, reason = form.text("text"), form.text("reason", most=300)
    before = await text_of(edition)
    try:
        await enact(office, text, form.text("seen"), reason, by=admin)
    except Faulty as fault:
        return _editing(request, office, edition, sheet_of(before), text, {"text": said(fault)})
    except Invalid as wrong:
        return _preview(request, office, edition, before, text, wrong.errors, reason)
    except Stale as stale:
        return _preview(request, office, edition, before, text, {"": stale.text}, reason)
    return RedirectResponse(f"/rules/{office.id}/{edition.kind.key}", 303)


async def _asked(request: Request) -> tuple[Organ, Edition]:
    person = await signed_in(request)
    office = await office_for(person, request.path_params["office"])
    return office, await edition_of(office.id, request.path_params["kind"])


def said(fault: Faulty) -> str:
    """A fault of the file, with its line."""
    return translate(
        "第{line}行：{what}", line=fault.line, what=translate(fault.what, **fault.facts)
    )


def _editing(
    request: Request, office: Organ, edition: Edition, sheet: Sheet, text: str,
    faults: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    return render(
        request, "bylaws/editing.html", status=422 if faults else 200, office=office,
        edition=edition, kind=edition.kind, sheet=sheet, text=text, errors=faults or {},
        tasks=list(WHO), discussing=options(ON_DISPUTE), units=list(Unit), who=options(ABLE),
        steps=[(one["key"], translate(one["name"])) for one in sheet.tables["step"]],
        clock_name=clock_name, options=options, at_options=lambda: pairs(AT),
        materials=[("", "—"), *((one["key"], translate(one["name"]))
                                for one in sheet.tables["material"])],
        effect_options=lambda: pairs(EFFECTS), adviser_options=lambda: pairs(ADVISERS),
    )  # fmt: skip


def options(tasks: Sequence[Named]) -> list[tuple[str, str]]:
    return [(one.value, translate(one.zh)) for one in tasks]


def pairs(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key, translate(said)) for key, said in words.items()]


def _preview(
    request: Request, office: Organ, edition: Edition, before: str, text: str,
    faults: Mapping[str, str], reason: str,
) -> Response:  # fmt: skip
    return render(
        request, "bylaws/preview.html", status=422 if faults else 200, office=office,
        edition=edition, kind=edition.kind, text=text, reason=reason, errors=faults,
        changes=differences(before, text), seen=edition.digest, after=read(text),
        place_of=place_of, value_of=value_of,
    )  # fmt: skip


ABLE = list(dict.fromkeys(one for held in WHO.values() for one in held))
routes = [
    door("/rules", rules, name="rules", needs=Need.SIGN_IN),
    door("/rules/{office:int}/{kind}", rule, name="rule", needs=Need.SIGN_IN),
    door("/rules/{office:int}/{kind}/editing", edit, name="rule.editing", needs=Need.POST),
    door(
        "/rules/{office:int}/{kind}/preview", preview, methods=["POST"], name="rule.preview",
        needs=Need.POST, records_nothing="shows the difference and writes nothing",
    ),
    door(
        "/rules/{office:int}/{kind}/editions", put_in_force, methods=["POST"],
        name="rule.editions", needs=Need.POST, records=[Act.BYLAW_ENACTED],
    ),
]  # fmt: skip
