"""My notices: counted in the bell, read when their page was opened, one's own alone."""

from __future__ import annotations

import pytest

from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.notices.models import Notice
from portal.notices.reading import words_of
from portal.notices.table import table
from portal.permits import Relation
from portal.web.paging import SIZE
from portal.workflow import Move, State
from tests.queries import counted
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def matter(cast) -> Matter:
    """Registered; Lin has a notice to read and Zhou is called to assign."""
    found = await matter_at(State.REGISTERED, cast, people=(), title="道路养护")
    await record(Move.REGISTER, found.number, by=None)
    return found


async def test_the_bell_counts_what_is_unread(cast, browser, matter):
    await browser.as_(cast.zhou)
    page = await browser.get("/matters")
    assert "1条未读" in page.text

    await browser.as_(cast.qian)
    assert "条未读" not in (await browser.get("/matters")).text


async def test_a_notice_is_read_when_its_page_was_opened(cast, browser, matter):
    await browser.as_(cast.zhou)
    opened = await browser.get(f"/matters/{matter.number}/assignments")

    assert "条未读" not in opened.text
    assert (await Notice.get(person_id=cast.zhou.id)).read_at is not None
    assert (await Notice.get(person_id=cast.lin.id)).read_at is None


async def test_a_page_that_refuses_leaves_it_unread(cast, browser, matter):
    await join(matter, cast.zhou, Relation.BARRED)
    await browser.as_(cast.zhou)
    refused = await browser.get(f"/matters/{matter.number}/assignments")

    assert refused.status_code == 404
    assert (await Notice.get(person_id=cast.zhou.id)).read_at is None


async def test_the_list_shows_words_number_and_title(cast, browser, matter):
    await browser.as_(cast.zhou)
    page = await browser.get("/notices")

    assert "已受理，请分办" in page.text
    assert f'href="/matters/{matter.number}/assignments"' in page.text
    assert f"{matter.number} · 道路养护" in page.text


async def test_the_list_shows_no_title_to_who_may_see_the_matter_no_more(cast, browser, matter):
    await Notice.filter(person_id=cast.zhou.id).update(person_id=cast.qian.id)
    await browser.as_(cast.qian)
    page = await browser.get("/notices")

    assert matter.number in page.text
    assert "道路养护" not in page.text


async def test_one_is_marked_as_read_by_its_reader_alone(cast, browser, matter):
    notice = await Notice.get(person_id=cast.lin.id)
    await browser.as_(cast.zhou)
    assert (await browser.post(f"/notices/{notice.id}/reading")).status_code == 404

    await browser.as_(cast.lin)
    assert (await browser.post(f"/notices/{notice.id}/reading")).status_code == 303
    assert (await Notice.get(id=notice.id)).read_at is not None


async def test_marking_all_leaves_what_came_later(cast, browser, matter):
    first = await Notice.get(person_id=cast.zhou.id)
    later = await Notice.create(
        key="later", person=cast.zhou, matter=matter, words=first.words, permit=first.permit,
        address=first.address, at=first.at,
    )  # fmt: skip
    await browser.as_(cast.zhou)

    await browser.post("/notices/reading", {"until": str(first.id)})

    assert (await Notice.get(id=first.id)).read_at is not None
    assert (await Notice.get(id=later.id)).read_at is None
    assert (await Notice.get(person_id=cast.lin.id)).read_at is None


async def test_unread_ones_come_first(cast, browser, matter):
    first = await Notice.get(person_id=cast.zhou.id)
    for number in range(SIZE):
        await Notice.create(
            key=str(number), person=cast.zhou, matter=matter, words="意见书已签发",
            permit=first.permit, address="/matters/0", at=first.at, read_at=first.at,
        )  # fmt: skip
    await browser.as_(cast.zhou)

    page = await browser.get("/notices")

    assert page.text.index("已受理，请分办") < page.text.index("意见书已签发")
    assert "下一页" in page.text


async def test_the_bell_costs_one_question(cast, browser, matter):
    await browser.as_(cast.zhou)
    with counted() as said:
        await browser.get("/account")

    assert sum('FROM "notice"' in one for one in said.said) == 1


async def test_everybody_may_read_who_hears_what(cast, browser):
    await browser.as_(cast.qian)
    page = await browser.get("/notices/rules")

    for row in table().rows:
        assert row.words.replace("{verb}", "…") in page.text


async def test_words_are_filled_in_the_readers_language(cast, matter):
    made = Notice(words="“{period}”于{due}到期，请当日办理",
                  facts={"period": "review", "due": "2026-11-26"})  # fmt: skip

    assert words_of(made) == "“审查时限”于2026年11月26日到期，请当日办理"
