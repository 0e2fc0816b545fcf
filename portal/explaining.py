"""What went wrong on purpose, as a page that says what to do now."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.desk.overtaken import lately, typed_in
from portal.errors import (
    Invalid,
    NotFound,
    PortalError,
    Refused,
    SignedOut,
    Stale,
    Unacceptable,
    WrongMoment,
)
from portal.i18n import translate
from portal.people.sessions import signed_in
from portal.web.csrf import check_token
from portal.web.rendering import render

STATUS: dict[type[PortalError], int] = {
    NotFound: 404,
    Refused: 403,
    WrongMoment: 409,
    Stale: 409,
    Invalid: 422,
    Unacceptable: 422,
}
HEADINGS = {
    403: "不能这样办理",
    404: "没有这个页面",
    409: "情况已经变化",
    413: "文件太大",
    422: "有内容需要修改",
    500: "系统出错了",
}
MATTER = re.compile(r"/matters/(\d{4}-\d+)/.")
log = logging.getLogger("portal")


async def explain(request: Request, error: Exception) -> Response:
    """The page for an error of the family."""
    if isinstance(error, SignedOut):
        return to_sign_in(request, error)
    if not isinstance(error, PortalError):
        raise error
    status = STATUS.get(type(error), 400)
    words = translate("没有这个页面，或者您无权查看") if status == 404 else said(error)
    if matter := _overtaken(request, status):
        return page(request, status, words, **await _meanwhile(request, matter))
    return page(request, status, words)


def _overtaken(request: Request, status: int) -> str:
    """The number of the matter on which somebody meant to act and could not; "" otherwise."""
    matter = MATTER.match(request.url.path) if status in (403, 409) else None
    return matter[1] if matter and request.method == "POST" else ""


async def _meanwhile(request: Request, matter: str) -> dict[str, object]:
    """What was typed, which is not lost, and what happened to the matter last."""
    try:
        await check_token(request)  # else another site may have put words in
        person = await signed_in(request)
    except (SignedOut, Refused):
        return {}
    form = await request.form(max_fields=3000)
    return {"typed": typed_in(form.values()), "lately": await lately(person, matter)}


def said(error: PortalError) -> str:
    """The error in the reader's language."""
    if isinstance(error, Invalid):
        texts = (translate(text, **error.facts) for text in error.errors.values())
        return translate("；").join(texts)
    return translate(error.text, **error.facts)


def to_sign_in(request: Request, error: SignedOut) -> Response:
    """The sign-in page, and back from there; a script is told where to go."""
    if request.headers.get("x-requested-with"):
        return Response(status_code=401)
    return RedirectResponse(f"/sign-in?back={quote(error.back)}", status_code=303)


def page(request: Request, status: int, words: str, **more: object) -> Response:
    heading = translate(HEADINGS.get(status, "请求无法处理"))
    if not hasattr(request.state, "csrf"):  # a static file: nobody has been let in there
        return PlainTextResponse(heading, status)
    matter = MATTER.match(request.url.path) if status in (403, 409) else None
    return render(
        request, "error.html", status=status, heading=heading, words=words,
        matter=matter[1] if matter else "", **{"typed": [], "lately": []} | more,
    )  # fmt: skip


async def explain_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    words = {
        404: "没有这个页面，或者您无权查看",
        405: "这个地址不支持这种操作",
        413: "上传的内容超过了大小限制，请压缩图片或分开上传",
    }
    return page(request, error.status_code, translate(words.get(error.status_code, error.detail)))


class Explainer:
    """Catches what the middleware below raises, and whatever nobody expected."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun: list[bool] = []

        async def watch(message: Any) -> None:
            begun.append(True)
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:
            if begun:
                raise
            request = Request(scope, receive)
            answer = await answer_to(request, error)
            await answer(scope, receive, send)


async def answer_to(request: Request, error: Exception) -> Response:
    if isinstance(error, PortalError):
        return await explain(request, error)
    log.exception("unexpected fault at %s %s", request.method, request.url.path)
    return page(request, 500, translate("已记录这次错误，没有任何内容被改动；请稍后再试"))


HANDLERS: Mapping[Any, Any] = {PortalError: explain, HTTPException: explain_http}
