"""送审: from a dropped file to a matter with a number."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from portal.acts import Act
from portal.clock import today
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Period
from portal.documents.cautions import cautions
from portal.documents.examining import ACCEPTED
from portal.documents.sorts import ACCEPTED as ENDINGS
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.intake import submission_basket as baskets
from portal.intake.models import Basket
from portal.intake.submission import DRAFT, Expected, expected
from portal.intake.submission_basket import MOST_FILES
from portal.intake.submission_reading import checklist, read, rows_of, slot_of, typed
from portal.intake.submission_uploads import Arrived, arrive, is_script, told
from portal.intake.submitting import office_of, submit_basket
from portal.kinds import kinds
from portal.matters.models import Matter
from portal.people.models import Organ, Person, Role
from portal.people.sessions import holding, organs_of
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.rendering import render
from portal.workflow import Move

SENDERS = (Role.SUBMITTER, Role.HEAD)
LIMITS = {
    "accepted": ACCEPTED,
    "endings": ",".join(ENDINGS),
    "most_bytes": settings.MAX_UPLOAD,
    "most_files": MOST_FILES,
}


async def begin(request: Request) -> Response:
    """Where files are dropped."""
    return await _new(request, await _sender(request))


async def open_basket(request: Request) -> Response:
    """Take the first files in; the good ones make a basket, the others are named."""
    person = await _sender(request)
    form = await answers(request)
    arrived = await arrive(form.files("files"))
    if not arrived.taken:
        return await _nothing_taken(request, person, arrived, form.again("kind"))
    basket = await baskets.begin(person, form.again("kind"))
    basket = await baskets.add(basket, arrived.taken)
    return await _after_upload(request, person, basket, arrived)


async def show(request: Request) -> Response:
    """已自动识别，请核对."""
    person, basket = await _basket(request)
    return _sent(basket) or await _edit(request, person, basket, {})


async def keep(request: Request) -> Response:
    """Keep what was typed and what was chosen; go on to the check where nothing is wrong."""
    person, basket = await _basket(request)
    if sent := _sent(basket):
        return sent
    form = await answers(request)
    basket = await baskets.save(basket, typed(form.form))
    basket, arrived = await _take(request, basket)
    if arrived.turned:
        return await _edit(request, person, basket, arrived.faults_at("files"))
    if form.again("then") == "party":
        basket = await baskets.save(basket, {"rows": str(rows_of(basket.answers) + 1)})
    if form.again("then") != "check":
        return RedirectResponse(_address(basket), 303)
    files, kind = baskets.files_of(basket), baskets.kind_in(basket)
    try:
        read(basket.answers, files, kind, await _organs(person))
    except Invalid as error:
        return await _edit(request, person, basket, error.errors)
    return RedirectResponse(f"{_address(basket)}/check", 303)


async def add_files(request: Request) -> Response:
    """Take more files in."""
    person, basket = await _basket(request)
    if sent := _sent(basket):
        return sent
    basket, arrived = await _take(request, basket)
    return await _after_upload(request, person, basket, arrived)


async def remove_file(request: Request) -> Response:
    """Take a file out, keeping what was typed."""
    _person, basket = await _basket(request)
    if sent := _sent(basket):
        return sent
    form = await answers(request)
    basket = await baskets.save(basket, typed(form.form))
    await baskets.remove(basket, request.path_params["file"])
    return RedirectResponse(_address(basket), 303)


async def drop_basket(request: Request) -> Response:
    """Forget a submission that was not sent."""
    _person, basket = await _basket(request)
    await baskets.drop(basket)
    return RedirectResponse("/submissions/new", 303)


async def check(request: Request) -> Response:
    """Check your answers, before anything is sent."""
    person, basket = await _basket(request)
    return _sent(basket) or await _check(request, person, basket, {})


async def send(request: Request) -> Response:
    """Send it: a matter with a number; a second click finds the same one."""
    person, basket = await _basket(request)
    if sent := _sent(basket):
        return sent
    form = await answers(request)
    if not form.tick("declared"):
        faults = {"declared": _("请先确认全部文件不涉及国家秘密；涉密事项不得通过本平台送审")}
        return await _check(request, person, basket, faults)
    kind, files = baskets.kind_in(basket), baskets.files_of(basket)
    try:
        submission = read(basket.answers, files, kind, await _organs(person))
    except Invalid as error:
        return await _edit(request, person, basket, error.errors)
    await submit_basket(basket, submission, by=person)
    return RedirectResponse(f"{_address(basket)}/done", 303)


async def done(request: Request) -> Response:
    """The number, who has it now, by when, and what happens next."""
    _person, basket = await _basket(request)
    if basket.matter_id is None:
        return RedirectResponse(_address(basket), 303)
    matter = await Matter.get(id=basket.matter_id).select_related("office")
    registrars = Person.filter(
        posts__organ_id=matter.office_id, posts__role=Role.REGISTRAR, active=True
    )
    names = await registrars.order_by("id").distinct().values_list("name", flat=True)
    deadline = (
        await Deadline.filter(matter_id=matter.id, period=Period.INTAKE).order_by("id").first()
    )
    return render(
        request, "intake/submit_done.html",
        matter=matter, registrars=names, deadline=deadline, expected=_expected(basket),
    )  # fmt: skip


async def _sender(request: Request) -> Person:
    return await holding(request, *SENDERS)


async def _basket(request: Request) -> tuple[Person, Basket]:
    person = await _sender(request)
    return person, await baskets.basket_of(person, request.path_params["key"])


async def _organs(person: Person) -> list[Organ]:
    return await organs_of(person, *SENDERS)


def _address(basket: Basket) -> str:
    return f"/submissions/{basket.key}"


def _sent(basket: Basket) -> Response | None:
    """To the confirmation, when the basket has become a matter."""
    return RedirectResponse(f"{_address(basket)}/done", 303) if basket.matter_id else None


async def _take(request: Request, basket: Basket) -> tuple[Basket, Arrived]:
    """Take in whatever files the request brought, each into the slot beside which it was chosen."""
    form = await answers(request)
    arrived = await arrive(form.files("files"), there=len(basket.files))
    basket = await baskets.add(basket, arrived.taken)
    taken, turned = list(arrived.taken), list(arrived.turned)
    for slot in baskets.kind_in(basket).slots:
        more = await arrive(form.files(f"file-{slot.key}"), there=len(basket.files))
        basket = await baskets.add(basket, more.taken, slot=slot.key)
        taken, turned = [*taken, *more.taken], [*turned, *more.turned]
    return basket, Arrived(tuple(taken), tuple(turned))


async def _after_upload(
    request: Request, person: Person, basket: Basket, arrived: Arrived
) -> Response:
    if is_script(request):
        return told(arrived, _address(basket))
    if arrived.turned:
        return await _edit(request, person, basket, arrived.faults_at("files"))
    return RedirectResponse(_address(basket), 303)


async def _nothing_taken(request: Request, person: Person, arrived: Arrived, kind: str) -> Response:
    if is_script(request):
        return told(arrived, "")
    faults = arrived.faults_at("files") or {"files": _("请先选择要送审的文件")}
    return await _new(request, person, faults=faults, kind=kind)


async def _new(
    request: Request, person: Person, *, faults: dict[str, str] | None = None, kind: str = ""
) -> Response:
    for organ in await _organs(person):
        await office_of(organ)
    return render(
        request, "intake/submit_new.html", status=422 if faults else 200,
        kinds=kinds().values(), kind=kind, errors=faults or {}, limits=LIMITS,
        baskets=await baskets.open_baskets(person),
    )  # fmt: skip


async def _edit(
    request: Request, person: Person, basket: Basket, faults: dict[str, str]
) -> Response:
    kind, files = baskets.kind_in(basket), baskets.files_of(basket)
    return render(
        request, "intake/submit_edit.html", status=422 if faults else 200,
        basket=basket, kind=kind, kinds=kinds().values(), organs=await _organs(person),
        said=basket.answers, rows=rows_of(basket.answers), errors=faults, limits=LIMITS,
        files=[
            (f, slot_of(basket.answers, f, kind), cautions(f.examined.warnings)) for f in files
        ],
        checklist=checklist(basket.answers, files, kind), expected=_expected(basket),
        contact=f"{person.name} {person.phone}".strip(), draft=DRAFT,
    )  # fmt: skip


async def _check(
    request: Request, person: Person, basket: Basket, faults: dict[str, str]
) -> Response:
    kind, files, organs = baskets.kind_in(basket), baskets.files_of(basket), await _organs(person)
    try:
        submission = read(basket.answers, files, kind, organs)
    except Invalid as error:
        return await _edit(request, person, basket, error.errors)
    return render(
        request, "intake/submit_check.html", status=422 if faults else 200,
        basket=basket, submission=submission, office=await office_of(submission.organ),
        checklist=checklist(basket.answers, files, kind), expected=_expected(basket),
        promises={one.slot: one for one in submission.promises},
        extra=[one for slot, one in submission.materials if not slot], errors=faults,
    )  # fmt: skip


def _expected(basket: Basket) -> Expected:
    return expected(baskets.kind_in(basket), today(), official())


KEEPS = "what was typed is kept in the basket; the act is recorded when it is sent"
routes = [
    door("/submissions/new", begin, name="submission.new", needs=Need.POST),
    door(
        "/submissions",
        open_basket,
        name="submission.open",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.BASKET_FILLED],
    ),
    door("/submissions/{key}", show, name="submission", needs=Need.POST),
    door(
        "/submissions/{key}",
        keep,
        name="submission.keep",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/files",
        add_files,
        name="submission.files",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/files/{file}/removal",
        remove_file,
        name="submission.file.removal",
        methods=["POST"],
        needs=Need.POST,
        records_nothing=KEEPS,
    ),
    door(
        "/submissions/{key}/removal",
        drop_basket,
        name="submission.removal",
        methods=["POST"],
        needs=Need.POST,
        records_nothing="what was never sent is nobody's record",
    ),
    door("/submissions/{key}/check", check, name="submission.check", needs=Need.POST),
    door(
        "/submissions/{key}/submission",
        send,
        name="submission.send",
        methods=["POST"],
        needs=Need.POST,
        records=[Move.SUBMIT, Act.DRAFT_RECEIVED, Act.MATERIAL_RECEIVED, Act.DEADLINE_OPENED],
    ),
    door("/submissions/{key}/done", done, name="submission.done", needs=Need.POST),
]
