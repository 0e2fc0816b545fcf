"""How work is shared out: counted right, each mark with its matters, nothing that is hidden."""

from __future__ import annotations

import re
from datetime import date, datetime
from html import unescape

import pytest

from portal.clock import OFFICE, stopped_at
from portal.matters.models import Matter, Part
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
DAY = date(2026, 3, 9)
NOON = datetime(2026, 3, 9, 12, tzinfo=OFFICE)


async def asked(cast: Cast, *answers: Answer, override: str = "") -> Matter:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    for answer in answers:
        await Assignment.create(
            matter=matter, person=cast.han, duty=Duty.ADVISER, answer=answer, override=override,
            asked_by=cast.zhou, asked_at=NOON, reason="出差" if answer is Answer.DECLINED else "",
        )  # fmt: skip
    return matter


async def test_every_mark_leads_to_as_many_matters_as_it_says(cast: Cast, browser: Browser) -> None:
    first = await asked(cast, Answer.COMPLETED, override="唯一熟悉的人")
    await asked(cast, Answer.ACCEPTED, Answer.DECLINED)
    await browser.as_(cast.sun)
    with stopped_at(NOON):
        page = (await browser.get("/statistics/advisers")).text
        links = set(re.findall(r'href="(/statistics/advisers/matters[^"]+)"', page))
        pages = {link: (await browser.get(unescape(link))).text for link in links}

    counted = {link: int(re.findall(r"共(\d+)项委派", text)[0]) for link, text in pages.items()}
    kinds = {"month": 2, "organ": 2, "answer": 1, "override": 1}
    for kind, count in kinds.items():
        assert {n for link, n in counted.items() if f"{kind}=" in link} == {count}, kind
    override = next(text for link, text in pages.items() if "override=" in link)
    assert first.number in override


async def test_a_matter_from_which_the_reader_is_barred_is_not_counted(
    cast: Cast, browser: Browser
) -> None:
    hidden = await asked(cast, Answer.ACCEPTED)
    await Part.create(matter=hidden, person=cast.sun, relation=Relation.BARRED, since=NOON)
    await browser.as_(cast.sun)
    with stopped_at(NOON):
        page = (await browser.get("/statistics/advisers")).text
        listed = (await browser.get(f"/statistics/advisers/matters?person={cast.han.id}")).text

    assert "还没有委派" in page
    assert hidden.number not in listed
    assert hidden.title not in listed
