"""What waits: letters that my organ has to answer, and consultations of mine to put together."""

from __future__ import annotations

from collections.abc import Mapping

from tortoise.queryset import QuerySet

from portal.clock import today
from portal.consultation.models import Consultation, Letter
from portal.consultation.reach import letters_for
from portal.people.models import Person

ANSWER = "答复征求意见函"
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
    """The consultations that he asked for and that wait for nobody any more: to be ended."""
    mine = Consultation.filter(asked_by_id=person.id, closed_at=None, matter__ended=False).order_by(
        "id"
    )
    found = await mine.select_related("matter__organ").prefetch_related("letters")
    return [one for one in found if is_ready(one)]


def is_ready(asked: Consultation) -> bool:
    """Whether all have answered, or the last day is over (its letters fetched)."""
    return asked.due < today() or all(one.replied_at for one in asked.letters)
