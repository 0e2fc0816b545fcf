"""Who is off the panel because his appointment has ended, or has not come about yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tortoise.expressions import Q

from portal.advisers.life import in_force
from portal.advisers.models import Appointment, Sort
from portal.people.models import Person


async def off_panel(office_id: int, people: Sequence[Person], day: date) -> frozenset[int]:
    """The ids of those of `people` who may not be offered matters of this office on `day`.

    His own appointment counts, or his firm's. Where the office keeps no record of either, the role
    that the administrator granted is all there is, and it stands.
    """
    ids = [person.id for person in people]
    firms = {person.firm_id for person in people if person.firm_id}
    kept = await Appointment.filter(
        Q(person_id__in=ids) | Q(firm_id__in=firms, whole_firm=True),
        office_id=office_id, sort__in=[Sort.ADVISER, Sort.LAWYER],
    )  # fmt: skip
    own: defaultdict[int, list[Appointment]] = defaultdict(list)
    of_firm: defaultdict[int, list[Appointment]] = defaultdict(list)
    for one in kept:
        if one.whole_firm and one.firm_id:
            of_firm[one.firm_id].append(one)
        elif one.person_id:
            own[one.person_id].append(one)
    return frozenset(
        person.id
        for person in people
        if (held := own[person.id] + of_firm[person.firm_id or 0])
        and not any(in_force(one, day) for one in held)
    )
