"""My account: who I am here, my password, where I am signed in, when I am away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.accounts import absences, changing, leaving
from portal.accounts.pages import with_session
from portal.acts import Act
from portal.clock import today
from portal.errors import Invalid
from portal.people import sessions
from portal.people.models import Person, Post
from portal.people.sessions import signed_in
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render


async def account(request: Request) -> Response:
    return await shown(request, await signed_in(request))


async def shown(request: Request, person: Person, form: Answers | None = None) -> Response:
    """The account page; `form` is an absence that came back with faults."""
    return render(
        request,
        "people/account.html",
        status=422 if form else 200,
        posts=await Post.filter(person_id=person.id).select_related("organ").order_by("id"),
        sessions=await sessions.sessions_of(person, request.state.rules),
        absences=await absences.absences_of(person, today()),
        form=form or Answers({}),
    )


async def ask_password(request: Request) -> Response:
    await signed_in(request)
    return render(request, "people/password.html", form=Answers({}), facts={})


async def change_password(request: Request) -> Response:
    person = await signed_in(request)
    form = await answers(request)
    address = sessions.address_of(request)
    try:
        await changing.change_password(
            person, form.text("old"), form.text("new"), form.text("again"), address
        )
    except Invalid as fault:
        form.errors = fault.errors
        return render(request, "people/password.html", status=422, form=form, facts=fault.facts)
    return await with_session(request, person, "/")


async def end_session(request: Request) -> Response:
    person = await signed_in(request)
    await leaving.end_one(request.path_params["session"], by=person)
    return RedirectResponse("/account", status_code=303)


async def note_absence(request: Request) -> Response:
    person = await signed_in(request)
    form = await answers(request)
    try:
        await absences.note_absence(person, *absences.absence_of(form), by=person)
    except Invalid:
        return await shown(request, person, form)
    return RedirectResponse("/account", status_code=303)


async def remove_absence(request: Request) -> Response:
    person = await signed_in(request)
    await absences.remove_absence(person, request.path_params["absence"], by=person)
    return RedirectResponse("/account", status_code=303)


routes = [
    door("/account", account, name="account", needs=Need.SIGN_IN),
    door("/account/password", ask_password, name="account.password", needs=Need.SIGN_IN),
    door(
        "/account/password",
        change_password,
        name="account.password.post",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.PASSWORD_CHANGED],
    ),
    door(
        "/account/sessions/{session:int}/end",
        end_session,
        name="account.session.end",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.SIGNED_OUT],
    ),
    door(
        "/account/absences",
        note_absence,
        name="account.absences",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.ABSENCE_ADDED],
    ),
    door(
        "/account/absences/{absence:int}/removal",
        remove_absence,
        name="account.absence.removal",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.ABSENCE_REMOVED],
    ),
]
