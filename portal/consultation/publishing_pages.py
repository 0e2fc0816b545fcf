"""Putting a text up for public comment, and what comes in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.consultation import publishing
from portal.consultation.commenting import is_up
from portal.consultation.forms import settled_in, text_in
from portal.consultation.models import Comment, PublicText, Side
from portal.consultation.public_copies import PublicCopy, public_copy
from portal.consultation.publishing import Notice, clock_of
from portal.consultation.reach import require_own, side_of
from portal.deadlines.heading import head_of
from portal.documents.models import Draft
from portal.errors import Invalid, NotFound, Unacceptable
from portal.matters.access import enter, standing_of
from portal.matters.models import Matter
from portal.opinions.models import Adoption
from portal.people.models import Person
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.forms import Answers, answers
from portal.web.paging import SIZE, address, sheet, sheet_number
from portal.web.rendering import render
from portal.web.site import site


async def begin(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    return await _form(request, person, matter)


async def put_up(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.CONSULT)
    form = await answers(request)
    try:
        said = await _notice(form, person, matter)
        text = await publishing.put_up(matter, said, by=person)
    except Invalid as wrong:
        return await _form(request, person, matter, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/public-texts/{text.id}", 303)


async def show(request: Request) -> Response:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    return await _page(request, person, matter, await _text(request, matter))


async def settle(request: Request) -> Response:
    person, matter, text = await _own(request)
    form = await answers(request)
    try:
        ids = [int(one) for one in form.every("comment") if one.isdecimal() and len(one) < 10]
        comments = await Comment.filter(text_id=text.id, id__in=ids)
        said = settled_in(form, comments)
        await publishing.settle(matter, text, said, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, text, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/public-texts/{text.id}", 303)


async def close(request: Request) -> Response:
    person, matter, text = await _own(request)
    form = await answers(request)
    try:
        reason = form.text("close_reason", most=500)
        form.settle()
        await publishing.close(matter, text, reason, by=person)
    except Invalid as wrong:
        return await _page(request, person, matter, text, form, wrong)
    return RedirectResponse(f"/matters/{matter.number}/public-texts/{text.id}", 303)


async def _notice(form: Answers, person: Person, matter: Matter) -> Notice:
    days = form.whole("days")
    if days is None and "days" not in form.errors:
        form.fault("days", "请填写期限")
    title = form.text("title", missing="请填写标题", most=200)
    words = form.text("words", missing="请写明征求意见的事项和其他提出意见的方式", most=3000)
    short_reason = form.text("short_reason", most=500)
    text = await text_in(form, await _drafts(matter))
    if text is None and "file" not in form.errors:
        form.fault("file", "请选择征求意见的文本")
    if not form.tick("confirmed"):
        form.fault("confirmed", "发布以前请确认文本可以公开")
    form.settle()
    assert text is not None, "a missing text is a fault"  # noqa: S101
    return Notice(
        side_of(await standing_of(person, matter)), title, words, text.name,
        await _copy_of(text.sha256), days or 0, short_reason, form.text("procedure"),
    )  # fmt: skip


async def _copy_of(sha256: str) -> PublicCopy:
    try:
        return await public_copy(sha256)
    except Unacceptable as fault:
        raise Invalid({"file": str(fault)}) from fault


async def _drafts(matter: Matter) -> list[Draft]:
    return await Draft.filter(matter_id=matter.id).order_by("-version")


async def _text(request: Request, matter: Matter) -> PublicText:
    """The text of this matter; everybody sees it anyhow."""
    found = PublicText.filter(id=request.path_params["id"], matter_id=matter.id)
    text = await found.select_related("organ", "asked_by").first()
    if text is None:
        raise NotFound("没有这次公开征求意见")
    return text


async def _own(request: Request) -> tuple[Person, Matter, PublicText]:
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.COLLECT)
    text = await _text(request, matter)
    require_own(text, await standing_of(person, matter))
    return person, matter, text


async def _page(
    request: Request, person: Person, matter: Matter, text: PublicText,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head, number = await head_of(person, matter), sheet_number(request)
    found = Comment.filter(text_id=text.id).order_by("id")
    rows = await found.offset((number - 1) * SIZE).limit(SIZE + 1)
    return render(
        request, "consultation/comments.html", status=422 if wrong else 200,
        head=head, here="consultations", text=text, is_up=is_up(text),
        count=await Comment.filter(text_id=text.id).count(), sheet=sheet(rows, number),
        unsettled=await Comment.filter(text_id=text.id, adoption=None).count(),
        mine=head.may(Permit.COLLECT) and text.side is side_of(head.standing),
        link=f"{site()}/public/{text.code}", adoptions=Adoption, address=address,
        form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


async def _form(
    request: Request, person: Person, matter: Matter,
    form: Answers | None = None, wrong: Invalid | None = None,
) -> Response:  # fmt: skip
    head = await head_of(person, matter)
    own = side_of(head.standing) is Side.DEPARTMENT
    return render(
        request, "consultation/put_up.html", status=422 if wrong else 200,
        head=head, here="consultations", clock=clock_of(matter),
        procedures=matter.type.procedures if own else (),
        drafts=await _drafts(matter), form=form, errors=wrong.errors if wrong else {},
    )  # fmt: skip


PLACE = "/matters/{number}/public-texts"
routes = [
    door(f"{PLACE}/new", begin, name="public_texts.new", needs=Permit.CONSULT),
    door(
        PLACE, put_up, name="public_texts.post", methods=["POST"],
        needs=Permit.CONSULT, records=[Act.TEXT_PUT_UP],
    ),
    door(f"{PLACE}/{{id:int}}", show, name="public_text", needs=Permit.READ_DRAFT),
    door(
        f"{PLACE}/{{id:int}}/adoptions", settle, name="public_text.adoptions", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.COMMENTS_SETTLED],
    ),
    door(
        f"{PLACE}/{{id:int}}/closing", close, name="public_text.closing", methods=["POST"],
        needs=Permit.COLLECT, records=[Act.TEXT_CLOSED],
    ),
]  # fmt: skip
