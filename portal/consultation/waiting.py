"""What waits: letters that my organ has to answer, and consultations of mine to put together."""

from __future__ import annotations

from collections.abc import Mapping

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from portal.clock import today
from portal.consultation.models import Consultation, Letter, Side
from portal.consultation.reach import letters_for
from portal.matters.models import Part
from portal.people.models import Person
from portal.permits import Relation

ANSWER = "答复征求意见函"
HANDLED = {Relation.REVIEWER: Side.OFFICE, Relation.SUBMITTER: Side.DEPARTMENT}
OPEN: Mapping[str, object] = {
    "replied_at": None, "consultation__closed_at": None, "consultation__matter__ended": False,
}  # fmt: skip
COLLECT = "汇总征求的意见"


async def letters_waiting(person: Person) -> list[Letter]:
    """The letters that somebody of his organ still has to answer, with whoever asks."""
    waiting = letters_for(person).filter(**OPEN)
    return await waiting.order_by("id").select_related("consultation__organ")


def open_letters() -> QuerySet[Letter]:
    """All letters that somebody still has to answer."""
    return Letter.filter(**OPEN).order_by("id")


async def ready_of(person: Person) -> list[Consultation]:
    """The consultations that he puts together and that wait for nobody any more: to be ended."""
    mine = Consultation.filter(closed_at=None, matter__ended=False, matter_id__in=Subquery(
        Part.filter(person_id=person.id, until=None, relation__in=[*HANDLED]).values("matter_id")
    ))  # fmt: skip
    found = await mine.order_by("id").select_related("matter__organ").prefetch_related("letters")
    handled = [one for one in found if is_ready(one)]
    return [one for one in handled if await handler_of(one) == person.id]


async def handler_of(asked: Consultation) -> int | None:
    """Who puts the answers together now: whoever reviews, or submitted; None while nobody does."""
    sides = [relation for relation, side in HANDLED.items() if side is asked.side]
    parts = Part.filter(matter_id=asked.matter_id, until=None, relation__in=sides)
    part = await parts.order_by("-id").first()
    return part.person_id if part else None


def is_ready(asked: Consultation) -> bool:
    """Whether all have answered, or the last day is over (its letters fetched)."""
    return asked.due < today() or all(one.replied_at for one in asked.letters)
