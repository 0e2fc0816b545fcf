from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.clock import now, stopped_at, today
from portal.deadlines.models import Deadline, Pause, PauseReason, Period
from portal.desk.clocks import Pile, pile_of
from portal.desk.listing import Phase, Sort, Wish, list_of, wish_of
from portal.desk.todo import desk_of
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.web.paging import SIZE
from portal.workflow import Move, State
from tests.queries import counted
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
MONDAY = date(2026, 11, 23)


async def due(matter: Matter, day: date | None, *, closed: date | None = None) -> None:
    """A running clock that ends on `day`; stopped when None."""
    made = await Deadline.create(
        matter=matter, period=Period.REVIEW, opened=MONDAY, days=5, due=day, closed=closed
    )
    if day is None:
        await Pause.create(deadline=made, reason=PauseReason.EXPERTS, since=MONDAY)


@pytest.mark.parametrize(
    ("day", "pile"),
    [
        (MONDAY - timedelta(days=1), Pile.LATE),
        (MONDAY, Pile.SOON),
        (MONDAY + timedelta(days=1), Pile.SOON),
        (MONDAY + timedelta(days=2), Pile.AMPLE),
        (None, Pile.AMPLE),
    ],
)
def test_piles(day, pile):
    assert pile_of(day, MONDAY) is pile


def test_on_a_friday_soon_reaches_to_monday():
    friday = MONDAY - timedelta(days=3)

    assert pile_of(MONDAY, friday) is Pile.SOON
    assert pile_of(MONDAY + timedelta(days=1), friday) is Pile.AMPLE


async def test_late_comes_first_then_the_day_and_what_is_stopped_last(cast):
    days = {
        "none": None, "later": today() + timedelta(days=30), "late": today() - timedelta(days=3),
        "today": today(), "very late": today() - timedelta(days=30),
    }  # fmt: skip
    for title, day in days.items():
        await due(await matter_at(State.UNDER_REVIEW, cast, title=title), day)
    closed = await matter_at(State.UNDER_REVIEW, cast, title="closed")
    await due(closed, today() - timedelta(days=60), closed=today())

    desk = await desk_of(cast.wu)

    titles = [row.title for row in desk.sheet.rows]
    assert titles == ["very late", "late", "today", "later", "none", "closed"]
    assert desk.piles == {Pile.LATE: 2, Pile.SOON: 1, Pile.AMPLE: 3}


async def test_a_stopped_clock_does_not_hide_one_that_runs(cast):
    matter = await matter_at(State.REVIEW_PAUSED, cast)
    await due(matter, None)
    await due(matter, today())

    (row,) = (await desk_of(cast.lin)).sheet.rows

    assert row.sign is not None
    assert row.sign.due == today()


async def test_a_tile_leads_to_its_pile(cast, browser):
    await due(await matter_at(State.UNDER_REVIEW, cast, title="迟了"), today() - timedelta(days=9))
    await due(await matter_at(State.UNDER_REVIEW, cast, title="不急"), today() + timedelta(days=60))
    await browser.as_(cast.wu)

    page = await browser.get("/?pile=late")

    assert "迟了" in page.text
    assert "不急" not in page.text


async def test_one_button_names_the_next_act(cast, browser):
    matter = await matter_at(State.SUBMITTED, cast)
    await record(Move.SUBMIT, matter.number, by=cast.lin)
    await browser.as_(cast.zhou)

    page = await browser.get("/")

    assert f'href="/matters/{matter.number}/registration"' in page.text
    assert ">受理</a>" in page.text
    assert "林晓 送审" in page.text


