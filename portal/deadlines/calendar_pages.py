"""The calendar of working days: to be read by all, entered and imported by the administrator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from portal.acts import Act
from portal.clock import today
from portal.deadlines.almanacs import (
    Days,
    enact,
    mark_of,
    moved_by,
    refuse_faulty,
    with_years,
)
from portal.deadlines.calendar import official
from portal.deadlines.lines import days_in, lines_of
from portal.deadlines.models import Almanac
from portal.deadlines.workbooks import rows_of
from portal.documents import workshop
from portal.documents.examining import too_large
from portal.errors import Invalid, Stale, Unacceptable
from portal.i18n import translate
from portal.people.models import Role
from portal.people.sessions import holding, signed_in
from portal.web.doors import Need, door
from portal.web.forms import Answers, answers
from portal.web.limits import most_bytes
from portal.web.rendering import render


async def look(request: Request) -> Response:
    await signed_in(request)
    return await _page(request)


async def preview(request: Request) -> Response:
    """What would change, day by day and in how many deadlines; nothing is written."""
    await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    try:
        days, source = await _typed(form), form.text("source", most=300)
        form.settle()
        refuse_faulty(days, source)
    except Invalid as wrong:
        return await _page(request, form, wrong.errors)
    except Unacceptable as wrong:
        return await _page(request, form, {"file": translate(wrong.text, **wrong.facts)})
    return await _preview(request, days, source)


async def put_in_force(request: Request) -> Response:
    admin = await holding(request, Role.ADMINISTRATOR)
    form = await answers(request)
    try:
        days = days_in(form.text("days").splitlines())
        await enact(days, form.text("source", most=300), form.text("seen"), by=admin)
    except Invalid as wrong:
        return await _page(request, form, wrong.errors)
    except Stale as stale:
        return await _page(request, form, {"": stale.text})
    return RedirectResponse("/calendar", 303)


async def _typed(form: Answers) -> dict[date, bool]:
    """The days of the file, where one was chosen, else those that were typed."""
    chosen = form.files("file")
    if not chosen:
        return days_in(form.text("days").splitlines())
    if (chosen[0].size or 0) > most_bytes():
        raise too_large()
    return days_in(await workshop.run(rows_of, await chosen[0].read()))


async def _page(
    request: Request, form: Answers | None = None, errors: Mapping[str, str] | None = None
) -> Response:
    named, year = official().named, today().year
    shown = sorted({one.year for one in named} | {year, year + 1}, reverse=True)
    return render(
        request, "deadlines/calendar.html", status=422 if errors else 200,
        years=[(one, _of(named, one), official().is_published(one)) for one in shown],
        entered=await Almanac.all().order_by("-id").limit(20).select_related("enacted_by"),
        form=form, errors=errors or {},
    )  # fmt: skip


async def _preview(request: Request, days: Days, source: str) -> Response:
    before = official()
    after = with_years(before, days, {day.year for day in days})
    either = sorted({**before.named, **after.named})
    return render(
        request, "deadlines/calendar_preview.html", source=source, seen=mark_of(before),
        text="\n".join(lines_of(dict(sorted(days.items())))), moved=await moved_by(after),
        changes=[
            (day, before.named.get(day), after.named.get(day))
            for day in either
            if before.named.get(day) is not after.named.get(day)
        ],
    )  # fmt: skip


def _of(named: Days, year: int) -> list[tuple[date, bool]]:
    return sorted((day, off) for day, off in named.items() if day.year == year)


routes = [
    door("/calendar", look, name="calendar", needs=Need.SIGN_IN),
    door(
        "/calendar/preview", preview, name="calendar.preview", methods=["POST"], needs=Need.POST,
        records_nothing="shows the difference and writes nothing",
    ),
    door(
        "/calendar/editions", put_in_force, name="calendar.editions", methods=["POST"],
        needs=Need.POST, records=[Act.CALENDAR_CHANGED, Act.DEADLINE_REDATED],
    ),
]  # fmt: skip
