"""The page of a matter after its review: what was decided, the final text, what follows."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.deadlines.heading import head_of
from portal.documents.examining import Examined, examine_upload
from portal.errors import Invalid, NotFound, Unacceptable
from portal.i18n import translate
from portal.journal.writing import record
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.register import deciding, obligations
from portal.register.forms import past_day_in, said_in
from portal.register.models import Decision
from portal.register.obligations import Proof, obligation_of
from portal.register.viewing import changes_of, result_of
from portal.storage import storage
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move

NO_FINAL = "还没有上传定稿"


async def look(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return await page(request, person, matter, Answers({}))


async def page(
    request: Request, person: Person, matter: Matter, form: Answers, of: str = ""
) -> Response:
    """The page; where `form` came back with faults, `of` says which of its forms that was."""
    result = await result_of(matter)
    rows, count = await changes_of(result)
    return render(
        request, "register/result.html", status=422 if form.errors else 200,
        head=await head_of(person, matter), here="sequels", result=result, form=form, of=of,
        permits=Permit, rows=rows, count=count,
    )  # fmt: skip


async def decide(request: Request) -> Response:
    person, matter, form = await _acting(request)
    try:
        await deciding.decide(matter, said_in(form), by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form, "decision")
    return _back(matter)


async def take_final(request: Request) -> Response:
    person, matter, form = await _acting(request)
    try:
        file = await _file(form, "final")
        if file is None:
            raise Invalid({"final": "请选择定稿文件"})
        await deciding.take_final(matter, file, by=person)
    except (Invalid, Unacceptable) as wrong:
        form.errors = _faults(wrong, "final")
        return await page(request, person, matter, form, "final")
    return _back(matter)


async def final_file(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    found = await Decision.get_or_none(matter_id=matter.id)
    if found is None or not found.final_original:
        raise NotFound(NO_FINAL)
    return await _sent(matter, found.final_original, found.final_name, person)


async def add(request: Request) -> Response:
    person, matter, form = await _acting(request)
    try:
        name = form.text("name", missing="请填写要办的事", most=120)
        due = form.day("due", missing="请填写最后一日")
        form.settle()
        if due is None:
            raise Invalid(form.errors)
        await obligations.add(matter, name, due, by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form, "new")
    return _back(matter)


async def prove(request: Request) -> Response:
    person, matter, form = await _acting(request)
    one = await obligation_of(matter, request.path_params["id"])
    of = f"o{one.id}"
    try:
        evidence = form.text("evidence", missing="请填写备案号、公布载体等办理情况", most=300)
        done_on = past_day_in(form, "done_on")
        await obligations.fulfil(
            one, Proof(done_on, evidence, await _file(form, "proof")), by=person
        )
    except (Invalid, Unacceptable) as wrong:
        form.errors = _faults(wrong, "proof")
        return await page(request, person, matter, form, of)
    return _back(matter)


async def waive(request: Request) -> Response:
    person, matter, form = await _acting(request)
    one = await obligation_of(matter, request.path_params["id"])
    try:
        reason = form.text("reason", missing="请说明不适用的理由", most=300)
        form.settle()
        await obligations.waive(one, reason, by=person)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, person, matter, form, f"w{one.id}")
    return _back(matter)


async def proof_file(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    one = await obligation_of(matter, request.path_params["id"])
    if not one.file:
        raise NotFound("没有上传办理凭证")
    return await _sent(matter, one.file, one.file_name, person)


async def _acting(request: Request) -> tuple[Person, Matter, Answers]:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.RECORD_DECISION)
    return person, matter, await answers(request)


async def _file(form: Answers, name: str) -> Examined | None:
    files = form.files(name)
    return await examine_upload(files[0]) if files else None


def _faults(wrong: Invalid | Unacceptable, name: str) -> dict[str, str]:
    if isinstance(wrong, Invalid):
        return wrong.errors
    return {name: translate(wrong.text, **wrong.facts)}


async def _sent(matter: Matter, sha256: str, name: str, by: Person) -> Response:
    data = await storage().fetch(sha256)
    await record(Act.DRAFT_DOWNLOADED, matter.number, by=by, name=name, sha256=sha256)
    return attachment(data, name)


def _back(matter: Matter) -> Response:
    return RedirectResponse(f"/matters/{matter.number}/result", status_code=303)


AT = "/matters/{number}/result"
ONE = "/matters/{number}/obligations/{id:int}"
NEEDS = Permit.RECORD_DECISION
routes = [
    door(AT, look, name="result", needs=Permit.READ_OPINION),
    door(
        AT, decide, methods=["POST"], name="result.post", needs=NEEDS,
        records=[Act.DECISION_RECORDED, Act.DECISION_COMPLETED, Move.DECIDE],
    ),
    door(
        f"{AT}/final", final_file, name="result.final", needs=Permit.READ_OPINION,
        records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        f"{AT}/final", take_final, methods=["POST"], name="result.final.post", needs=NEEDS,
        records=[Act.FINAL_RECEIVED, Act.FINAL_DIFFERS],
    ),
    door(
        "/matters/{number}/obligations", add, methods=["POST"], name="obligations.post",
        needs=NEEDS, records=[Act.OBLIGATION_ADDED],
    ),
    door(
        f"{ONE}/proof", prove, methods=["POST"], name="obligation.proof", needs=NEEDS,
        records=[Act.OBLIGATION_DONE],
    ),
    door(
        f"{ONE}/waiver", waive, methods=["POST"], name="obligation.waiver", needs=NEEDS,
        records=[Act.OBLIGATION_WAIVED],
    ),
    door(
        f"{ONE}/file", proof_file, name="obligation.file", needs=Permit.READ_OPINION,
        records=[Act.DRAFT_DOWNLOADED],
    ),
]  # fmt: skip
