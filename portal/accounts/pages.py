"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import leaving, signing_in
from portal.acts import Act
from portal.errors import Invalid
from portal.i18n import LANGUAGES
from portal.people import sessions
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.web.addresses import inside
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.rendering import render

YEAR = 365 * 24 * 3600


async def ask(request: Request) -> Response:
    back = inside(request.query_params.get("back", "/"))
    return render(request, "people/sign_in.html", back=back, form=None, facts={})


async def sign_in(request: Request) -> Response:
    form = await answers(request)
    back = inside(form.text("back"))
    login = form.text("login", missing="请填写登录名", most=60)
    password = form.text("password", missing="请填写密码")
    try:
        form.settle()
        person = await signing_in.sign_in(login, password, sessions.address_of(request))
    except Invalid as fault:
        form.errors = fault.errors
        return render(
            request, "people/sign_in.html", status=422, back=back, form=form, facts=fault.facts
        )
    return await with_session(request, person, back)


async def with_session(request: Request, person: Person, back: str) -> Response:
    """On to `back` with a fresh session."""
    token, _ = await sessions.begin(person, request)
    response = RedirectResponse(back, status_code=303)
    sessions.set_cookie(response, token, request.state.rules)
    return response


async def sign_out(request: Request) -> Response:
    person = await signed_in(request)
    await leaving.sign_out(request.state.session, by=person)
    return out(request)


async def sign_out_everywhere(request: Request) -> Response:
    person = await signed_in(request)
    await leaving.sign_out_everywhere(by=person)
    return out(request)


def out(request: Request) -> Response:
    response = RedirectResponse("/sign-in", status_code=303)
    sessions.drop_cookie(response, request.state.rules)
    return response


async def speak(request: Request) -> Response:
    form = await answers(request)
    chosen = form.text("language")
    response = RedirectResponse(inside(form.text("back")), status_code=303)
    if chosen in LANGUAGES:
        if person := request.state.person:
            await Person.filter(id=person.id).update(language=chosen)
        rules = request.state.rules
        response.set_cookie(
            "language", chosen, max_age=YEAR, samesite="lax", secure=rules.secure, httponly=True
        )
    return response


routes = [
    door("/sign-in", ask, name="sign_in", needs=Need.NOTHING),
    door(
        "/sign-in",
        sign_in,
        name="sign_in.post",
        methods=["POST"],
        needs=Need.NOTHING,
        records=[Act.SIGNED_IN, Act.SIGN_IN_FAILED],
    ),
    door(
        "/sign-out",
        sign_out,
        name="sign_out",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.SIGNED_OUT],
    ),
    door(
        "/sign-out/everywhere",
        sign_out_everywhere,
        name="sign_out.everywhere",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.SIGNED_OUT_EVERYWHERE],
    ),
    door(
        "/language",
        speak,
        name="language",
        methods=["POST"],
        needs=Need.NOTHING,
        records_nothing="a taste, not an act",
    ),
]
