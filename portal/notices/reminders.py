"""Reminding people of days on which something is due; of each day and each reminder once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.bylaws.library import recall
from portal.database import transaction
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline
from portal.matters.models import Matter
from portal.matters.turn import turn_of
from portal.matters.waiting import waits_for
from portal.notices.due_steps import steps_on
from portal.notices.hearers import Hearer, hearers_of
from portal.notices.models import Notice
from portal.notices.table import Called, Due, Step, Term, table
from portal.notices.telling import Message, write
from portal.permits import Permit, may
from portal.routing.models import Assignment
from portal.routing.waiting import OPEN, address_of, open_assignments
from portal.workflow import State

AHEAD = timedelta(days=45)  # further ahead nothing is reminded, however long a holiday is


@dataclass(frozen=True)
class Occasion:
    """Something of a matter that is due, and the reminders that the day has reached."""

    matter: Matter
    about: str  # "deadline:7": what makes it the same thing
    period: Due
    due: date
    steps: tuple[Step, ...]
    asked: Assignment | None = None

    def stem(self, step: Step) -> str:
        """The beginning of the keys of all notices of this reminder."""
        return f"reminder:{self.about}:{self.due}:{step.days:+d}:{'+'.join(step.to)}:"


async def remind(day: date) -> None:
    """Write every reminder that `day` asks for and that was not written before."""
    for occasion in [*await _periods(day), *await _engagements(day)]:
        if await _fresh(occasion):
            await _remind(occasion)


async def _periods(day: date) -> list[Occasion]:
    """Periods that run; one whose clock stands still has no last day."""
    running = Deadline.filter(closed=None, due__lte=day + AHEAD, matter__ended=False)
    return [
        Occasion(one.matter, f"deadline:{one.id}", one.period, one.due, steps)
        for one in await running.order_by("id").select_related("matter")
        if one.due and (steps := _steps(one.period, one.due, day))
    ]


async def _engagements(day: date) -> list[Occasion]:
    """Days by which advisers are to answer; none while the review itself stands still."""
    waiting = open_assignments().exclude(matter__state=State.REVIEW_PAUSED)
    return [
        Occasion(one.matter, f"assignment:{one.id}", Term.ENGAGEMENT, one.due, steps, one)
        for one in await waiting.select_related("matter")
        if one.due and (steps := _steps(Term.ENGAGEMENT, one.due, day))
    ]


def _steps(period: Due, due: date, day: date) -> tuple[Step, ...]:
    return steps_on(period, due, day, table().steps, official())


async def _fresh(occasion: Occasion) -> list[Step]:
    """The reminders that nobody was given yet."""
    told = Notice.filter(matter_id=occasion.matter.id, entry_id=None)
    keys = [str(key) for key in await told.values_list("key", flat=True)]
    stems = {step: occasion.stem(step) for step in occasion.steps}
    return [one for one, stem in stems.items() if not any(key.startswith(stem) for key in keys)]


@transaction
async def _remind(occasion: Occasion) -> None:
    """Write what is fresh, to those whom it concerns as the matter stands now."""
    await occasion.matter.refresh_from_db()
    await recall([occasion.matter.bylaw])
    hearers, fresh = await hearers_of(occasion.matter), await _fresh(occasion)
    await write(occasion.matter, list(_messages(occasion, fresh, hearers)))


def _messages(
    occasion: Occasion, steps: Sequence[Step], hearers: Sequence[Hearer]
) -> Iterator[Message]:
    facts = {"period": occasion.period.value, "due": occasion.due.isoformat()}
    for step in steps:
        permit, address = _work(step, occasion)
        for hearer in hearers:
            if is_for(step, hearer, occasion) and may(permit, hearer.standing):
                key = f"{occasion.stem(step)}{hearer.person.id}"
                yield Message(
                    key, hearer.person, step.words, permit, address, step.mail, dict(facts)
                )


def is_for(step: Step, hearer: Hearer, occasion: Occasion) -> bool:
    """Whether the reminder is for him: as who acts next, as who was asked, or by relation."""
    if not hearer.person.active:
        return False
    if Called.TURN in step.to and waits_for(hearer.standing):
        return True
    asked = occasion.asked
    if Called.WHOM in step.to and asked is not None and asked.person_id == hearer.person.id:
        return True
    return bool(hearer.standing.relations & set(step.to))


def _work(step: Step, occasion: Occasion) -> tuple[Permit, str]:
    """What the reminded one is to do, and on which page."""
    asked, turn = occasion.asked, turn_of(occasion.matter)
    if Called.WHOM in step.to and asked is not None:
        return OPEN[asked.answer], address_of(asked)
    if Called.TURN in step.to and turn is not None:
        return turn.permit, turn.address(occasion.matter.number)
    return Permit.READ, f"/matters/{occasion.matter.number}"