async def test_an_adviser_finds_offers_and_engagements(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    common = {"matter": matter, "duty": Duty.ADVISER, "asked_by": cast.wu, "asked_at": now()}
    await Assignment.create(person=cast.han, answer=Answer.OFFERED, due=MONDAY, **common)
    await Assignment.create(person=cast.he, answer=Answer.ACCEPTED, due=MONDAY, **common)
    await Assignment.create(person=cast.xu, answer=Answer.COMPLETED, due=MONDAY, **common)
    await join(matter, cast.he, Relation.ADVISER)

    with stopped_at(now().replace(year=2026, month=11, day=24, hour=4)):
        (offer,) = (await desk_of(cast.han)).sheet.rows
        (work,) = (await desk_of(cast.he)).sheet.rows

    assert (offer.address, offer.opens) == (f"/matters/{matter.number}/engagement", False)
    assert (work.address, work.opens) == (f"/matters/{matter.number}/review", True)
    assert work.sign is not None
    assert work.sign.words == "逾期 1 个工作日"
    assert not (await desk_of(cast.xu)).sheet.rows


@pytest.mark.parametrize("state", [State.ISSUED, State.WITHDRAWN, State.CHECKING])
async def test_an_engagement_ends_with_the_review(cast, state):
    matter = await matter_at(state, cast)
    await Assignment.create(
        matter=matter, person=cast.han, duty=Duty.ADVISER, answer=Answer.ACCEPTED,
        asked_by=cast.wu, asked_at=now(),
    )  # fmt: skip

    assert not (await desk_of(cast.han)).sheet.rows


async def test_what_waits_for_others_is_counted_and_listed(cast):
    await matter_at(State.UNDER_REVIEW, cast)
    await matter_at(State.CHECKING, cast, title="等郑重")
    await matter_at(State.CLEARED, cast)

    desk = await desk_of(cast.wu)
    others = await list_of(cast.wu, Wish(others=True), 1)

    assert (desk.total, desk.others) == (1, 1)
    assert [row.matter.title for row in others.rows] == ["等郑重"]


async def test_a_longer_list_asks_no_more_questions(cast, browser):
    """One row or thirty: the same number of statements, on both lists and for both sides."""
    one = await matter_at(State.UNDER_REVIEW, cast)
    await settled(one, cast)
    few = {(who, path): await statements(browser, getattr(cast, who), path) for who, path in PAGES}
    for _ in range(29):
        await settled(await matter_at(State.UNDER_REVIEW, cast), cast)
    many = {(who, path): await statements(browser, getattr(cast, who), path) for who, path in PAGES}

    assert many == few
    assert max(few.values()) <= 15


PAGES = [("wu", "/"), ("lin", "/"), ("han", "/"), ("wu", "/matters"), ("lin", "/matters?sort=due"),
         ("zhou", "/matters?whose=others"), ("ma", "/journal")]  # fmt: skip


async def settled(matter: Matter, cast) -> None:
    await due(matter, today())
    await record(Move.REGISTER, matter.number, by=cast.zhou)
    await join(matter, cast.han, Relation.ADVISER)
    await Assignment.create(
        matter=matter, person=cast.han, duty=Duty.ADVISER, answer=Answer.ACCEPTED,
        asked_by=cast.wu, asked_at=now(), due=today(),
    )  # fmt: skip
    await Matter.filter(id=matter.id).update(state=State.UNDER_REVIEW)


async def statements(browser, person, path: str) -> int:
    await browser.as_(person)
    with counted() as said:
        answer = await browser.get(path)
    assert answer.status_code == 200
    return len(said)


async def test_many_are_shown_a_sheet_at_a_time(cast, browser):
    for number in range(SIZE + 2):
        await due(await matter_at(State.UNDER_REVIEW, cast), today() + timedelta(days=number))

    first, second = await desk_of(cast.wu), await desk_of(cast.wu, number=2)

    assert (len(first.sheet.rows), first.sheet.more) == (SIZE, True)
    assert (len(second.sheet.rows), second.sheet.more) == (2, False)
    assert not {row.number for row in first.sheet.rows} & {row.number for row in second.sheet.rows}
    await browser.as_(cast.wu)
    assert "/matters?page=2" in (await browser.get("/matters")).text


@pytest.mark.parametrize(
    ("who", "words"), [("ma", "/journal"), ("an", "/people"), ("xu", "轮到您办理的事项")]
)
async def test_whoever_has_nothing_is_told_so(cast, browser, who, words):
    await browser.as_(getattr(cast, who))

    page = await browser.get("/")

    assert page.status_code == 200
    assert words in page.text


@pytest.mark.parametrize(
    ("asked", "wished"),
    [
        ({}, Wish()),
        ({"q": " 停车 "}, Wish(words="停车")),
        ({"state": "open"}, Wish(state=Phase.OPEN)),
        ({"state": "issued"}, Wish(state=State.ISSUED)),
        ({"state": "nonsense", "kind": "x", "organ": "-1", "sort": "?"}, Wish()),
        (
            {"kind": "contract", "organ": "3", "late": "1"},
            Wish(kind="contract", organ=3, late=True),
        ),
        ({"whose": "others", "sort": "due"}, Wish(others=True, sort=Sort.DUE)),
    ],
)
def test_what_an_address_wishes(asked, wished):
    assert wish_of(asked) == wished


@pytest.fixture
async def four(cast):
    """Four matters that differ in everything the list can be filtered by."""
    a = await matter_at(State.SUBMITTED, cast, title="停车收费规定", kind="normative")
    b = await matter_at(State.UNDER_REVIEW, cast, title="道路养护合同")
    await matter_at(State.CLEARED, cast, title="100%国资合同")
    d = await matter_at(State.ISSUED, cast, title="绿道协议")
    await due(a, today() + timedelta(days=40))
    await due(b, today() - timedelta(days=4))
    await due(d, None)
    await Matter.filter(id=d.id).update(organ_id=cast.finance.id)
    return cast


@pytest.mark.parametrize(
    ("wish", "titles"),
    [
        (Wish(), ["绿道协议", "100%国资合同", "道路养护合同", "停车收费规定"]),
        (Wish(sort=Sort.DUE), ["道路养护合同", "停车收费规定", "100%国资合同", "绿道协议"]),
        (Wish(words="合同"), ["100%国资合同", "道路养护合同"]),
        (Wish(words="100%国"), ["100%国资合同"]),
        (Wish(words="1%国"), []),
        (Wish(words="_"), []),
        (Wish(late=True), ["道路养护合同"]),
        (Wish(state=State.ISSUED), ["绿道协议"]),
        (Wish(state=Phase.ENDED), ["100%国资合同"]),
        (Wish(state=Phase.OPEN, kind="contract"), ["绿道协议", "道路养护合同"]),
    ],
)
async def test_filters_and_orders(four, wish, titles):
    sheet = await list_of(four.zhou, wish, 1)

    assert [row.matter.title for row in sheet.rows] == titles


async def test_filter_by_department(four):
    sheet = await list_of(four.zhou, Wish(organ=four.finance.id), 1)

    assert [row.matter.title for row in sheet.rows] == ["绿道协议"]


@pytest.mark.parametrize("who", ["qian", "an", "xu"])
async def test_nobody_finds_what_is_not_his(cast, browser, who):
    matter = await matter_at(State.UNDER_REVIEW, cast, title="别人的合同")
    await browser.as_(getattr(cast, who))

    for path in (
        "/matters",
        f"/matters?q={matter.number}",
        "/matters?q=别人",
        "/matters?late=1",
        "/",
    ):
        assert "别人的合同" not in (await browser.get(path)).text
