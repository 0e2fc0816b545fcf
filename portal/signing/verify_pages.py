"""The public door: whether a code or a file is ours, for everybody, without signing in."""

from __future__ import annotations

import hashlib

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from portal.i18n import translate
from portal.people.throttling import count_try
from portal.signing.verifying import recognised, vouched
from portal.web.codes import tidy
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.limits import most_bytes
from portal.web.rendering import render

FREE = 60  # look-ups from one address before each further one has to wait
PIECE = 1 << 20  # bytes read at once


async def ask(request: Request) -> Response:
    code = request.query_params.get("code", "")
    if found := tidy(code):
        return RedirectResponse(f"/verify/{found}", 303)
    fault = "核验码有误：应为 12 位字母和数字，请对照意见书末尾逐位核对" if code else ""
    return page(request, code=code, fault=fault, status=422 if code else 200)


async def show(request: Request) -> Response:
    code = str(request.path_params["code"])
    if wait := await _wait(request):
        return wait
    found = await vouched(code)
    if found is None:
        return page(request, code=code, fault="没有这个核验码：请核对后重试", status=404)
    return render(request, "signing/vouched.html", found=found, asked=None)


async def check_file(request: Request) -> Response:
    form = await answers(request, max_files=1)
    code = tidy(form.text("code"))
    if wait := await _wait(request):
        return wait
    chosen = form.files("file")
    if not chosen:
        return page(request, code=code, fault="请选择要核验的文件", status=422)
    if (chosen[0].size or 0) > most_bytes():
        return page(request, code=code, fault="文件太大，不会是本平台出具的文件", status=422)
    sha256 = await _hash(chosen[0])
    match = await recognised(sha256, code)
    return render(
        request, "signing/file.html", sha256=sha256, name=chosen[0].filename, match=match,
        code=code,
    )  # fmt: skip


def page(request: Request, *, code: str = "", fault: str = "", status: int = 200) -> HTMLResponse:
    return render(request, "signing/verify.html", status=status, code=code, fault=fault)


async def _wait(request: Request) -> Response | None:
    """The page that asks to wait, when too much was looked up from one address."""
    address = request.client.host if request.client else ""
    wait = await count_try(f"verify:{address}"[:120], FREE)
    if not wait:
        return None
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    fault = translate("查询过于频繁，请{minutes}分钟后再试", minutes=minutes)
    return page(request, fault=fault, status=429)


async def _hash(upload: UploadFile) -> str:
    """SHA-256 of what was uploaded, piece by piece; the bytes are gone afterwards."""
    digest = hashlib.sha256()
    while piece := await upload.read(PIECE):
        digest.update(piece)
    await upload.close()
    return digest.hexdigest()


routes = [
    door("/verify", ask, name="verify", needs=Need.NOTHING),
    door(
        "/verify/file", check_file, methods=["POST"],
        name="verify.file", needs=Need.NOTHING,
        records_nothing="the public asks whether a file is ours; nothing of it is kept",
    ),
    door("/verify/{code}", show, name="verify.code", needs=Need.NOTHING),
]  # fmt: skip
