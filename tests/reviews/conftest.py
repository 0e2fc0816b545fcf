"""A matter under review: Wu reviews, Han and Xu advise independently of each other."""

from __future__ import annotations

from datetime import date

import pytest

from portal.clock import now
from portal.matters.models import Matter
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.workflow import State
from tests.cast import Cast
from tests.scenes import matter_at


@pytest.fixture
async def matter(cast: Cast) -> Matter:
    return await under_review(cast)


async def under_review(cast: Cast, data: bytes | None = None) -> Matter:
    """The matter, with `data` as its draft or the usual contract."""
    people = (
        (cast.wu, Relation.REVIEWER), (cast.han, Relation.ADVISER), (cast.xu, Relation.ADVISER),
    )  # fmt: skip
    made = await matter_at(State.UNDER_REVIEW, cast, data=data, people=people)
    for adviser in (cast.han, cast.xu):
        await engaged(made, adviser, by=cast.zhou)
    return made


async def engaged(matter: Matter, adviser: Person, *, by: Person) -> Assignment:
    return await Assignment.create(
        matter=matter, person=adviser, duty=Duty.ADVISER, answer=Answer.ACCEPTED, asked_by=by,
        asked_at=now(), due=date(2026, 11, 25), question="请看付款条款", answered_at=now(),
    )  # fmt: skip
