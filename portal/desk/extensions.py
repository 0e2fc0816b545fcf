"""Requests for more time that wait for a person's answer."""

from __future__ import annotations

from collections.abc import Sequence

from tortoise.expressions import Subquery

from portal.deadlines.models import Extension
from portal.matters.access import IN_OFFICE
from portal.matters.models import Part
from portal.people.models import Person, Post
from portal.permits import RULES, Permit, Relation

LAW = RULES[Permit.GRANT_EXTENSION]


async def requests_for(person: Person, posts: Sequence[Post]) -> list[Extension]:
    """What `person`, who holds `posts`, is asked to grant, the matters and their organs with it."""
    offices = [post.organ_id for post in posts if IN_OFFICE.get(post.role) in LAW.to]
    if not offices:
        return []
    barred = Part.filter(
        person_id=person.id, until=None, relation__in=sorted({Relation.BARRED, *LAW.never})
    )
    asked = Extension.filter(
        decided_at=None, deadline__closed=None, deadline__matter__office_id__in=offices,
        deadline__matter__state__in=sorted(LAW.during),
    ).exclude(deadline__matter_id__in=Subquery(barred.values("matter_id")))  # fmt: skip
    return await asked.order_by("id").select_related("deadline__matter__organ")
