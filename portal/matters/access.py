"""The door of a matter: nobody holds a Matter who did not come through here."""

from __future__ import annotations

from tortoise.expressions import Q, Subquery

from portal import permits
from portal.bylaws.library import recall
from portal.errors import NotFound
from portal.matters.models import Matter, Part
from portal.people.models import Person, Post, Role
from portal.permits import Permit, Refusal, Relation, Standing

IN_OFFICE = {
    Role.REGISTRAR: Relation.REGISTRAR,
    Role.DISPATCHER: Relation.DISPATCHER,
    Role.APPROVER: Relation.APPROVER,
    Role.SIGNER: Relation.SIGNER,
    Role.AUDITOR: Relation.AUDITOR,
}
IN_DEPARTMENT = {
    Role.SUBMITTER: Relation.DEPARTMENT,
    Role.HEAD: Relation.HEAD,
}


async def enter(person: Person, number: str, permit: Permit = Permit.READ) -> Matter:
    """The matter, if this person may do this to it now.

    Raises NotFound for a stranger, who does not learn that the matter exists, and Refused with
    the reason for a participant.
    """
    matter = await Matter.get_or_none(number=number).select_related("organ", "office")
    if matter is None:
        raise NotFound(Refusal.STRANGER.zh)
    await recall([matter.bylaw])
    permits.require(permit, await standing_of(person, matter))
    return matter


async def standing_of(person: Person, matter: Matter) -> Standing:
    """What `person` is to `matter` now: by part in it, and by role in the organs it concerns."""
    parts = await Part.filter(matter_id=matter.id, person_id=person.id, until=None)
    posts = await Post.filter(person_id=person.id)
    return Standing(
        relations=frozenset(part.relation for part in parts) | by_post(posts, matter),
        state=matter.state,
        step=matter.type.law_of(matter.step),
        was_issued=matter.was_issued,
    )


def by_post(posts: list[Post], matter: Matter) -> frozenset[Relation]:
    """The relations that follow from roles held in the matter's department and office."""
    office = {IN_OFFICE.get(post.role) for post in posts if post.organ_id == matter.office_id}
    organ = {IN_DEPARTMENT.get(post.role) for post in posts if post.organ_id == matter.organ_id}
    return frozenset(one for one in office | organ if one is not None)


async def visible_to(person: Person, *, ended: bool | None = None) -> Q:
    """The matters that `person` may know of: the same law as `enter`, as a filter for lists.

    `Matter.filter(await visible_to(person))`. Invitations that were not accepted are not in it.
    Where only such as have `ended`, or have not, are looked for, the rest need not be gone through.
    """
    posts = await Post.filter(person_id=person.id)
    offices = [post.organ_id for post in posts if post.role in IN_OFFICE]
    organs = [post.organ_id for post in posts if post.role in IN_DEPARTMENT]
    mine = Part.filter(person_id=person.id, until=None)
    if ended is not None:
        mine = mine.filter(ended=ended)
    taken = mine.exclude(relation__in=[Relation.BARRED, Relation.INVITED])
    barred = mine.filter(relation=Relation.BARRED)
    seen = Q(id__in=Subquery(taken.values("matter_id")))
    if offices:
        seen |= Q(office_id__in=offices)
    if organs:
        seen |= Q(organ_id__in=organs)
    return seen & ~Q(id__in=Subquery(barred.values("matter_id")))
