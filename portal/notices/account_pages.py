"""How I want to be told: mails, and a calendar of my own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.gateways.mail import is_configured
from portal.notices import feeds, preferences
from portal.notices.models import Mode
from portal.notices.table import table
from portal.people.mailboxes import mailbox
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import label, render
from portal.web.site import site


async def settings(request: Request) -> Response:
    return await shown(request, await signed_in(request))


async def shown(request: Request, person: Person, form: Answers | None = None) -> Response:
    """The page; `form` came back with faults."""
    slots = table().slots
    return render(
        request,
        "notices/settings.html",
        status=422 if form else 200,
        chosen=await preferences.preference_of(person),
        modes=[(mode.value, label(mode)) for mode in Mode],
        times=tuple(f"{one:%H:%M}" for one in slots.times),
        until=f"{slots.until:%H:%M}",
        sends=is_configured(),
        form=form or Answers({}),
    )


async def choose(request: Request) -> Response:
    person, form = await signed_in(request), await answers(request)
    mode, mail = form.choice("mode", Mode), mailbox(form)
    if mode and mode is not Mode.NONE and not mail and not form.errors and is_configured():
        form.fault("mail", "请填写电子邮箱，或者选择不发送邮件")
    if form.errors or mode is None:
        return await shown(request, person, form)
    await preferences.choose(person, mode, mail)
    return RedirectResponse("/account/notices", status_code=303)


async def make_feed(request: Request) -> Response:
    person = await signed_in(request)
    secret = await feeds.make(person)
    return render(request, "notices/feed_told_once.html", feed=f"{site()}/calendar/{secret}.ics")


async def revoke_feed(request: Request) -> Response:
    person = await signed_in(request)
    await feeds.revoke(person)
    return RedirectResponse("/account/notices", status_code=303)


routes = [
    door("/account/notices", settings, name="account.notices", needs=Need.SIGN_IN),
    door(
        "/account/notices",
        choose,
        name="account.notices.post",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.NOTICES_CHOSEN],
    ),
    door(
        "/account/calendar",
        make_feed,
        name="account.calendar",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.FEED_MADE],
    ),
    door(
        "/account/calendar/removal",
        revoke_feed,
        name="account.calendar.removal",
        methods=["POST"],
        needs=Need.SIGN_IN,
        records=[Act.FEED_REVOKED],
    ),
]
