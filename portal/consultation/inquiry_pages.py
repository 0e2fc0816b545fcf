"""Meetings, calls and visits at which views were asked for: minutes, files, experts' views."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.consultation import inquiring
from portal.consultation.forms import settled_in
from portal.consultation.inquiring import Heard, Noted, inquiry_in, is_short_notice, papers_clock
from portal.consultation.models import ExpertStance, Inquiry, Mode, Paper, Side
from portal.consultation.reach import require_own, side_of
from portal.deadlines.heading import head_of
from portal.documents.examining import Examined, examine_upload
from portal.errors import Invalid, NotFound, Unacceptable
from portal.journal.writing import record
from portal.matters.access import enter, standing_of
from portal.matters.models import Matter
from portal.opinions.models import Adoption
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.storage import storage
from portal.web.doors import door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import render


async def begin(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    return await _form(request, person, matter)


async def note(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    form = await answers(request)
    try:
        said = await _noted(form, side_of(await standing_of(person, matter)))
        inquiry = await inquiring.note(matter, said, by=person)
    except Invalid as wrong:
        return await _form(request, person, matter, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/inquiries/{inquiry.id}", 303)


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    standing = await standing_of(person, matter)
    inquiry = await inquiry_in(matter, standing, request.path_params["id"])
    return await _page(request, person, matter, inquiry)


async def paper(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    standing = await standing_of(person, matter)
    inquiry = await inquiry_in(matter, standing, request.path_params["id"])
    found = await Paper.get_or_none(id=request.path_params["paper"], inquiry_id=inquiry.id)
    if found is None:
        raise NotFound("没有这份材料")
    await record(
        Act.DRAFT_DOWNLOADED, matter.number, by=person, name=found.name, sha256=found.sha256
    )
    return attachment(await storage().fetch(found.sha256), found.name)


async def hear(request: Request) -> Response:
    person, matter, inquiry = await _own(request)
    form = await answers(request)
    try:
        said = _heard(form)
        await inquiring.hear(matter, inquiry, said, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, inquiry, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/inquiries/{inquiry.id}", 303)


async def settle(request: Request) -> Response:
    person, matter, inquiry = await _own(request)
    form = await answers(request)
    try:
        said = settled_in(form, list(inquiry.views))
        await inquiring.settle(matter, inquiry, said, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, inquiry, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/inquiries/{inquiry.id}", 303)


async def _noted(form: Answers, side: Side) -> Noted:
    mode = form.choice("mode", Mode)
    held = form.day("held", missing="请填写日期")
    title = form.text("title", missing="请填写标题", most=200)
    minutes = form.text("minutes", missing="请填写记录")
    place, people = form.text("place", most=200), form.text("people", most=3000)
    papers_on, procedure = form.day("papers_on"), form.text("procedure")
    files = await _files(form)
    form.settle()
    assert mode is not None, "a missing one is a fault"  # noqa: S101
    assert held is not None, "a missing one is a fault"  # noqa: S101
    return Noted(side, mode, title, held, minutes, place, people, papers_on, procedure, files)


async def _files(form: Answers) -> list[Examined]:
    try:
        return [await examine_upload(one) for one in form.files("file")]
    except Unacceptable as fault:
        form.fault("file", str(fault))
        return []


def _heard(form: Answers) -> Heard:
    name = form.text("name", missing="请填写专家姓名", most=60)
    unit = form.text("unit", most=120)
    stance = form.choice("stance", ExpertStance)
    text = form.text("text", missing="请写明意见", most=5000)
    form.settle()
    assert stance, "a missing one is a fault"  # noqa: S101
    return Heard(name, unit, stance, text, form.tick("signed"))


async def _own(request: Request) -> tuple[Person, Matter, Inquiry]:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.COLLECT)
    standing = await standing_of(person, matter)
    inquiry = await inquiry_in(matter, standing, request.path_params["id"])
    require_own(inquiry, standing)
    return person, matter, inquiry


async def _page(
    request: Request, person: Person, matter: Matter, inquiry: Inquiry,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head, clock = await head_of(person, matter), papers_clock(matter)
    carried = matter.type.procedure(inquiry.procedure)
    return render(
        request, "consultation/inquiry.html", status=422 if wrong else 200,
        head=head, here="consultations", inquiry=inquiry, clock=clock, carried=carried,
        is_short=is_short_notice(inquiry.mode, inquiry.papers_on, inquiry.held, clock),
        mine=head.may(Permit.COLLECT) and inquiry.side is side_of(head.standing),
        stances=ExpertStance, adoptions=Adoption, form=form,
        errors=wrong.errors if wrong else {},
    )  # fmt: skip


async def _form(
    request: Request, person: Person, matter: Matter,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head = await head_of(person, matter)
    own = side_of(head.standing) is Side.DEPARTMENT
    return render(
        request, "consultation/inquiry_new.html", status=422 if wrong else 200,
        head=head, here="consultations", modes=Mode, clock=papers_clock(matter),
        procedures=matter.type.procedures if own else (),
        form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


PLACE = "/matters/{number}/inquiries"
routes = [
    door(f"{PLACE}/new", begin, name="inquiries.new", needs=Permit.CONSULT),
    door(
        PLACE, note, name="inquiries.post", methods=["POST"],
        needs=Permit.CONSULT, records=[Act.INQUIRY_NOTED],
    ),
    door(f"{PLACE}/{{id:int}}", show, name="inquiry", needs=Permit.READ_DRAFT),
    door(
        f"{PLACE}/{{id:int}}/papers/{{paper:int}}", paper, name="inquiry.paper",
        needs=Permit.READ_DRAFT, records=[Act.DRAFT_DOWNLOADED],
    ),
    door(
        f"{PLACE}/{{id:int}}/views", hear, name="inquiry.views", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.EXPERT_HEARD],
    ),
    door(
        f"{PLACE}/{{id:int}}/adoptions", settle, name="inquiry.adoptions", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.EXPERTS_SETTLED],
    ),
]  # fmt: skip
