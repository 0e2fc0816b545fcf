"""The acts of an appointment's life, each written with its step; the state has one writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.acts import Act
from portal.advisers.life import (
    STEPS,
    Step,
    announcement_fault,
    has_expired,
    term_fault,
    unfit,
)
from portal.advisers.models import Appointment, Ground, Objection, Passage, Sort, Stage
from portal.clock import now, today
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.errors import Invalid, NotFound, Stale, WrongMoment
from portal.journal.writing import record
from portal.people.models import Firm, Organ, Person

SUBJECT = "panel"
ACTS = {
    Step.CHECK: Act.APPOINTMENT_CHECKED,
    Step.SELECT: Act.APPOINTMENT_SELECTED,
    Step.ANNOUNCE: Act.APPOINTMENT_ANNOUNCED,
    Step.APPOINT: Act.APPOINTMENT_MADE,
    Step.RENEW: Act.APPOINTMENT_RENEWED,
    Step.DROP: Act.APPOINTMENT_DROPPED,
    Step.REMOVE: Act.APPOINTMENT_REMOVED,
}


@dataclass(frozen=True)
class Candidate:
    """Somebody as he is recommended."""

    sort: Sort
    name: str
    firm: Firm | None = None
    whole_firm: bool = False
    licence: str = ""
    practising_since: date | None = None
    specialities: tuple[str, ...] = ()
    region: str = ""
    languages: str = ""
    recommended_by: str = ""
    chief: bool = False


@dataclass(frozen=True)
class Said:
    """What a step is taken with; each step looks at its own part of it."""

    note: str = ""
    clean: bool = False  # the check found no discipline
    since: date | None = None
    until: date | None = None
    fee: Decimal | None = None
    ground: Ground | None = None


@transaction
async def recommend(office: Organ, who: Candidate, *, by: Person) -> Appointment:
    """Begin an appointment; raises Invalid where the same licence is on its way or in its term."""
    if who.licence:
        same = await Appointment.filter(office_id=office.id, licence=who.licence)
        ended = (Stage.DROPPED, Stage.REMOVED)
        if any(one.stage not in ended and not has_expired(one, today()) for one in same):
            raise Invalid({"licence": "该执业证号已有正在办理或者在聘期内的聘任"})
    made = await Appointment.create(
        office=office, sort=who.sort, stage=Stage.RECOMMENDED, name=who.name, firm=who.firm,
        whole_firm=who.whole_firm, chief=who.chief, licence=who.licence,
        practising_since=who.practising_since, specialities=list(who.specialities),
        region=who.region, languages=who.languages, recommended_by=who.recommended_by,
        person=await _account(who.licence),
    )  # fmt: skip
    await _passed(made, Act.APPOINTMENT_RECOMMENDED, who.recommended_by, by)
    return made


@transaction
async def take(one: Appointment, step: Step, said: Said, *, by: Person) -> None:
    """Take the next step; raises WrongMoment, Stale or Invalid where it may not be taken."""
    left, reached = STEPS[step]
    if one.stage not in left:
        raise WrongMoment("该聘任现在不能办理这一步")
    if faults := await _faults(one, step, said):
        raise Invalid(faults)
    changes = _changes(one, step, said)
    moved = Appointment.filter(id=one.id, stage=one.stage)
    if not await moved.update(stage=reached, **changes):
        raise Stale(one.name)
    await one.refresh_from_db()
    await _passed(one, ACTS[step], said.ground.zh if said.ground else said.note, by)


@transaction
async def object_to(one: Appointment, name: str, text: str, *, by: Person) -> Objection:
    """Note an objection; only while the name is announced."""
    if one.stage is not Stage.ANNOUNCED:
        raise WrongMoment("只有公示期间才登记异议")
    made = await Objection.create(appointment=one, name=name, text=text, noted_at=now())
    await _passed(one, Act.APPOINTMENT_OBJECTED, "", by)  # whom it concerns reads the steps
    return made


@transaction
async def answer_objection(
    one: Appointment, objection_id: int, answer: str, *, sustained: bool, by: Person
) -> None:
    """Say what was found; raises NotFound, or WrongMoment where it was answered before."""
    found = await Objection.get_or_none(id=objection_id, appointment_id=one.id)
    if found is None:
        raise NotFound("没有这条异议")
    open_one = Objection.filter(id=found.id, answered_at=None)
    if not await open_one.update(answer=answer, sustained=sustained, answered_at=now()):
        raise WrongMoment("这条异议已经答复")
    await _passed(one, Act.APPOINTMENT_OBJECTION_ANSWERED, "", by)


async def _faults(one: Appointment, step: Step, said: Said) -> dict[str, str]:
    if step is Step.CHECK:
        return _check_faults(one, said)
    if step is Step.ANNOUNCE:
        wrong = announcement_fault(said.since, said.until, official())
        return {"since": wrong} if wrong else {}
    if step is Step.APPOINT:
        return await _appointing_faults(one, said)
    if step is Step.RENEW:
        return _renewing_faults(one, said)
    if step is Step.REMOVE:
        return {} if said.ground else {"ground": "请选择解聘的事由"}
    return {} if said.note else {"note": "请写明依据或者理由"}


def _check_faults(one: Appointment, said: Said) -> dict[str, str]:
    faults = {}
    if wrong := unfit(one, today()):
        faults["check"] = wrong
    if not said.clean:
        faults["clean"] = "须确认没有受过处罚或者处分"
    if not said.note:
        faults["note"] = "请写明依据或者理由"
    return faults


async def _appointing_faults(one: Appointment, said: Said) -> dict[str, str]:
    faults = {}
    if one.announced_until and one.announced_until >= today():
        faults["step"] = "公示期尚未届满"
    if await Objection.exists(appointment_id=one.id, answered_at=None):
        faults["step"] = "还有异议没有答复"
    elif await Objection.exists(appointment_id=one.id, sustained=True):
        faults["step"] = "异议成立，不能聘任"
    if wrong := term_fault(said.since, said.until):
        faults["until"] = wrong
    return faults


def _renewing_faults(one: Appointment, said: Said) -> dict[str, str]:
    begins = date.fromordinal(one.until.toordinal() + 1) if one.until else None
    wrong = term_fault(begins, said.until)
    return {"until": wrong} if wrong else {}


def _changes(one: Appointment, step: Step, said: Said) -> dict[str, object]:
    """The columns that the step writes besides the stage."""
    if step is Step.ANNOUNCE:
        return {"announced_from": said.since, "announced_until": said.until}
    if step is Step.APPOINT:
        return {"since": said.since, "until": said.until, "fee": said.fee}
    if step is Step.RENEW:
        return {"until": said.until}
    if step is Step.REMOVE:
        return {"ground": said.ground, "removed_on": today()}
    return {}


async def _passed(one: Appointment, act: Act, note: str, by: Person) -> None:
    await Passage.create(appointment=one, words=act.zh, note=note, by=by, at=now())
    await record(act, SUBJECT, by=by, appointment=one.id, name=one.name, note=note)


async def _account(licence: str) -> Person | None:
    """The account of whoever holds this licence; None where nobody does, or not one alone."""
    found = await Person.filter(licence=licence).limit(2) if licence else []
    return found[0] if len(found) == 1 else None
