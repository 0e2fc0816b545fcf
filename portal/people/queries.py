"""Finding people for those who appoint them."""

from __future__ import annotations

from dataclasses import dataclass

from tortoise.expressions import Q

from portal.errors import NotFound
from portal.people.models import Firm, Organ, Person, Post
from portal.web.paging import SIZE, Sheet, sheet


async def found(words: str, number: int) -> Sheet[Person]:
    """People whose name, login, organ or firm holds `words`; one page, by login."""
    wanted = Person.all()
    if words:
        wanted = wanted.filter(
            Q(name__icontains=words)
            | Q(login__icontains=words)
            | Q(organ__name__icontains=words)
            | Q(firm__name__icontains=words)
        )
    rows = (
        await wanted.order_by("-active", "login")
        .offset((number - 1) * SIZE)
        .limit(SIZE + 1)
        .select_related("organ", "firm")
        .prefetch_related("posts")
    )
    return sheet(rows, number)


async def person_of(person_id: int) -> Person:
    """The person of this id, organ and firm with him; raises NotFound."""
    person = await Person.get_or_none(id=person_id).select_related("organ", "firm")
    if person is None:
        raise NotFound("没有这个人员")
    return person


async def posts_of(person: Person) -> list[Post]:
    return await Post.filter(person_id=person.id).select_related("organ").order_by("id")


@dataclass(frozen=True)
class Homes:
    """Where a person can belong: `organ:3` or `firm:1` as the form has it."""

    organs: list[Organ]
    firms: list[Firm]

    def options(self) -> list[tuple[str, str]]:
        organs = [(f"organ:{organ.id}", organ.name) for organ in self.organs]
        return organs + [(f"firm:{firm.id}", firm.name) for firm in self.firms]

    def chosen(self, said: str) -> Organ | Firm | None:
        """What was chosen; None when it is none of them."""
        for organ in self.organs:
            if said == f"organ:{organ.id}":
                return organ
        for firm in self.firms:
            if said == f"firm:{firm.id}":
                return firm
        return None


async def homes() -> Homes:
    return Homes(await Organ.all().order_by("id"), await Firm.filter(active=True).order_by("id"))
