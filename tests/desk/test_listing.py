"""The list of matters names who has a matter: to the office by name, to others by role."""

from __future__ import annotations

import pytest

from portal.matters.parts import join, leave
from portal.permits import Relation
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("who", "named"), [("zheng", True), ("lin", False)])
async def test_the_reviewer_is_named_to_his_office_only(cast, browser, who, named):
    await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(getattr(cast, who))
    page = (await browser.get("/matters")).text

    assert "由承办人" in page
    assert (f"由承办人 {cast.wu.name}办理" in page) is named


async def test_one_who_has_laid_it_down_is_not_named(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await leave(matter, cast.wu.id, Relation.REVIEWER)
    await join(matter, cast.zheng, Relation.REVIEWER)
    await browser.as_(cast.sun)
    page = (await browser.get("/matters")).text

    assert f"由承办人 {cast.zheng.name}办理" in page
    assert cast.wu.name not in page


async def test_the_administrator_is_offered_no_matters(cast, browser):
    await browser.as_(cast.an)

    assert 'href="/matters"' not in (await browser.get("/")).text
