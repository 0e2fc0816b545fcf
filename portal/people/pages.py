"""Signing in and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import settings
from portal.acts import Act
from portal.people import sessions, signing_in
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.rendering import render


async def ask(request: Request) -> Response:
    return render(
        request, "people/sign_in.html", back=request.query_params.get("back", "/"), form=None
    )


async def sign_in(request: Request) -> Response:
    form = await answers(request)
    back = form.text("back")
    person = await signing_in.sign_in(form.text("login"), form.text("password"))
    token, _ = await sessions.begin(person, request)
    response = RedirectResponse(
        back if back.startswith("/") and not back.startswith("//") else "/", status_code=303
    )
    sessions.set_cookie(response, token, secure=settings.SECURE_COOKIES)
    return response


routes = [
    door("/sign-in", ask, name="sign_in", needs=Need.NOTHING),
    door(
        "/sign-in",
        sign_in,
        name="sign_in.post",
        methods=["POST"],
        needs=Need.NOTHING,
        records=[Act.SIGNED_IN],
    ),
]
