"""Whose rules a person may read: those of the offices that review for him or where he works."""

from __future__ import annotations

from portal.errors import NotFound
from portal.people.models import Organ, OrganKind, Person, Post, Role


async def offices_for(person: Person) -> list[Organ]:
    """The legal offices whose rules concern `person`; all of them for an administrator."""
    posts = await Post.filter(person_id=person.id).select_related("organ")
    if any(post.role is Role.ADMINISTRATOR for post in posts):
        return await Organ.filter(kind=OrganKind.LEGAL_OFFICE).order_by("id")
    concerned = {post.organ.office_id for post in posts} | {
        post.organ_id for post in posts if post.organ.kind is OrganKind.LEGAL_OFFICE
    }
    return await Organ.filter(id__in=[one for one in concerned if one]).order_by("id")


async def office_for(person: Person, office_id: int) -> Organ:
    """One of these offices; raises NotFound for any other."""
    for office in await offices_for(person):
        if office.id == office_id:
            return office
    raise NotFound("没有这个机构的办理规则")
