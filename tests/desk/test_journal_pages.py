from __future__ import annotations

import pytest

from portal.acts import Act
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Organ, OrganKind
from portal.workflow import Move, State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio


@pytest.fixture
async def two(cast) -> tuple[Matter, Matter]:
    """A matter of Ma's office, and one of another."""
    ours = await matter_at(State.SUBMITTED, cast, title="本局的")
    theirs = await matter_at(State.SUBMITTED, cast, title="外局的")
    far = await Organ.create(
        name="远县司法局", kind=OrganKind.LEGAL_OFFICE, level=cast.city.level, parent=cast.city
    )
    await Matter.filter(id=theirs.id).update(office_id=far.id, organ_id=cast.finance.id)
    await record(Move.SUBMIT, ours.number, by=cast.lin)
    await record(Move.SUBMIT, theirs.number, by=cast.qian)
    await record(Act.ROLE_GRANTED, "people", by=cast.an, login="wu", role="signer")
    return ours, theirs


@pytest.mark.parametrize("who", ["lin", "wu", "zhou", "sun", "han", "an"])
async def test_the_journal_is_the_auditors(cast, browser, who):
    await browser.as_(getattr(cast, who))

    assert (await browser.get("/journal")).status_code == 403
    assert (await browser.get("/journal/check")).status_code == 403


async def test_it_shows_what_was_done_in_the_office(cast, browser, two):
    await browser.as_(cast.ma)
    page = (await browser.get("/journal")).text

    assert two[0].number in page
    assert two[1].number not in page
    assert "安管" in page
    assert "本局的" not in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"act": Move.SUBMIT.value}, 1),
        ({"act": Act.ROLE_GRANTED.value}, 1),
        ({"who": "林"}, 1),
        ({"who": "an"}, 1),
        ({"since": "2099-01-01"}, 0),
        ({"until": "2099-01-01"}, 2),
        ({"until": "not a day"}, 2),
        ({"subject": "people"}, 1),
    ],
)
async def test_filters(cast, browser, two, asked, count):
    await browser.as_(cast.ma)
    page = (await browser.get("/journal", params=asked)).text

    assert page.count("<tr>") - 1 == count if count else "没有符合条件的记录" in page


async def test_checking_the_chains(cast, browser, two):
    await browser.as_(cast.ma)
    assert "没有被改动" in (await browser.get("/journal/check")).text
    await Entry.filter(subject=two[0].number).update(act=Move.CLEAR.value)

    all_of_it = (await browser.get("/journal/check")).text
    one = (await browser.get("/journal/check", params={"subject": two[0].number})).text
    other = (await browser.get("/journal/check", params={"subject": "people"})).text

    assert f"{two[0].number} 从第1条起" in all_of_it
    assert f"{two[0].number} 从第1条起" in one
    assert "没有被改动" in other


async def test_what_lies_elsewhere_is_counted_not_named(cast, browser, two):
    await Entry.filter(subject=two[1].number).update(act=Move.CLEAR.value)
    await browser.as_(cast.ma)
    page = (await browser.get("/journal/check")).text

    assert two[1].number not in page
    assert "其他机关的记录中有1处" in page
    answer = await browser.get("/journal/check", params={"subject": two[1].number})
    assert answer.status_code == 404
