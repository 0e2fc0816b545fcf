"""The door of a matter and the lists are one law."""

from __future__ import annotations

import pytest

from portal.errors import NotFound, Refused
from portal.matters.access import enter, standing_of, visible_to
from portal.matters.models import Matter, Part
from portal.matters.parts import join, leave
from portal.people.models import Organ, OrganKind, Person, Post, Role
from portal.permits import Permit, Relation
from portal.workflow import State
from tests.cast import ROLES, Cast
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


async def may_enter(person: Person, number: str) -> bool:
    try:
        await enter(person, number, Permit.READ)
    except NotFound:
        return False
    return True


async def listed(person: Person) -> set[str]:
    numbers = Matter.filter(await visible_to(person)).values_list("number", flat=True)
    return {str(number) for number in await numbers}


@pytest.fixture
async def many(cast: Cast) -> list[str]:
    """Matters in every state with every kind of part in them, and one of another office."""
    people = (
        (cast.wu, Relation.REVIEWER), (cast.luo, Relation.LAWYER), (cast.han, Relation.ADVISER),
        (cast.he, Relation.INVITED), (cast.xu, Relation.BARRED),
    )  # fmt: skip
    made = [await matter_at(state, cast, people=people) for state in State]
    barred = ((cast.zhou, Relation.BARRED), (cast.zhou, Relation.CHECKER))
    made.append(await matter_at(State.CHECKING, cast, people=barred))
    made.append(await matter_at(State.SIGNING, cast, people=((cast.gao, Relation.BARRED),)))
    made.append(await matter_at(State.SIGNING, cast, people=()))
    far = await Organ.create(
        name="远县司法局", kind=OrganKind.LEGAL_OFFICE, level=cast.city.level, parent=cast.city
    )
    await Matter.filter(id=made[-1].id).update(office_id=far.id, organ_id=cast.finance.id)
    await Part.filter(matter_id=made[3].id, person_id=cast.han.id).update(until=made[3].moved_at)
    return [matter.number for matter in made]


@pytest.mark.parametrize("who", ROLES)
async def test_lists_show_what_the_door_opens(cast, many, who):
    person = getattr(cast, who)

    entered = {number for number in many if await may_enter(person, number)}

    assert await listed(person) == entered


async def test_the_law_holds_for_somebody_of_everything(cast, many):
    for role in (Role.HEAD, Role.SIGNER, Role.AUDITOR):
        await Post.create(person=cast.qian, organ=cast.finance, role=role)
    await Post.create(person=cast.qian, organ=cast.office, role=Role.REVIEWER)

    entered = {number for number in many if await may_enter(cast.qian, number)}

    assert await listed(cast.qian) == entered
    assert len(entered) == 1


async def test_how_many_see_how_many(cast, many):
    seen = {who: len(await listed(getattr(cast, who))) for who in ROLES}

    assert seen == {
        "lin": 20, "gao": 18, "qian": 1, "zhou": 18, "wu": 17, "zheng": 19, "sun": 19, "luo": 17,
        "han": 16, "he": 0, "xu": 0, "ma": 19, "an": 0,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["qian", "luo", "xu", "an"])
async def test_to_a_stranger_it_does_not_exist(cast, browser, who):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(getattr(cast, who))

    there = await browser.get(f"/matters/{matter.number}")
    nowhere = await browser.get("/matters/1999-0001")

    assert there.status_code == nowhere.status_code == 404
    assert there.text.replace(matter.number, "1999-0001") == nowhere.text
    assert matter.title not in there.text


async def test_a_participant_is_told_why_not(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)

    with pytest.raises(Refused, match="签发"):
        await enter(cast.wu, matter.number, Permit.SIGN)


async def test_access_ends_with_the_part(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await join(matter, cast.han, Relation.ADVISER)
    assert await may_enter(cast.han, matter.number)

    await leave(matter, cast.han.id, Relation.ADVISER)

    assert not await may_enter(cast.han, matter.number)


async def test_an_invitation_opens_the_summary_only(cast):
    matter = await matter_at(State.REGISTERED, cast)
    await join(matter, cast.han, Relation.INVITED)

    assert not await may_enter(cast.han, matter.number)
    assert await enter(cast.han, matter.number, Permit.READ_SUMMARY)


async def test_a_bar_beats_every_other_relation(cast):
    matter = await matter_at(State.SUBMITTED, cast)
    assert await may_enter(cast.zhou, matter.number)

    await join(matter, cast.zhou, Relation.BARRED)

    assert not await may_enter(cast.zhou, matter.number)
    assert Relation.BARRED in (await standing_of(cast.zhou, matter)).relations
