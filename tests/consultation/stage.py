"""A matter under review whose text Wu puts to other organs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.consultation.asking import Asking, ask
from portal.consultation.models import Consultation, Letter, Side
from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.people.models import Level, Organ, OrganKind, Person, Post, Role
from tests.cast import Cast

DUE = date(2026, 11, 30)  # five working days after Monday


def noon(day: int) -> datetime:
    """Noon in the office on that day of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, 4, tzinfo=UTC)


async def organ_with_clerk(name: str, cast: Cast, role: Role = Role.SUBMITTER) -> Organ:
    """An organ of the city with somebody in it who answers letters."""
    organ = await Organ.create(
        name=name, kind=OrganKind.DEPARTMENT, level=Level.CITY, parent=cast.city, office=cast.office
    )
    clerk = await Person.create(
        login=f"clerk{organ.id}", name=f"{name}经办", password="!", must_change=False,
        created=noon(1), organ=organ,
    )  # fmt: skip
    await Post.create(person=clerk, organ=organ, role=role)
    return organ


async def asked_by(
    person: Person, matter: Matter, *organs: Organ, side: Side = Side.OFFICE,
    silence: bool = False, stops: bool = False,
) -> Consultation:  # fmt: skip
    """Letters of `person` to these organs, five working days to answer."""
    draft = await Draft.filter(matter_id=matter.id).order_by("-version").first()
    assert draft
    said = Asking(
        side=side, title="关于征求停车管理文本意见的函", words="请就第三条研提意见",
        contact=person.name, organs=[one.id for one in organs], text=draft, days=5,
        silence=silence, stops=stops,
    )  # fmt: skip
    return await ask(matter, said, by=person)


async def letter_to(organ: Organ) -> Letter:
    return await Letter.get(organ_id=organ.id).select_related("organ")
