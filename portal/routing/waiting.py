"""What advisers and government lawyers are asked: offers to answer, opinions to write."""

from __future__ import annotations

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from portal.people.models import Person
from portal.permits import RULES, Permit
from portal.routing.models import Answer, Assignment, Duty

ADVISING = (Duty.LAWYER, Duty.ADVISER)
OPEN = {Answer.OFFERED: Permit.DECLARE, Answer.ACCEPTED: Permit.ADVISE}
VERBS = {Answer.OFFERED: "答复委派", Answer.ACCEPTED: "审查并提交意见"}
PLACES = {Answer.OFFERED: "engagement", Answer.ACCEPTED: "review"}


async def engagements_of(person: Person) -> list[Assignment]:
    """What `person` still has to answer or to write, the matters and their organs with it."""
    mine = open_assignments().filter(person_id=person.id)
    return await mine.select_related("matter", "matter__organ")


def open_assignments() -> QuerySet[Assignment]:
    """All that somebody still has to answer or to write, the earliest day first."""
    waiting = Q(
        *(
            Q(answer=answer, matter__state__in=sorted(RULES[permit].during))
            for answer, permit in OPEN.items()
        ),
        join_type=Q.OR,
    )
    return Assignment.filter(waiting, duty__in=ADVISING).order_by("due", "id")


def verb_of(asked: Assignment) -> str:
    """The next step as a message id."""
    return VERBS[asked.answer]


def address_of(asked: Assignment) -> str:
    return f"/matters/{asked.matter.number}/{PLACES[asked.answer]}"
