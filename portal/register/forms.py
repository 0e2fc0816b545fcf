"""What is typed of a decision and of what follows from it."""

from __future__ import annotations

from datetime import date

from portal.clock import today
from portal.register.deciding import Said
from portal.web.forms import Answers

FUTURE = "这一天还没有到，请在办理之后登记"


def said_in(form: Answers) -> Said:
    """The decision as it was typed; raises Invalid."""
    decided = form.day("decided_on", missing="请填写作出决定或者签订的日期")
    published, expires = form.day("published_on"), form.day("expires_on")
    effective = form.day("effective_on")
    said = Said(
        decided_on=decided or today(),
        decided_by=form.text("decided_by", missing="请填写由哪次会议或者谁批准、签订", most=120),
        document_number=form.text("document_number", most=60),
        published_on=published,
        published_in=form.text("published_in", most=200),
        effective_on=effective,
        expires_on=expires,
    )
    _note_order(form, said)
    form.settle()
    return said


def _note_order(form: Answers, said: Said) -> None:
    """Note days that cannot be: in the future, or against the order of things."""
    if said.decided_on > today():
        form.fault("decided_on", FUTURE)
    if said.published_on and said.published_on > today():
        form.fault("published_on", FUTURE)
    if said.published_on and said.published_on < said.decided_on:
        form.fault("published_on", "公布日期早于作出决定的日期，请核对")
    begun = said.effective_on or said.published_on or said.decided_on
    if said.expires_on and said.expires_on <= begun:
        form.fault("expires_on", "有效期届满的日期不晚于施行日期，请核对")


def past_day_in(form: Answers, name: str) -> date:
    """A day that has come; raises Invalid."""
    day = form.day(name, missing="请填写办理日期")
    if day and day > today():
        form.fault(name, FUTURE)
    form.settle()
    return day or today()
