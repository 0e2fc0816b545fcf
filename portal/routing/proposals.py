"""Every matter that waits for a reviewer: one proposal for all of them, and assigning them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.bylaws.library import recall
from portal.clock import today
from portal.deadlines.calendar import official
from portal.matters.access import visible_to
from portal.matters.models import Matter
from portal.people.models import Organ, Person
from portal.routing import invitations
from portal.routing.assignments import lacks_adviser
from portal.routing.models import Duty
from portal.routing.panel import choice, people_for, review_due
from portal.routing.seats import Option, Seat, Vacancy, seated
from portal.workflow import State

MOST = 80  # matters in one proposal, the oldest first
REVIEW = "reviewer"
ADVICE = "advice"
DUTIES = {REVIEW: (Duty.REVIEWER,), ADVICE: (Duty.ADVISER, Duty.LAWYER)}


@dataclass(frozen=True)
class Line:
    """One matter of the proposal."""

    matter: Matter
    main: date | None  # by when the review is due
    due: date | None  # by when advice is asked for
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Proposal:
    """One proposal for all; `left` more matters wait for the next one."""

    lines: tuple[Line, ...]
    left: int

    @property
    def asks_advice(self) -> bool:
        return any(seat.name == ADVICE for line in self.lines for seat in line.seats)


async def proposal(person: Person, offices: Sequence[Organ]) -> Proposal:
    """What to do with every registered matter of these offices that `person` may see."""
    waiting = Matter.filter(
        await visible_to(person, ended=False),
        ended=False, state=State.REGISTERED, office_id__in=[one.id for one in offices],
    )  # fmt: skip
    count = await waiting.count()
    matters = await waiting.order_by("id").limit(MOST).select_related("organ", "office")
    await recall([matter.bylaw for matter in matters])
    vacancies = [
        await vacancy(matter, name) for matter in matters for name in await _needed(matter)
    ]
    seats = await seated(vacancies)
    lines = [await _line(matter, seats) for matter in matters]
    return Proposal(tuple(lines), count - len(matters))


async def vacancy(matter: Matter, name: str) -> Vacancy:
    """One seat of the matter with everybody of the panel; who has two duties stands in once."""
    options: dict[int, Option] = {}
    for duty in DUTIES[name]:
        case, found = await choice(matter, await people_for(matter, duty))
        for one in found:
            options.setdefault(one.person.id, Option(duty, one))
    return Vacancy(matter, name, case, tuple(options.values()))


async def _needed(matter: Matter) -> list[str]:
    return [REVIEW, ADVICE] if await lacks_adviser(matter) else [REVIEW]


async def _line(matter: Matter, seats: Sequence[Seat]) -> Line:
    main = await review_due(matter)
    due = invitations.proposed(today(), main, official())
    return Line(matter, main, due, tuple(one for one in seats if one.matter is matter))
