"""The to-do list and the permits are one law."""

from __future__ import annotations

import pytest

from portal.kinds import kind_of
from portal.matters.access import standing_of
from portal.matters.models import Matter, Part
from portal.matters.turn import TURNS
from portal.matters.waiting import mine, waits_for
from portal.people.models import Post, Role
from portal.permits import Relation, Standing
from portal.workflow import State
from tests.cast import ROLES
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def many(cast) -> list[Matter]:
    """Matters of two kinds in every state, and some in which somebody wears two hats."""
    kind, other = "contract", "agenda"  # in the first a third person signs
    people = (
        (cast.wu, Relation.REVIEWER), (cast.luo, Relation.LAWYER), (cast.han, Relation.ADVISER),
        (cast.xu, Relation.BARRED), (cast.zheng, Relation.CHECKER),
    )  # fmt: skip
    made = [
        await matter_at(state, cast, kind=one, people=people)
        for state in State
        for one in (kind, other)
    ]
    for state in (State.CHECKING, State.SIGNING):
        for one in (kind, other):
            hats = ((cast.zheng, Relation.REVIEWER), (cast.sun, Relation.CHECKER))
            made.append(await matter_at(state, cast, kind=one, people=hats))
    barred = ((cast.zhou, Relation.BARRED), (cast.lin, Relation.BARRED))
    made.append(await matter_at(State.SUBMITTED, cast, people=barred))
    made.append(await matter_at(State.ISSUED, cast, people=barred))
    ended = await matter_at(State.UNDER_REVIEW, cast, people=people)
    await Part.filter(matter_id=ended.id, person_id=cast.wu.id).update(until=ended.moved_at)
    return [*made, ended]


@pytest.mark.parametrize("who", ROLES)
async def test_the_list_has_what_the_law_says(cast, many, who):
    person = getattr(cast, who)
    posts = await Post.filter(person_id=person.id)
    listed = await Matter.filter(mine(person, posts)).values_list("id", flat=True)

    waiting = [one.id for one in many if waits_for(await standing_of(person, one))]

    assert sorted(int(str(one)) for one in listed) == sorted(waiting)


async def test_the_list_of_somebody_with_all_roles(cast, many):
    for role in (Role.REGISTRAR, Role.DISPATCHER, Role.APPROVER, Role.SIGNER, Role.AUDITOR):
        await Post.get_or_create(person=cast.zheng, organ=cast.office, role=role)
    posts = await Post.filter(person_id=cast.zheng.id)
    listed = await Matter.filter(mine(cast.zheng, posts)).values_list("id", flat=True)

    waiting = [one.id for one in many if waits_for(await standing_of(cast.zheng, one))]

    assert sorted(int(str(one)) for one in listed) == sorted(waiting)
    assert len(waiting) > 6


async def test_who_has_how_much_to_do(cast, many):
    counts = {}
    for who in ROLES:
        person = getattr(cast, who)
        counts[who] = await Matter.filter(
            mine(person, await Post.filter(person_id=person.id))
        ).count()

    assert [who for who, count in counts.items() if count] == ["lin", "zhou", "wu", "zheng", "sun"]


@pytest.mark.parametrize(
    ("state", "relations", "waits"),
    [
        (State.SUBMITTED, {Relation.REGISTRAR}, True),
        (State.SUBMITTED, {Relation.DISPATCHER}, False),
        (State.SUBMITTED, {Relation.REGISTRAR, Relation.BARRED}, False),
        (State.SUPPLEMENTING, {Relation.SUBMITTER}, True),
        (State.SUPPLEMENTING, {Relation.HEAD}, False),
        (State.SUPPLEMENTING, {Relation.HEAD, Relation.SUBMITTER}, True),
        (State.CHECKING, {Relation.APPROVER}, True),
        (State.CHECKING, {Relation.APPROVER, Relation.REVIEWER}, False),
        (State.SIGNING, {Relation.SIGNER}, True),
        (State.SIGNING, {Relation.SIGNER, Relation.CHECKER}, False),
        (State.SIGNING, {Relation.APPROVER}, False),
        (State.UNDER_REVIEW, {Relation.ADVISER}, False),
        (State.CLEARED, {Relation.REVIEWER, Relation.SUBMITTER}, False),
    ],
)
def test_for_whom_it_waits(state, relations, waits):
    assert waits_for(Standing(frozenset(relations), state)) is waits


def test_where_the_checker_may_sign_it_waits_for_him_too():
    step = kind_of("agenda").law_of("sign")
    standing = Standing(frozenset({Relation.APPROVER}), State.SIGNING, step)

    assert waits_for(standing)


def test_every_state_that_goes_on_waits_for_somebody():
    assert set(TURNS) == set(State) - {
        State.REFUSED, State.DECIDED, State.CLOSED, State.WITHDRAWN
    }  # fmt: skip
