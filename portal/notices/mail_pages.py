"""Mails that could not be sent: a human looks, mends what is wrong, and lets them go again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.errors import NotFound
from portal.gateways.mail import is_configured
from portal.jobs.models import Job
from portal.notices import undelivered
from portal.notices.posting import KIND
from portal.people.models import Role
from portal.people.sessions import holding
from portal.web.doors import Need, door
from portal.web.rendering import render


async def mails(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return render(
        request,
        "notices/mails.html",
        failures=await undelivered.failures(),
        waiting=await undelivered.waiting(),
        sends=is_configured(),
    )


async def once_more(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    job = await Job.get_or_none(id=request.path_params["job"], kind=KIND)
    if job is None:
        raise NotFound("没有这封邮件")
    await undelivered.retry(job, by=admin)
    return RedirectResponse("/mail", status_code=303)


routes = [
    door("/mail", mails, name="mail", needs=Need.POST),
    door(
        "/mail/{job:int}/attempts",
        once_more,
        name="mail.attempts",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.MAIL_TRIED_AGAIN],
    ),
]
