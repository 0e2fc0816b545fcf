"""送审, second half: the check, the sending, and the confirmation."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.bylaws.library import recall
from portal.deadlines.models import Deadline, Period
from portal.errors import Invalid
from portal.i18n import translate as _
from portal.intake import submission_basket as baskets
from portal.intake.submission_office import organs
from portal.intake.submission_reading import read
from portal.intake.submission_screens import (
    address,
    check_screen,
    edit_screen,
    expectation,
    own_basket,
    to_confirmation,
)
from portal.intake.submitting import submit_basket
from portal.matters.models import Matter
from portal.people.models import Post, Role
from portal.web.doors import Need, door
from portal.web.forms import answers
from portal.web.rendering import render
from portal.workflow import Move


async def check(request: Request) -> Response:
    """Check your answers, before anything is sent."""
    person, basket = await own_basket(request)
    return to_confirmation(basket) or await check_screen(request, person, basket, {})


async def send(request: Request) -> Response:
    """Send it: a matter with a number; a second click finds the same one."""
    person, basket = await own_basket(request)
    if sent := to_confirmation(basket):
        return sent
    form = await answers(request)
    if not form.tick("declared"):
        faults = {"declared": _("请先确认全部文件不涉及国家秘密；涉密事项不得通过本平台送审")}
        return await check_screen(request, person, basket, faults)
    kind, files = await baskets.kind_in(basket), baskets.files_of(basket)
    try:
        submission = read(basket.answers, files, kind, await organs(person))
    except Invalid as error:
        return await edit_screen(request, person, basket, error.errors)
    await submit_basket(basket, submission, by=person)
    return RedirectResponse(f"{address(basket)}/done", 303)


async def done(request: Request) -> Response:
    """The number, who has it now, by when, and what happens next."""
    _person, basket = await own_basket(request)
    if basket.matter_id is None:
        return RedirectResponse(address(basket), 303)
    matter = await Matter.get(id=basket.matter_id).select_related("office")
    await recall([matter.bylaw])
    intake = Deadline.filter(matter_id=matter.id, period=Period.INTAKE)
    return render(
        request, "intake/submit_done.html",
        matter=matter, registrars=await _registrars(matter),
        deadline=await intake.order_by("id").first(), expected=expectation(matter.type),
    )  # fmt: skip


async def _registrars(matter: Matter) -> list[str]:
    posts = Post.filter(organ_id=matter.office_id, role=Role.REGISTRAR, person__active=True)
    return [post.person.name for post in await posts.order_by("id").select_related("person")]


routes = [
    door("/submissions/{key}/check", check, name="submission.check", needs=Need.POST),
    door(
        "/submissions/{key}/submission",
        send,
        name="submission.send",
        methods=["POST"],
        needs=Need.POST,
        records=[Move.SUBMIT, Act.DRAFT_RECEIVED, Act.MATERIAL_RECEIVED, Act.DEADLINE_OPENED],
    ),
    door("/submissions/{key}/done", done, name="submission.done", needs=Need.POST),
]
