"""What an act promises: all of it or nothing, whatever happens to whoever asked for it."""

from __future__ import annotations

import asyncio
import random

import pytest

from portal.acts import Act
from portal.database import at_the_end, transaction
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.journal.writing import record
from portal.matters.models import Counter
from portal.matters.numbers import next_number
from portal.people.models import Firm

pytestmark = pytest.mark.anyio


@transaction
async def inner(name: str) -> None:
    await Firm.create(name=name)


@transaction
async def outer(*, fails: bool) -> None:
    await inner("第一所")
    await inner("第二所")
    if fails:
        raise ValueError("after both")


async def test_acts_within_an_act_stand_together(cast):
    before = await Firm.all().count()
    await outer(fails=False)

    assert await Firm.all().count() == before + 2


async def test_acts_within_an_act_fall_together(cast):
    before = await Firm.all().count()
    with pytest.raises(ValueError, match="after both"):
        await outer(fails=True)

    assert await Firm.all().count() == before


async def test_the_journal_falls_with_its_act(cast):
    @transaction
    async def act() -> None:
        await record(Act.SIGNED_IN, "people", by=cast.lin)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await act()

    assert not await Entry.exists()
    assert await verify() == (0, [])


async def test_giving_up_does_not_stop_an_act_halfway(cast):
    """Three hundred tasks cancelled at random moments: none half done, none in the way."""
    chance = random.Random(7)
    given_up = 0
    before = asyncio.all_tasks()

    @transaction
    async def act(number: int) -> None:
        taken = await next_number("cancelled")
        await Firm.create(name=f"所 {taken}")
        await record(Act.SIGNED_IN, "people", by=cast.lin, number=taken)

    for number in range(300):
        task = asyncio.create_task(act(number))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        if chance.random() < 0.2:
            await asyncio.sleep(chance.random() / 200)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            given_up += 1
    await asyncio.wait_for(act(301), timeout=10)
    while going_on := asyncio.all_tasks() - before:  # what was begun is also ended
        await asyncio.wait(going_on, timeout=20)

    reached = (await Counter.get(series="cancelled")).reached
    names = await Firm.filter(name__startswith="所 ").values_list("name", flat=True)
    assert sorted(int(str(name).split()[1]) for name in names) == list(range(1, reached + 1))
    assert await Entry.filter(subject="people").count() == reached
    assert (await verify())[1] == []
    assert given_up > 100


async def test_what_is_last_is_done_once_with_all_that_was_said(cast):
    """It finds the whole act done, and falls with it."""
    seen: list[tuple[list[str], int]] = []

    async def look(said) -> None:
        seen.append((list(said), await Firm.filter(name__startswith="末 ").count()))

    @transaction
    async def one(name: str) -> None:
        at_the_end(look, name)
        await Firm.create(name=f"末 {name}")

    @transaction
    async def both() -> None:
        await one("甲")
        await one("乙")

    await both()
    await one("丙")

    assert seen == [(["甲", "乙"], 2), (["丙"], 3)]


async def test_where_the_last_fails_nothing_is_kept(cast):
    async def fail(_) -> None:
        raise ValueError("the last")

    @transaction
    async def act() -> None:
        await Firm.create(name="不留")
        at_the_end(fail, None)

    with pytest.raises(ValueError, match="the last"):
        await act()

    assert not await Firm.filter(name="不留").exists()
