"""Each choice comes out the same from the journal alone, and a change of it is told."""

from __future__ import annotations

import pytest

from portal.acts import Act
from portal.clock import today
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.routing.assignments import Invitation, Plan, route
from portal.routing.command import line
from portal.routing.models import Assignment, DaySeed, Duty
from portal.routing.replaying import replays
from portal.routing.seeds import commit
from portal.workflow import State
from tests.cast import Cast
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


async def routed(cast: Cast) -> Matter:
    matter = await matter_at(State.REGISTERED, cast, people=())
    asked = Invitation(Duty.ADVISER, cast.han.id, "违约责任")
    await route(matter, Plan(cast.wu.id, "", [asked]), by=cast.zhou)
    return matter


async def test_both_choices_come_out_the_same_without_the_tables(cast: Cast) -> None:
    await commit(today())
    matter = await routed(cast)
    await Assignment.all().delete()
    await DaySeed.all().delete()

    found = await replays(matter.number)

    assert [(one.chosen, one.fault, one.drawn) for one in found] == [
        ("吴敏", "", True),
        ("韩非", "", True),
    ]
    assert "drawn by the day's seed" in line(found[0])


async def test_without_a_seed_the_name_decides(cast: Cast) -> None:
    matter = await routed(cast)

    assert [(one.drawn, one.fault) for one in await replays(matter.number)] == [(False, "")] * 2


async def test_a_seed_is_committed_once_and_its_digest_only(cast: Cast) -> None:
    await commit(today())
    await commit(today())

    seed = await DaySeed.get()
    [entry] = await Entry.filter(act=Act.SEED_COMMITTED.value)
    assert seed.seed not in str(entry.facts)


async def test_another_seed_than_the_committed_one_is_told(cast: Cast) -> None:
    await commit(today())
    await DaySeed.all().update(seed="0" * 64)
    matter = await routed(cast)

    assert "seed is not the one" in (await replays(matter.number))[0].fault


async def test_another_first_than_was_suggested_is_told(cast: Cast) -> None:
    matter = await routed(cast)
    entry = await Entry.filter(subject=matter.number, act=Act.REVIEWER_ASSIGNED.value).get()
    entry.facts["suggested"] = "0"
    await entry.save()

    assert "another person comes first" in (await replays(matter.number))[0].fault


async def test_old_entries_say_that_they_are_old(cast: Cast) -> None:
    await record(Act.REVIEWER_ASSIGNED, "2020-0001", by=cast.zhou, person="吴敏")

    [one] = await replays("2020-0001")

    assert "too old to be replayed" in line(one)
