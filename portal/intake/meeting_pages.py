"""Meetings: put up an agenda, and decide item by item what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.bylaws.queries import in_force
from portal.documents import workshop
from portal.documents.examining import Examined, examine, examine_draft
from portal.errors import Invalid, NotFound, Refused, Unacceptable
from portal.i18n import translate
from portal.intake import meetings
from portal.intake.agenda_papers import paper, paper_name
from portal.intake.agenda_signs import LEVELS
from portal.intake.agendas import Item, split
from portal.intake.meeting_reach import (
    READERS,
    is_open,
    item_for,
    meeting_for,
    meetings_of,
    organs_within,
    submitters_for,
)
from portal.intake.meetings import Opening
from portal.intake.models import AgendaItem, Handling, Meeting
from portal.intake.submission import Submission
from portal.kinds import Kind, kinds
from portal.matters.access import enter, visible_to
from portal.matters.models import Matter
from portal.people.models import Organ, Person, Post
from portal.people.sessions import holding
from portal.permits import Permit
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.rendering import render
from portal.workflow import ENDED, Move, State

MOST_LINKABLE = 200


async def every(request: Request) -> Response:
    person = await holding(request, *READERS)
    return render(request, "intake/meetings.html", meetings=await meetings_of(person))


async def ask(request: Request) -> Response:
    person = await holding(request, *READERS)
    return await opening_page(request, person)


async def put_up(request: Request) -> Response:
    person = await holding(request, *READERS)
    form = await answers(request)
    try:
        meeting = await meetings.open_meeting(await _opening(form, person), by=person)
    except Invalid as wrong:
        return await opening_page(request, person, form, wrong)
    return RedirectResponse(f"/meetings/{meeting.id}", status_code=303)


async def consider(request: Request) -> Response:
    person = await holding(request, *READERS)
    meeting, item = await _entered(request, person)
    return await handling_page(request, person, meeting, item)


async def decide(request: Request) -> Response:
    person = await holding(request, *READERS)
    meeting, item = await _entered(request, person)
    form = await answers(request)
    try:
        await _decide(form, meeting, item, person)
    except (Invalid, Refused, Unacceptable) as wrong:
        return await handling_page(request, person, meeting, item, form, wrong)
    return RedirectResponse(f"/meetings/{meeting.id}", status_code=303)


async def opening_page(
    request: Request, person: Person, form: Answers | None = None, wrong: Invalid | None = None
) -> Response:
    """The form for a new meeting; with what was typed where it came back."""
    return render(
        request,
        "intake/meeting_new.html",
        status=422 if wrong else 200,
        organs=[(str(one.id), one.name) for one in await organs_within(person)],
        form=form,
        errors=wrong.errors if wrong else {},
    )


async def handling_page(
    request: Request,
    person: Person,
    meeting: Meeting,
    item: AgendaItem,
    form: Answers | None = None,
    wrong: Invalid | Refused | Unacceptable | None = None,
) -> Response:
    """One item, and the three ways to handle it."""
    posts = await submitters_for(meeting)
    return render(
        request,
        "intake/meeting_item.html",
        status=(403 if isinstance(wrong, Refused) else 422) if wrong else 200,
        meeting=meeting,
        item=item,
        is_open=is_open(item),
        submitters=[(_pair(post), f"{post.organ.name}：{post.person.name}") for post in posts],
        likely=_likely(item, posts, person),
        kinds=[(one.key, translate(one.name)) for one in (await _types(posts)).values()],
        linkable=await _linkable(person),
        form=form,
        errors=_errors(wrong),
    )


async def _entered(request: Request, person: Person) -> tuple[Meeting, AgendaItem]:
    meeting = await meeting_for(person, request.path_params["id"])
    return meeting, await item_for(person, meeting, request.path_params["item"])


async def _opening(form: Answers, person: Person) -> Opening:
    """What was typed, and the items of the agenda; raises Invalid with every fault."""
    title = form.text("title", missing="请填写会议名称", most=200)
    day = form.day("day", missing="请填写会议日期")
    organ = await _organ(form, person)
    agenda, items = await _agenda(form)
    form.settle()
    if day is None or organ is None or agenda is None:
        raise Invalid(form.errors)
    return Opening(title, day, organ, agenda, items)


async def _organ(form: Answers, person: Person) -> Organ | None:
    chosen = form.text("organ", missing="请选择开会的单位")
    found = [one for one in await organs_within(person) if str(one.id) == chosen]
    if chosen and not found:
        form.fault("organ", "请选择开会的单位")
    return found[0] if found else None


async def _agenda(form: Answers) -> tuple[Examined | None, tuple[Item, ...]]:
    """The agenda's file and its items; typed lines count where the file shows none."""
    uploads = form.files("agenda")
    if not uploads:
        form.fault("agenda", "请上传会议议程文件")
        return None, ()
    try:
        agenda = await examine_draft(uploads[0])
        items = split(await workshop.document_of(agenda.sha256)) or _typed(form)
    except Unacceptable as refused:
        form.fault("agenda", translate(refused.text, **refused.facts))
        return None, ()
    if not items:
        form.fault("items", "没有认出议题的编号：请在下面每行填写一项议题，再重新选择文件提交")
    return agenda, items


