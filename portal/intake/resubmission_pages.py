"""Putting a returned matter before the office again."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.deadlines.heading import head_of
from portal.documents.examining import Examined
from portal.documents.models import Draft
from portal.i18n import translate as _
from portal.intake.submission_screens import LIMITS
from portal.intake.submission_uploads import arrive
from portal.intake.submitting import resubmit
from portal.journal.models import Entry
from portal.matters.access import enter
from portal.matters.models import Matter
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import Move


async def ask(request: Request) -> Response:
    """Why it was returned, and what is sent now."""
    person, matter = await _entered(request)
    return await _page(request, person, matter, None)


async def send(request: Request) -> Response:
    """Send it again, with the new draft or what else was asked for."""
    person, matter = await _entered(request)
    form = await answers(request)
    note = form.text("note", most=2000)
    drafts = await arrive(form.files("draft"))
    more = await arrive(form.files("files"))
    form.errors |= drafts.faults_at("draft") | more.faults_at("files")
    draft = drafts.taken[0] if drafts.taken else None
    await _judge(form, matter, draft, more.taken, note)
    if form.errors:
        return await _page(request, person, matter, form)
    await resubmit(matter, draft, list(more.taken), note, by=person)
    return RedirectResponse(f"/matters/{matter.number}", 303)


async def _judge(
    form: Answers, matter: Matter, draft: Examined | None, more: tuple[Examined, ...], note: str
) -> None:
    """Note what keeps this from being sent."""
    if draft and draft.format is None:
        form.fault("draft", _("送审稿须是 Word、WPS 或 PDF 文件；图片和表格请作为其他材料上传"))
    last = await Draft.filter(matter_id=matter.id).order_by("-version").first()
    if draft and last and draft.text_hash and draft.text_hash == last.text_hash:
        form.fault(
            "draft",
            _("这份文件的文字与第{version}稿完全相同；没有修改正文的，请不要上传送审稿，在说明中写明理由",
              version=last.version),
        )  # fmt: skip
    if not draft and not more and not note and not form.errors:
        form.fault("note", _("没有上传新的文件，请写明重新送审的理由"))


async def _entered(request: Request) -> tuple[Person, Matter]:
    person = await signed_in(request)
    return person, await enter(person, request.path_params["number"], Permit.RESUBMIT)


async def _page(request: Request, person: Person, matter: Matter, form: Answers | None) -> Response:
    returned = Entry.filter(subject=matter.number, act=Move.RETURN.value).order_by("-seq")
    entry = await returned.first()
    return render(
        request, "intake/resubmission.html", status=422 if form else 200,
        head=await head_of(person, matter), here="", form=form, limits=LIMITS,
        reason=entry.facts.get("reason", "") if entry else "",
        errors=form.errors if form else {},
    )  # fmt: skip


routes = [
    door(
        "/matters/{number}/resubmission",
        ask,
        name="resubmission",
        needs=Permit.RESUBMIT,
    ),
    door(
        "/matters/{number}/resubmission",
        send,
        name="resubmission.send",
        methods=["POST"],
        needs=Permit.RESUBMIT,
        records=[Move.RESUBMIT, Act.DRAFT_RECEIVED, Act.MATERIAL_RECEIVED, Act.DEADLINE_OPENED],
    ),
]
