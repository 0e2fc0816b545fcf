"""The public's pages: texts that are up, one of them, and the form for a comment. No sign-in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.consultation.commenting import comment, is_up, public_text, texts_up, wait_of
from portal.consultation.models import PublicText
from portal.errors import Invalid
from portal.i18n import translate
from portal.people.sessions import address_of
from portal.storage import storage
from portal.web.doors import Need, door
from portal.web.downloads import attachment
from portal.web.forms import Answers, answers
from portal.web.rendering import render

TRAP = "website"  # a field that nobody sees and only machines fill in


async def texts(request: Request) -> Response:
    return render(request, "consultation/public_texts.html", texts=await texts_up())


async def show(request: Request) -> Response:
    return _page(request, await public_text(request.path_params["code"]))


async def text_file(request: Request) -> Response:
    text = await public_text(request.path_params["code"])
    return attachment(await storage().fetch(text.sha256), text.name)


async def write(request: Request) -> Response:
    text = await public_text(request.path_params["code"])
    form = await answers(request, max_files=0)
    thanks = RedirectResponse(f"/public/{text.code}?said=thanks", 303)
    if form.text(TRAP):
        return thanks
    try:
        words = form.text("words", missing="请写明意见", most=3000)
        name, contact = form.text("name", most=60), form.text("contact", most=120)
        form.settle()
        if wait := await wait_of(address_of(request)):
            minutes = max(1, -(-int(wait.total_seconds()) // 60))
            fault = translate("提交过于频繁，请{minutes}分钟后再试", minutes=minutes)
            return _page(request, text, form, {"words": fault}, status=429)
        await comment(text, words, name, contact)
    except Invalid as wrong:
        return _page(request, text, form, wrong.errors, status=422)
    return thanks


def _page(
    request: Request, text: PublicText, form: Answers | None = None,
    errors: dict[str, str] | None = None, *, status: int = 200,
) -> Response:  # fmt: skip
    return render(
        request, "consultation/public_text.html", status=status, text=text, is_up=is_up(text),
        thanked=request.query_params.get("said") == "thanks", trap=TRAP, form=form,
        errors=errors or {},
    )  # fmt: skip


routes = [
    door("/public", texts, name="public", needs=Need.NOTHING),
    door("/public/{code}", show, name="public.text", needs=Need.NOTHING),
    door("/public/{code}/file", text_file, name="public.file", needs=Need.NOTHING),
    door(
        "/public/{code}/comments", write, name="public.comments", methods=["POST"],
        needs=Need.NOTHING,
        records_nothing="the public's comments are kept themselves; their number is recorded",
    ),
]  # fmt: skip
