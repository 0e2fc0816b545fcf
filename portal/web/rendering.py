"""Pages from templates, in the reader's language and with the office's time."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from portal.clock import OFFICE
from portal.i18n import language, translate
from portal.kinds import Length, Unit

TEMPLATES = Path(__file__).parent.parent / "templates"
STATIC = Path(__file__).parent.parent.parent / "static"
LENGTHS = {
    Unit.WORKDAYS: "{count}个工作日", Unit.DAYS: "{count}日", Unit.MONTHS: "{count}个月",
}  # fmt: skip


def render(
    request: Request, template: str, /, *, status: int = 200, **shown: object
) -> HTMLResponse:
    """The page that `template` makes of `shown`."""
    page = pages().get_template(template)
    html = page.render(request=request, person=getattr(request.state, "person", None), **shown)
    return HTMLResponse(html, status_code=status)


@cache
def pages() -> Environment:
    """The one environment of all templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(_=translate, language=language, asset=asset)
    made.filters.update(
        label=label, day=day, moment=moment, money=money, lines=lines, period=period
    )  # fmt: skip
    return made


def label(value: Any) -> str:
    """The word of a member of a closed set, or of a text, in the language of the page."""
    return translate(str(getattr(value, "zh", value)))


def day(value: date | None) -> str:
    """2026-11-22, or 11月22日-style words for Chinese readers with the year kept."""
    if value is None:
        return "—"
    return value.strftime(translate("%Y年%-m月%-d日"))


def period(value: Length) -> str:
    """How long a period is: 5 working days, 30 days, 1 month."""
    return translate(LENGTHS[value.unit], count=value.count)


def moment(value: datetime | None) -> str:
    """Day and minute on the office's clock."""
    if value is None:
        return "—"
    here = value.astimezone(OFFICE)
    return f"{day(here.date())} {here:%H:%M}"


def money(value: Any) -> str:
    """An amount in yuan with separators."""
    return "—" if value is None else f"{value:,.2f}"


def lines(value: str) -> Markup:
    """Text with its line breaks, escaped."""
    return Markup("<br>").join(value.split("\n"))


@cache
def asset(path: str) -> str:
    """The address of a static file, with a mark that changes when the file does."""
    content = (STATIC / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:10]}"
