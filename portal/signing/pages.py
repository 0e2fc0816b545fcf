"""Signing an opinion, and the files that were issued."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.errors import NotFound
from portal.journal.writing import record
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.opinions import approvals
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.signing.issuing import issue
from portal.signing.models import IssuedOpinion
from portal.signing.queries import issued_of
from portal.storage import storage
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import answers
from portal.web.site import site
from portal.workflow import Move

ANNOTATED_NAME = "{number} 逐条批注稿.docx"


async def sign(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.SIGN)
    form = await answers(request)
    note, seen = form.text("note"), form.text("content")
    if form.text("word") == "back":
        await approvals.decline(matter, note, by=person)
    else:
        await issue(matter, seen, note, by=person, site=site())
    return RedirectResponse(f"/matters/{matter.number}/opinion", 303)


async def letter(request: Request) -> Response:
    person, matter, issued = await _issued(request)
    name = f"{issued.number} {matter.type.letter}.docx"
    return await _sent(matter, issued.letter, name, by=person)


async def annotated(request: Request) -> Response:
    person, matter, issued = await _issued(request)
    if not issued.annotated:
        raise NotFound("送审稿是 PDF，没有批注稿；审查意见都在意见书里")
    return await _sent(
        matter, issued.annotated, ANNOTATED_NAME.format(number=issued.number), by=person
    )


async def _issued(request: Request) -> tuple[Person, Matter, IssuedOpinion]:
    """The opinion that is asked for: the newest, or with `?code=` an older one."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return person, matter, await issued_of(matter, request.query_params.get("code", ""))


async def _sent(matter: Matter, sha256: str, name: str, *, by: Person) -> Response:
    """The bytes of that hash, which the storage compares with it, under this name."""
    data = await storage().fetch(sha256)
    await record(Act.DRAFT_DOWNLOADED, matter.number, by=by, name=name, sha256=sha256)
    return attachment(data, name)


routes = [
    door(
        "/matters/{number}/opinion/signature", sign, methods=["POST"],
        name="matter.opinion.signature", needs=Permit.SIGN,
        records=[Act.OPINION_ISSUED, Move.ISSUE, Move.DECLINE_SIGNATURE],
    ),
    door(
        "/matters/{number}/opinion/letter", letter,
        name="matter.opinion.letter", needs=Permit.READ_OPINION, records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        "/matters/{number}/opinion/annotated", annotated,
        name="matter.opinion.annotated", needs=Permit.READ_OPINION,
        records=[Act.DRAFT_DOWNLOADED],
    ),
]  # fmt: skip
