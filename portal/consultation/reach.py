"""Two doors: a matter's consultations for whoever handles it, and a letter for the organ asked.

The organ asked has no part in the matter: it comes to its letter and to nothing else.
"""

from __future__ import annotations

from collections.abc import Collection

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from portal.consultation.models import Consultation, Inquiry, Letter, PublicText, Side
from portal.errors import NotFound, Refused
from portal.matters.models import Matter, Part
from portal.people.models import Organ, Person, Post, Role
from portal.permits import DEPARTMENT_SIDE, Permit, Relation, Standing, may

ANSWERING = (Role.SUBMITTER, Role.HEAD, Role.REGISTRAR)  # for their organ


def side_of(standing: Standing) -> Side:
    """For whom somebody asks who may ask at all."""
    is_department = standing.relations & set(DEPARTMENT_SIDE)
    return Side.DEPARTMENT if is_department else Side.OFFICE


def shown_to(standing: Standing) -> tuple[Side, ...]:
    """Whose consultations are shown; the office's own are part of its review."""
    return tuple(Side) if may(Permit.READ_REVIEW, standing) else (Side.DEPARTMENT,)


async def consultation_in(matter: Matter, standing: Standing, number: int) -> Consultation:
    """The consultation of that id in `matter`, as far as it is shown; raises NotFound."""
    found = Consultation.filter(id=number, matter_id=matter.id, side__in=shown_to(standing))
    asked = await found.select_related("organ", "asked_by").first()
    if asked is None:
        raise NotFound("没有这次征求意见")
    return asked


def require_own(asked: Consultation | PublicText | Inquiry, standing: Standing) -> None:
    """Raise Refused where the other side asked: whoever asks puts the answers together."""
    if asked.side is not side_of(standing):
        raise Refused("这次征求意见由{side}汇总", side=asked.side)


async def letter_for(person: Person, number: int) -> Letter:
    """The letter of that id, if it went to an organ for which `person` answers; else NotFound."""
    found = letters_for(person).filter(id=number)
    letter = await found.select_related(
        "consultation__organ", "consultation__matter", "organ", "replied_by"
    ).first()
    if letter is None:
        raise NotFound("没有这份征求意见函")
    return letter


def letters_for(person: Person) -> QuerySet[Letter]:
    """All letters that `person` may answer or look at; none of a matter from which he is barred."""
    organs = Post.filter(person_id=person.id, role__in=ANSWERING).values("organ_id")
    barred = Part.filter(person_id=person.id, relation=Relation.BARRED, until=None)
    return Letter.filter(
        Q(organ_id__in=Subquery(organs))
        & ~Q(consultation__matter_id__in=Subquery(barred.values("matter_id")))
    )


async def answering(organs: Collection[int]) -> list[Post]:
    """The posts whose holders answer for these organs, with the persons."""
    posts = Post.filter(organ_id__in=list(organs), role__in=ANSWERING, person__active=True)
    return await posts.order_by("id").select_related("person")


async def organs_to_ask(matter: Matter) -> list[Organ]:
    """Every organ in which somebody can answer, but for the two that handle the matter itself."""
    able = Post.filter(role__in=ANSWERING, person__active=True).values("organ_id")
    organs = Organ.filter(id__in=Subquery(able))
    return await organs.exclude(id__in=[matter.organ_id, matter.office_id]).order_by("id")


async def barred_from(matter_id: int) -> set[int]:
    """The persons who are to hear nothing of the matter, not even as another organ's clerk."""
    barred = Part.filter(matter_id=matter_id, relation=Relation.BARRED, until=None)
    return {int(str(one)) for one in await barred.values_list("person_id", flat=True)}
