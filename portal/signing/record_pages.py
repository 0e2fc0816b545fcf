"""The record for everybody: receipts, the newest signed root, and the programs that check them."""

from __future__ import annotations

import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import portal.proofs
from portal.acts import Act
from portal.errors import NotFound, Stale
from portal.gateways.record_key import public_key
from portal.journal.checkpoints import newest
from portal.journal.proving import grown
from portal.journal.writing import record
from portal.matters.access import enter
from portal.people.sessions import signed_in
from portal.people.throttling import count_try
from portal.permits import Permit
from portal.signing.dossiers import dossier
from portal.signing.models import IssuedOpinion
from portal.signing.queries import issued_of
from portal.signing.receipts import receipt_of
from portal.web.codes import tidy
from portal.web.doors import Need, door
from portal.web.downloads import attachment

PROGRAMS = Path(portal.proofs.__file__).parent
RECEIPT = "{number} 存证回执.json"
DOSSIER = "{number} 卷宗.zip"
FREE = 30  # look-ups from one address before each further one has to wait


async def receipt(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_OPINION)
    return await _receipt(await issued_of(matter))


async def public_receipt(request: Request) -> Response:
    if refused := await _too_often(request):
        return refused
    code = tidy(str(request.path_params["code"]))
    found = IssuedOpinion.filter(code=code).select_related("opinion", "opinion__matter")
    issued = await found.first()
    if issued is None:
        raise NotFound("没有这个核验码：请核对后重试")
    return await _receipt(issued)


async def _receipt(issued: IssuedOpinion) -> Response:
    data = (await receipt_of(issued)).encode()
    return attachment(data, RECEIPT.format(number=issued.number))


async def root(request: Request) -> Response:
    """The newest root as it was signed; with ?from=SIZE the proof that it continues that one."""
    if refused := await _too_often(request):
        return refused
    point = await newest()
    if point is None:
        raise Stale("正在存证，请几分钟后再试")
    said = request.query_params.get("from", "")
    if not said:
        return PlainTextResponse(f"{point.text}\n{public_key()}\n")
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= point.size:
        raise Stale("没有这么多条存证记录")
    proof = {
        "checkpoint": point.text,
        "from": int(said),
        "path": await grown(int(said), point.size),
    }
    return Response(json.dumps(proof), media_type="application/json")


async def program(request: Request) -> Response:
    name = str(request.path_params["name"])
    if name not in {"legalverify.py", "witness.py"}:
        raise NotFound("没有这个程序")
    return attachment((PROGRAMS / name).read_bytes(), name)


async def take_dossier(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.TAKE_DOSSIER)
    data = await dossier(matter)
    await record(Act.DOSSIER_TAKEN, matter.number, by=person, bytes=len(data))
    return attachment(data, DOSSIER.format(number=matter.number))


async def _too_often(request: Request) -> Response | None:
    address = request.client.host if request.client else ""
    if not await count_try(f"record:{address}"[:120], FREE):
        return None
    return PlainTextResponse("too many requests", status_code=429)


routes = [
    door("/verify/record", root, name="verify.record", needs=Need.NOTHING),
    door("/verify/programs/{name}", program, name="verify.program", needs=Need.NOTHING),
    door("/verify/{code}/receipt", public_receipt, name="verify.receipt", needs=Need.NOTHING),
    door(
        "/matters/{number}/opinion/receipt", receipt,
        name="matter.opinion.receipt", needs=Permit.READ_OPINION,
    ),
    door(
        "/matters/{number}/dossier", take_dossier,
        name="matter.dossier", needs=Permit.TAKE_DOSSIER, records=[Act.DOSSIER_TAKEN],
    ),
]  # fmt: skip
