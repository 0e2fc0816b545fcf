"""The administrator's page of other systems: who may ask, since when, and no longer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.api import systems
from portal.errors import Invalid
from portal.people.models import Organ, Role
from portal.people.sessions import holding
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.web.site import site


async def listed(request: Request) -> Response:
    await holding(request, Role.ADMINISTRATOR)
    return await page(request)


async def add(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    try:
        name = form.text("name", missing="请填写系统名称", most=80)
        organ = form.whole("organ")
        form.settle()
        made, token = await systems.add(name, organ, by=admin)
    except Invalid as wrong:
        form.errors = wrong.errors
        return await page(request, form)
    return render(request, "api/told_once.html", one=made, token=token, site=site())


async def revoke(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    await systems.revoke(request.path_params["system"], by=admin)
    return RedirectResponse("/systems", status_code=303)


async def page(request: Request, form: Answers | None = None) -> Response:
    """The list and the form of a new one; `form` came back with faults."""
    return render(
        request,
        "api/systems.html",
        status=422 if form else 200,
        systems=await systems.systems(),
        organs=[(str(one.id), one.name) for one in await Organ.all().order_by("id")],
        form=form or Answers({}),
    )


routes = [
    door("/systems", listed, name="systems", needs=Need.POST),
    door(
        "/systems", add, methods=["POST"],
        name="systems.post", needs=Need.POST, records=[Act.SYSTEM_ADDED],
    ),
    door(
        "/systems/{system:int}/revocation", revoke, methods=["POST"],
        name="system.revocation", needs=Need.POST, records=[Act.SYSTEM_REVOKED],
    ),
]  # fmt: skip
