"""Terms that end: told to the office's heads and to the adviser, once for each mark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.advisers.models import Appointment, Sort, Stage
from portal.notices.models import Notice
from portal.notices.terms import mark, remind_of_terms
from tests.cast import Cast
from tests.client import Browser

pytestmark = pytest.mark.anyio
UNTIL = date(2026, 12, 31)


async def ending(cast: Cast, stage: Stage = Stage.APPOINTED) -> Appointment:
    return await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=stage, name="韩非", person=cast.han,
        since=date(2026, 1, 1), until=UNTIL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left", "passed"), [(60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, -1)]
)
def test_the_mark_that_was_passed_last(left: int, passed: int) -> None:
    assert mark(UNTIL, UNTIL - timedelta(days=left)) == passed


async def test_each_mark_is_told_once_to_each(cast: Cast) -> None:
    await ending(cast)
    told = []
    for left in (61, 60, 59, 30, 3, -1, -20, -31):
        await remind_of_terms(UNTIL - timedelta(days=left))
        told.append(await Notice.all().count())

    assert told == [0, 3, 3, 6, 9, 12, 12, 12]  # Zhou, Sun and Han
    people = await Notice.all().distinct().values_list("person_id", flat=True)
    assert set(people) == {cast.zhou.id, cast.sun.id, cast.han.id}


async def test_who_is_removed_is_reminded_of_nothing(cast: Cast) -> None:
    await ending(cast, Stage.REMOVED)

    await remind_of_terms(UNTIL)

    assert not await Notice.exists()


async def test_a_notice_of_no_matter_is_read_like_any_other(cast: Cast, browser: Browser) -> None:
    one = await ending(cast)
    await remind_of_terms(UNTIL)
    await browser.as_(cast.han)

    page = await browser.get("/notices")

    assert "聘期将于2026年12月31日届满" in page.text
    assert f"/appointments/{one.id}" in page.text
