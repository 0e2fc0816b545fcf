"""Files on their way out: every download is recorded."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.acts import Act
from portal.documents.models import Draft, Format, Material
from portal.errors import NotFound
from portal.journal.writing import record
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.storage import storage
from portal.web.doors import door
from portal.web.downloads import attachment


async def draft_file(request: Request) -> Response:
    """The draft as the portal works on it."""
    person, matter, draft = await _draft(request)
    return await _sent(matter, draft.sha256, working_name(draft), by=person)


async def draft_original(request: Request) -> Response:
    """The draft as it was uploaded."""
    person, matter, draft = await _draft(request)
    return await _sent(matter, draft.original, draft.name, by=person)


async def material_file(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    material = await Material.get_or_none(id=request.path_params["id"], matter_id=matter.id)
    if material is None or not material.sha256:
        raise NotFound("没有这份材料")
    return await _sent(matter, material.sha256, material.name, by=person)


def working_name(draft: Draft) -> str:
    """The name of the copy that the portal works on: a converted one ends in .docx."""
    if draft.format is Format.PDF or draft.sha256 == draft.original:
        return draft.name
    return f"{draft.name.rpartition('.')[0] or draft.name}.docx"


async def _draft(request: Request) -> tuple[Person, Matter, Draft]:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    draft = await Draft.get_or_none(matter_id=matter.id, version=request.path_params["version"])
    if draft is None:
        raise NotFound("没有这个版本")
    return person, matter, draft


async def _sent(matter: Matter, sha256: str, name: str, *, by: Person) -> Response:
    data = await storage().fetch(sha256)
    await record(Act.DRAFT_DOWNLOADED, matter.number, by=by, name=name, sha256=sha256)
    return attachment(data, name)


routes = [
    door(
        "/matters/{number}/drafts/{version:int}/file",
        draft_file,
        name="draft.file",
        needs=Permit.READ_DRAFT,
        records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        "/matters/{number}/drafts/{version:int}/original",
        draft_original,
        name="draft.original",
        needs=Permit.READ_DRAFT,
        records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        "/matters/{number}/materials/{id:int}/file",
        material_file,
        name="material.file",
        needs=Permit.READ_DRAFT,
        records=[Act.DRAFT_DOWNLOADED],
    ),
]
