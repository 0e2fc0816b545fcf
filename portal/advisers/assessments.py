"""Yearly assessments: given by the office, appealed against, decided by the head."""

from __future__ import annotations

from portal.acts import Act
from portal.advisers.appointments import SUBJECT
from portal.advisers.models import Appointment, Assessment, Grade
from portal.clock import now, today
from portal.database import transaction
from portal.errors import Invalid, NotFound, Refused, WrongMoment
from portal.journal.writing import record
from portal.people.models import Person


@transaction
async def assess(one: Appointment, year: int, grade: Grade, text: str, *, by: Person) -> Assessment:
    """Grade a year; raises Invalid where the year was graded before or has not begun."""
    if year > today().year or (one.since and year < one.since.year):
        raise Invalid({"year": "该年度不在聘期内或者尚未开始"})
    if await Assessment.exists(appointment_id=one.id, year=year):
        raise Invalid({"year": "该年度已经考核"})
    made = await Assessment.create(
        appointment=one, year=year, grade=grade, text=text, by=by, at=now()
    )
    await _write(Act.ADVISER_ASSESSED, one, year, by)
    return made


@transaction
async def appeal(one: Appointment, assessment_id: int, text: str, *, by: Person) -> None:
    """Appeal once against one's own grade; raises NotFound for anybody else's."""
    if one.person_id != by.id:
        raise NotFound("没有这次考核")
    found = await _found(one, assessment_id)
    fresh = Assessment.filter(id=found.id, appealed_at=None)
    if not await fresh.update(appeal=text, appealed_at=now()):
        raise WrongMoment("已经申诉过")
    await _write(Act.ASSESSMENT_APPEALED, one, found.year, by)


@transaction
async def decide(
    one: Appointment, assessment_id: int, grade: Grade, text: str, *, by: Person
) -> None:
    """Decide an appeal; not by whoever gave the grade."""
    found = await _found(one, assessment_id)
    if found.by_id == by.id:
        raise Refused("申诉须由另一人复核")
    waiting = Assessment.filter(id=found.id, appealed_at__not_isnull=True, decided_at=None)
    if not await waiting.update(decision=text, decided_grade=grade, decided_at=now()):
        raise WrongMoment("没有等待复核的申诉")
    await _write(Act.APPEAL_DECIDED, one, found.year, by)


async def _found(one: Appointment, assessment_id: int) -> Assessment:
    found = await Assessment.get_or_none(id=assessment_id, appointment_id=one.id)
    if found is None:
        raise NotFound("没有这次考核")
    return found


async def _write(act: Act, one: Appointment, year: int, by: Person) -> None:
    await record(act, SUBJECT, by=by, appointment=one.id, name=one.name, year=year)
