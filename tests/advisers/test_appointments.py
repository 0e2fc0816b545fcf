"""An appointment from recommendation to removal, by the front door and by its rules."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from portal.advisers import appointments
from portal.advisers.appointments import Candidate, Said
from portal.advisers.life import STEPS, Step, announcement_fault, steps_from, term_fault, unfit
from portal.advisers.models import Appointment, Assessment, Ground, Payment, Sort, Stage, Work
from portal.advisers.standing import off_panel
from portal.clock import OFFICE, stopped_at, today
from portal.deadlines.calendar import official
from portal.errors import Invalid, WrongMoment
from portal.journal.models import Entry
from portal.routing.models import Duty
from portal.routing.panel import candidates
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
LICENCE = "15301201510000001"
RECOMMENDED = {
    "sort": "adviser", "name": "韩非", "licence": LICENCE, "practising_since": "2012-07-01",
    "recommended_by": "律师协会", "specialities": "金融，土地、涉外",
}  # fmt: skip


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=OFFICE)


async def announced(cast: Cast, day: date = date(2026, 3, 2)) -> Appointment:
    """Han, announced for two weeks from the day after `day`."""
    who = Candidate(
        Sort.ADVISER, "韩非", cast.first_firm, licence=LICENCE, practising_since=date(2012, 7, 1)
    )
    with stopped_at(at(day)):
        one = await appointments.recommend(cast.office, who, by=cast.zhou)
        await appointments.take(one, Step.CHECK, Said("核实", clean=True), by=cast.zhou)
        await appointments.take(one, Step.SELECT, Said("会议"), by=cast.zhou)
        until = day + timedelta(days=14)
        said = Said(since=day + timedelta(days=1), until=until)
        await appointments.take(one, Step.ANNOUNCE, said, by=cast.zhou)
    return one


async def appointed(cast: Cast, since: date, until: date) -> Appointment:
    one = await announced(cast, since - timedelta(days=30))
    with stopped_at(at(since)):
        said = Said(since=since, until=until)
        await appointments.take(one, Step.APPOINT, said, by=cast.sun)
    await Appointment.filter(id=one.id).update(person_id=cast.han.id)
    return await Appointment.get(id=one.id)


@pytest.mark.parametrize(
    ("since", "until", "fine"),
    [
        ("2026-01-01", "2026-12-31", True),
        ("2026-01-01", "2027-12-31", True),
        ("2026-01-01", "2026-12-30", False),
        ("2026-01-01", "2028-01-01", False),
        ("2024-02-29", "2025-02-28", True),
    ],
)
def test_a_term_lasts_one_to_two_years(since: str, until: str, fine: bool) -> None:
    fault = term_fault(date.fromisoformat(since), date.fromisoformat(until))

    assert (fault == "") is fine


@pytest.mark.parametrize(
    ("since", "until", "fine"),
    [
        ("2026-03-02", "2026-03-06", True),  # Monday to Friday
        ("2026-03-02", "2026-03-05", False),
        ("2026-02-28", "2026-03-05", True),  # a Saturday that is worked
        ("2026-03-06", "2026-03-02", False),
    ],
)
def test_an_announcement_lasts_five_working_days(since: str, until: str, fine: bool) -> None:
    fault = announcement_fault(date.fromisoformat(since), date.fromisoformat(until), official())

    assert (fault == "") is fine


@pytest.mark.parametrize(
    ("sort", "licence", "since", "said"),
    [
        (Sort.ADVISER, "", date(2012, 1, 1), "没有登记执业证号"),
        (Sort.ADVISER, "1", None, "没有登记首次执业日期"),
        (Sort.ADVISER, "1", date(2021, 3, 3), "执业不满五年"),
        (Sort.ADVISER, "1", date(2021, 3, 2), ""),
        (Sort.LAWYER, "1", None, ""),
        (Sort.EXPERT, "", None, ""),
    ],
)
def test_who_passes_the_check(sort: Sort, licence: str, since: date | None, said: str) -> None:
    one = Appointment(sort=sort, licence=licence, practising_since=since)

    assert unfit(one, date(2026, 3, 2)) == said


def test_every_step_leads_on_and_ends_end() -> None:
    assert {step for stage in Stage for step in steps_from(stage)} == set(STEPS)
    assert steps_from(Stage.REMOVED) == steps_from(Stage.DROPPED) == ()


async def test_a_life_by_the_front_door(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.zhou)
    made = await browser.post("/appointments", RECOMMENDED)
    place = made.headers["location"]
    one = await Appointment.get()
    assert one.specialities == ["金融", "土地", "涉外"]

    refused = await browser.post(f"{place}/steps", {"step": "check", "note": "核实"})
    assert refused.status_code == 422
    assert "没有受过处罚" in refused.text
    await browser.post(f"{place}/steps", {"step": "check", "note": "核实", "clean": "1"})
    await browser.post(f"{place}/steps", {"step": "select", "note": "会议"})
    soon = {"since": today().isoformat(), "until": (today() + timedelta(days=14)).isoformat()}
    await browser.post(f"{place}/steps", {"step": "announce", **soon})
    await one.refresh_from_db()
    assert one.stage is Stage.ANNOUNCED
    await browser.as_(None)
    assert "韩非" in (await browser.get("/public/advisers")).text

    await browser.as_(cast.sun)
    term = {"step": "appoint", "since": "2026-04-01", "until": "2027-03-31"}
    early = await browser.post(f"{place}/steps", term)
    assert early.status_code == 422
    assert "公示期尚未届满" in early.text
    await Appointment.filter(id=one.id).update(announced_until=today() - timedelta(days=1))
    assert (await browser.post(f"{place}/steps", {**term, "fee": "60000"})).status_code == 303
    assert (await browser.get(f"{place}/letter.docx")).content[:2] == b"PK"
    assert (await browser.get(f"{place}/promise.docx")).content[:2] == b"PK"
    gone = await browser.post(f"{place}/steps", {"step": "remove", "ground": "secrets"})
    assert gone.status_code == 303
    await one.refresh_from_db()
    assert (one.stage, one.ground) == (Stage.REMOVED, Ground.SECRETS)
    acts = await Entry.filter(subject="panel").order_by("id").values_list("act", flat=True)
    steps = ["recommended", "checked", "selected", "announced", "made", "removed"]
    assert acts == [f"appointment:{step}" for step in steps]


@pytest.mark.parametrize(("who", "step"), [("zhou", "appoint"), ("sun", "select")])
async def test_who_prepares_does_not_appoint(
    cast: Cast, browser: Browser, who: str, step: str
) -> None:
    one = await announced(cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/appointments/{one.id}/steps", {"step": step})

    assert answer.status_code == 403
    assert (await Appointment.get()).stage is Stage.ANNOUNCED


@pytest.mark.parametrize("sustained", [True, False])
async def test_nobody_is_appointed_over_an_objection(cast: Cast, sustained: bool) -> None:
    one = await announced(cast)
    said = Said(since=date(2026, 4, 1), until=date(2027, 3, 31))
    objection = await appointments.object_to(one, "王某", "有利益冲突", by=cast.zhou)
    with pytest.raises(Invalid, match="异议"):
        await appointments.take(one, Step.APPOINT, said, by=cast.sun)

    await appointments.answer_objection(
        one, objection.id, "已核", sustained=sustained, by=cast.zhou
    )

    if sustained:
        with pytest.raises(Invalid, match="成立"):
            await appointments.take(one, Step.APPOINT, said, by=cast.sun)
    else:
        await appointments.take(one, Step.APPOINT, said, by=cast.sun)
        assert one.stage is Stage.APPOINTED


async def test_the_same_step_is_not_taken_twice(cast: Cast) -> None:
    one = await announced(cast)

    with pytest.raises(WrongMoment):
        await appointments.take(one, Step.SELECT, Said("又一次"), by=cast.zhou)


@pytest.mark.parametrize(
    ("day", "is_on"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
async def test_the_panel_knows_the_term(cast: Cast, day: str, is_on: bool) -> None:
    await appointed(cast, date(2026, 1, 1), date(2026, 12, 31))

    off = await off_panel(cast.office.id, [cast.han, cast.he], date.fromisoformat(day))

    assert off == (frozenset() if is_on else {cast.han.id})  # of He the office keeps no record


async def test_a_firm_is_appointed_with_all_its_lawyers(cast: Cast) -> None:
    await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=Stage.REMOVED, name="北斗", whole_firm=True,
        firm=cast.first_firm, since=date(2026, 1, 1), until=date(2099, 1, 1),
    )  # fmt: skip

    off = await off_panel(cast.office.id, [cast.han, cast.he, cast.xu], date(2026, 6, 1))

    assert off == {cast.han.id, cast.he.id}
    assert not await off_panel(cast.city.id, [cast.han, cast.he], date(2026, 6, 1))


async def test_who_is_removed_in_person_does_not_stay_by_his_firm(cast: Cast) -> None:
    one = await appointed(cast, date(2026, 1, 1), date(2027, 12, 31))
    await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=Stage.APPOINTED, name="北斗", whole_firm=True,
        firm=cast.first_firm, since=date(2026, 1, 1), until=date(2027, 12, 31),
    )  # fmt: skip
    day = date(2026, 6, 2)
    assert not await off_panel(cast.office.id, [cast.han, cast.he], day)

    with stopped_at(at(date(2026, 6, 1))):
        await appointments.take(one, Step.REMOVE, Said(ground=Ground.TITLE), by=cast.sun)

    assert await off_panel(cast.office.id, [cast.han, cast.he], day) == {cast.han.id}


async def test_a_new_recommendation_takes_nobody_off(cast: Cast) -> None:
    await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=Stage.RECOMMENDED, name="韩非",
        person=cast.han,
    )  # fmt: skip

    assert not await off_panel(cast.office.id, [cast.han], date(2026, 6, 2))


async def test_who_is_removed_is_no_candidate(cast: Cast) -> None:
    one = await appointed(cast, date(2026, 1, 1), date(2027, 12, 31))
    matter = await matter_at(State.UNDER_REVIEW, cast)
    with stopped_at(at(date(2026, 6, 1))):
        before = {found.person.id for found in await candidates(matter, Duty.ADVISER)}
        await appointments.take(one, Step.REMOVE, Said(ground=Ground.CONFLICT), by=cast.sun)
        after = {found.person.id for found in await candidates(matter, Duty.ADVISER)}

    assert before - after == {cast.han.id}


async def test_the_public_learns_no_more_than_it_may(cast: Cast, browser: Browser) -> None:
    one = await appointed(cast, today(), date(today().year + 1, 12, 31))
    await Appointment.filter(id=one.id).update(
        licence="SECRET-LICENCE", fee=60000, recommended_by="SECRET", until=date(2099, 1, 1)
    )
    await Appointment.create(
        office=cast.office, sort=Sort.EXPERT, stage=Stage.APPOINTED, name="专家甲",
        since=today(), until=date(2099, 1, 1),
    )  # fmt: skip
    await Appointment.create(
        office=cast.office, sort=Sort.ADVISER, stage=Stage.RECOMMENDED, name="人选乙"
    )
    await browser.as_(None)

    page = (await browser.get("/public/advisers")).text

    assert "韩非" in page
    for secret in ("SECRET", "60,000", "专家甲", "人选乙"):
        assert secret not in page


async def test_nobody_learns_who_objected_to_him(cast: Cast, browser: Browser) -> None:
    one = await announced(cast)
    made = await appointments.object_to(one, "王某某", "有利益冲突的事", by=cast.zhou)
    await appointments.answer_objection(one, made.id, "核查不实", sustained=False, by=cast.zhou)
    await Appointment.filter(id=one.id).update(person_id=cast.han.id)
    for who, told in (("zheng", True), ("han", False)):
        await browser.as_(getattr(cast, who))
        page = (await browser.get(f"/appointments/{one.id}")).text
        assert "登记公示异议" in page
        for said in ("王某某", "有利益冲突的事", "核查不实"):
            assert (said in page) is told


async def test_money_stays_within_the_budget(cast: Cast, browser: Browser) -> None:
    one = await appointed(cast, date(2026, 1, 1), date(2027, 12, 31))
    await browser.as_(cast.sun)
    await browser.post("/appointments/budgets", {"year": "2026", "amount": "100"})
    await browser.as_(cast.zhou)
    place = f"/appointments/{one.id}/payments"
    paid = {"paid_on": "2026-05-01", "paid": "60", "purpose": "顾问费"}

    first = await browser.post(place, paid)
    second = await browser.post(place, paid)

    assert (first.status_code, second.status_code) == (303, 422)
    assert "超出当年预算余额" in second.text
    assert await Payment.all().count() == 1


async def test_work_is_logged_by_the_adviser_himself(cast: Cast, browser: Browser) -> None:
    one = await appointed(cast, date(2026, 1, 1), date(2027, 12, 31))
    work = {
        "work_day": "2026-02-01", "service": "petition", "mode": "phone", "hours": "1.5",
        "work": "电话答复",
    }  # fmt: skip
    for who, status in (("han", 303), ("he", 404), ("zheng", 403)):
        await browser.as_(getattr(cast, who))
        answer = await browser.post(f"/appointments/{one.id}/works", work)
        assert answer.status_code == status
    assert await Work.all().count() == 1


async def test_an_assessment_is_appealed_against_and_decided_by_another(
    cast: Cast, browser: Browser
) -> None:
    one = await appointed(cast, date(2026, 1, 1), date(2027, 12, 31))
    place = f"/appointments/{one.id}/assessments"
    await browser.as_(cast.zhou)
    await browser.post(place, {"year": "2026", "grade": "poor", "grounds": "晚交"})
    again = await browser.post(place, {"year": "2026", "grade": "good", "grounds": "晚交"})
    assert again.status_code == 422
    graded = await Assessment.get()
    await browser.as_(cast.han)
    for status in (303, 422):
        appeal = await browser.post(f"{place}/{graded.id}/appeal", {"appeal": "系补正顺延"})
        assert appeal.status_code == status
    await browser.as_(cast.sun)
    decided = {"decided_grade": "good", "decision": "属实"}
    await browser.post(f"{place}/{graded.id}/decision", decided)

    await graded.refresh_from_db()
    assert (graded.grade, graded.decided_grade) == ("poor", "good")
