from __future__ import annotations

import asyncio

import pytest

from portal.database import transaction
from portal.matters.models import Counter
from portal.matters.numbers import next_number

pytestmark = pytest.mark.anyio


async def test_many_at_once_get_numbers_without_gaps_or_twins(cast):
    taken = await asyncio.gather(*(next_number("收〔2026〕") for _ in range(60)))

    assert sorted(taken) == list(range(1, 61))


async def test_series_do_not_know_of_one_another(cast):
    assert [await next_number(series) for series in ("a", "b", "a", "b", "c")] == [1, 1, 2, 2, 1]


async def test_a_failed_act_gives_its_number_back(cast):
    @transaction
    async def act(fails: bool) -> int:
        number = await next_number("审〔2026〕")
        await asyncio.sleep(0)
        if fails:
            raise ValueError(number)
        return number

    answers = await asyncio.gather(
        *(act(number % 3 == 0) for number in range(30)), return_exceptions=True
    )

    kept = sorted(answer for answer in answers if isinstance(answer, int))
    assert kept == list(range(1, 21))
    assert (await Counter.get(series="审〔2026〕")).reached == 20
