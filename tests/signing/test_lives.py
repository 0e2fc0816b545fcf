"""The life of an item as the matter's page draws it."""

from __future__ import annotations

import pytest

from portal.matters.access import standing_of
from portal.matters.models import Matter
from portal.signing.lives import lives_of
from tests.signing.stage import ANSWERS, YES, answered, confirm, issued, reply
from tests.signing.test_discussions import concluded, deadlocked

pytestmark = pytest.mark.anyio


async def drawn(matter, person) -> list[list[str]]:
    """By item, its stations."""
    matter = await Matter.get(id=matter.id).select_related("office", "organ")
    found = await lives_of(matter, await standing_of(person, matter))
    return [[stop.station.value for stop in one.stops] for one in found]


async def test_from_being_raised_to_being_closed(browser, cast):
    matter, _ = await answered(browser, cast)
    assert await drawn(matter, cast.wu) == [["raised", "answered", "compared"]] * 3

    await confirm(browser, cast, matter, YES[0], YES[1], ("yes", "采信。"))

    whole = ["raised", "answered", "compared", "confirmed", "closed"]
    assert await drawn(matter, cast.wu) == [whole] * 3
    assert "逐条意见的进展" in (await browser.get(f"/matters/{matter.number}")).text


async def test_rounds_and_a_discussion_stand_in_their_order(browser, cast):
    matter = await deadlocked(browser, cast)
    await concluded(browser, cast, matter, "yielded")

    told = ["answered", "compared", "contested"]
    ends = [*told[:2], "confirmed", "discussed"]  # the conclusion is the word that closes it
    assert (await drawn(matter, cast.wu))[2] == ["raised", *told, *ends]


async def test_what_the_department_still_writes_the_office_does_not_see(browser, cast):
    matter, _ = await issued(browser, cast)
    await reply(browser, cast, matter, *ANSWERS, word_="save")

    assert await drawn(matter, cast.wu) == [["raised"]] * 3
    assert await drawn(matter, cast.lin) == [["raised", "answered"]] * 3
