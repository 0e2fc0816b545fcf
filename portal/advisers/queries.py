"""What pages of appointments show, each to whom it may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tortoise.expressions import Q

from portal.advisers.life import in_force
from portal.advisers.models import (
    Appointment,
    Assessment,
    Objection,
    Passage,
    Payment,
    Sort,
    Stage,
    Work,
)
from portal.errors import NotFound
from portal.people.models import Organ, Person

ORDER = (
    Stage.ANNOUNCED, Stage.SELECTED, Stage.CHECKED, Stage.RECOMMENDED, Stage.APPOINTED,
    Stage.DROPPED, Stage.REMOVED,
)  # fmt: skip
MOST = 200  # lines of a ledger on one page


@dataclass(frozen=True)
class Life:
    """Everything that hangs on one appointment."""

    passages: Sequence[Passage]
    objections: Sequence[Objection]
    payments: Sequence[Payment]
    works: Sequence[Work]
    assessments: Sequence[Assessment]


async def appointments_of(offices: Sequence[Organ]) -> list[Appointment]:
    """All appointments of these offices: those on their way first, then those in their term."""
    found = await Appointment.filter(
        office_id__in=[office.id for office in offices]
    ).select_related("firm", "office")
    return sorted(found, key=lambda one: (ORDER.index(one.stage), one.until or date.max, one.id))


async def appointment_of(offices: Sequence[Organ], person: Person, number: int) -> Appointment:
    """One appointment of these offices, or of the reader himself; else NotFound."""
    mine = Q(office_id__in=[office.id for office in offices]) | Q(person_id=person.id)
    found = await Appointment.filter(mine, id=number).select_related("office", "firm", "person")
    if not found:
        raise NotFound("没有这项聘任")
    return found[0]


async def own(person: Person) -> list[Appointment]:
    """The person's own appointments that have come about, the latest first."""
    stages = (Stage.APPOINTED, Stage.REMOVED)
    found = Appointment.filter(person_id=person.id, stage__in=stages).order_by("-id")
    return await found.select_related("office", "firm")


async def life_of(one: Appointment) -> Life:
    return Life(
        await Passage.filter(appointment_id=one.id).order_by("id").select_related("by"),
        await Objection.filter(appointment_id=one.id).order_by("id"),
        await Payment.filter(appointment_id=one.id).order_by("-day", "-id").limit(MOST),
        await Work.filter(appointment_id=one.id).order_by("-day", "-id").limit(MOST),
        await Assessment.filter(appointment_id=one.id).order_by("-year").select_related("by"),
    )


async def public_list(day: date) -> tuple[list[Appointment], list[Appointment]]:
    """Who is appointed on `day`, and whose name is announced on `day`; no more than may be public.

    The expert pool is for the office, not for the public.
    """
    kept = await Appointment.filter(
        stage__in=[Stage.APPOINTED, Stage.ANNOUNCED], sort__in=[Sort.ADVISER, Sort.LAWYER]
    ).order_by("office_id", "-chief", "id").select_related("office", "firm")  # fmt: skip
    running = [one for one in kept if in_force(one, day)]
    return running, [one for one in kept if one.stage is Stage.ANNOUNCED and _is_open(one, day)]


def _is_open(one: Appointment, day: date) -> bool:
    return bool(
        one.announced_from
        and one.announced_until
        and one.announced_from <= day <= one.announced_until
    )