def _typed(form: Answers) -> tuple[Item, ...]:
    lines = form.text("items").split("\n")
    return tuple(Item(line.strip()) for line in lines if line.strip())


async def _decide(form: Answers, meeting: Meeting, item: AgendaItem, person: Person) -> None:
    handling = form.choice("handling", Handling)
    if handling is Handling.EXEMPT:
        reason = form.text("reason", missing="请写明无需审查的理由", most=300)
        form.settle()
        await meetings.exempt(item, reason, by=person)
    elif handling is Handling.LINKED:
        await meetings.link(item, await _linked(form, person), by=person)
    elif handling is Handling.REVIEW:
        await _send(form, meeting, item, person)
    else:
        form.fault("handling", "请选择处理方式")
        form.settle()


async def _linked(form: Answers, person: Person) -> Matter:
    number = form.text("number", missing="请填写事项编号")
    form.settle()
    try:
        return await enter(person, number.split()[0], Permit.READ)
    except NotFound:
        raise Invalid({"number": "没有这件事项，或者您无权查看"}) from None


async def _send(form: Answers, meeting: Meeting, item: AgendaItem, person: Person) -> None:
    chosen = form.text("submitter")
    posts = [post for post in await submitters_for(meeting) if _pair(post) == chosen]
    if not posts:
        form.fault("submitter", "请选择送审单位和经办人")
    kind = (await _types(posts)).get(form.text("kind"))
    if kind is None:
        form.fault("kind", "请选择事项类型")
    form.settle()
    if kind is None:
        raise Invalid(form.errors)
    submission = Submission(
        kind=kind,
        title=item.title,
        organ=posts[0].organ,
        draft=await examine(paper_name(item), await asyncio.to_thread(paper, item)),
        meeting_day=meeting.day,
        note=f"{meeting.title} · {item.position}",
    )
    await meetings.send(item, submission, posts[0].person, by=person)


async def _types(posts: Sequence[Post]) -> dict[str, Kind]:
    """The types by which the office of the first of these posts goes."""
    if not posts or posts[0].organ.office_id is None:
        return kinds()
    return {key: one.kind for key, one in (await in_force(posts[0].organ.office_id)).items()}


async def _linkable(person: Person) -> list[Matter]:
    """The matters to choose from: those that the person may see and that can still clear."""
    dropped = [state for state in ENDED if state not in (State.CLEARED, State.DECIDED)]
    seen = Matter.filter(await visible_to(person)).exclude(state__in=dropped)
    return await seen.order_by("-id").limit(MOST_LINKABLE)


def _likely(item: AgendaItem, posts: list[Post], person: Person) -> str:
    """Who probably submits it: a clerk of the department that reports, or else oneself."""
    reporting = item.department.lstrip(LEVELS)
    for post in posts:
        if len(reporting) > 1 and reporting in post.organ.name:
            return _pair(post)
    return next((_pair(post) for post in posts if post.person_id == person.id), "")


def _pair(post: Post) -> str:
    return f"{post.organ_id}-{post.person_id}"


def _errors(wrong: Invalid | Refused | Unacceptable | None) -> dict[str, str]:
    if isinstance(wrong, Invalid):
        return wrong.errors
    return {"": translate(wrong.text, **wrong.facts)} if wrong else {}


routes = [
    door("/meetings", every, name="meetings", needs=Need.POST),
    door("/meetings/new", ask, name="meetings.new", needs=Need.POST),
    door(
        "/meetings",
        put_up,
        name="meetings.post",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.MEETING_OPENED],
    ),
    door(
        "/meetings/{id:int}/items/{item:int}/handling",
        consider,
        name="meeting.handling",
        needs=Need.POST,
    ),
    door(
        "/meetings/{id:int}/items/{item:int}/handling",
        decide,
        name="meeting.handling.post",
        methods=["POST"],
        needs=Need.POST,
        records=[Act.AGENDA_DECIDED, Move.SUBMIT],
    ),
]
