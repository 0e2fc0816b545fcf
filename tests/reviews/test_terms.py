"""Who is asked for an opinion has days of his own: on the page of the clocks, with the reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from portal.clock import OFFICE, stopped_at
from portal.deadlines.models import Deadline, Period
from portal.deadlines.telling import Light
from portal.permits import Relation
from portal.reviews.models import Advice
from portal.reviews.terms import terms_of
from portal.routing.models import Answer, Assignment
from tests.reviews.conftest import under_review

pytestmark = pytest.mark.anyio


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 10, tzinfo=OFFICE)


async def asked_on_monday(cast):
    """Han and Xu asked on Monday the 16th until the 25th; the review runs until the 27th."""
    with stopped_at(moment(16)):
        matter = await under_review(cast)
    await Deadline.create(
        matter=matter, period=Period.REVIEW, opened=date(2026, 11, 16), days=9,
        due=date(2026, 11, 27),
    )  # fmt: skip
    return matter


@pytest.mark.parametrize(
    ("who", "relation", "names"),
    [
        ("wu", Relation.REVIEWER, ["韩非（法律顾问）", "徐进（法律顾问）"]),
        ("zheng", Relation.APPROVER, ["韩非（法律顾问）", "徐进（法律顾问）"]),
        ("han", Relation.ADVISER, ["韩非（法律顾问）"]),
        ("luo", Relation.LAWYER, []),
    ],
)
async def test_the_office_sees_all_and_who_is_asked_his_own(cast, who, relation, names):
    matter = await asked_on_monday(cast)

    found = await terms_of(matter, getattr(cast, who), [relation])

    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    ("answer", "submitted", "day", "light", "words"),
    [
        (Answer.ACCEPTED, None, 23, Light.GREEN, "剩 2 个工作日"),
        (Answer.ACCEPTED, None, 25, Light.AMBER, "今天到期"),
        (Answer.OFFERED, None, 26, Light.RED, "逾期 1 个工作日"),
        (Answer.COMPLETED, 24, 27, Light.GREEN, "2026年11月24日按期办结"),
        (Answer.COMPLETED, 26, 27, Light.RED, "2026年11月26日办结，已逾期"),
        (Answer.DECLINED, None, 27, Light.PAUSED, "已谢绝"),
        (Answer.SILENT, None, 27, Light.RED, "逾期未答复"),
    ],
)
async def test_how_it_stands_or_ended(cast, answer, submitted, day, light, words):
    matter = await asked_on_monday(cast)
    asked = await Assignment.get(person_id=cast.han.id)
    await Assignment.filter(id=asked.id).update(answer=answer)
    if submitted:
        await Advice.create(
            assignment=asked, saved_at=moment(submitted), submitted_at=moment(submitted)
        )

    with stopped_at(moment(day)):
        (found,) = await terms_of(matter, cast.han, [Relation.ADVISER])

    assert (found.sign.light, found.sign.words) == (light, words)
    assert found.why == (
        "2026年11月16日委派，应于2026年11月25日前提出意见。"
        "早于审查时限的到期日2026年11月27日，给承办人留出汇总的时间。"
    )


async def test_the_page_of_the_clocks_shows_them(cast, browser):
    matter = await asked_on_monday(cast)
    for who, other in ((cast.wu, True), (cast.han, False)):
        await browser.as_(who)
        page = (await browser.get(f"/matters/{matter.number}/clocks")).text
        assert "韩非（法律顾问）" in page
        assert ("徐进" in page) is other
