"""Who is off the panel because his appointment has ended or has not begun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tortoise.expressions import Q

from portal.advisers.life import BEFORE, in_force
from portal.advisers.models import Appointment, Sort, Stage
from portal.people.models import Person


async def off_panel(office_id: int, people: Sequence[Person], day: date) -> frozenset[int]:
    """The ids of those of `people` who may not be offered matters of this office on `day`.

    His own appointment counts, or his firm's. Where neither has come about yet, the role that the
    administrator granted is all there is, and it stands.
    """
    ids = [person.id for person in people]
    firms = {person.firm_id for person in people if person.firm_id}
    kept = await Appointment.filter(
        Q(person_id__in=ids) | Q(firm_id__in=firms, whole_firm=True),
        office_id=office_id, sort__in=[Sort.ADVISER, Sort.LAWYER],
        stage__in=sorted(set(Stage) - BEFORE),
    )  # fmt: skip
    return frozenset(person.id for person in people if is_off(held_by(person, kept), day))


def held_by(person: Person, kept: Sequence[Appointment]) -> list[Appointment]:
    """His own appointments and those of his firm; none of the firm's that he was removed under."""
    own = [one for one in kept if one.person_id == person.id]
    of_firm = [one for one in kept if one.whole_firm and one.firm_id == person.firm_id]
    return own + [one for one in of_firm if not any(_ends(mine, one) for mine in own)]


def is_off(held: Sequence[Appointment], day: date) -> bool:
    """Whether there were appointments, and none of them is in force on `day`."""
    return bool(held) and not any(in_force(one, day) for one in held)


def _ends(mine: Appointment, of_firm: Appointment) -> bool:
    """Whether he was removed in person after the firm's term had begun."""
    return bool(mine.removed_on and of_firm.since and mine.removed_on >= of_firm.since)
