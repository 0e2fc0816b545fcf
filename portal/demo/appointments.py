"""The demo's appointments: a firm and its chief in their terms, one that ends soon, some under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from portal.advisers import appointments, assessments, ledgers
from portal.advisers.appointments import Candidate, Said
from portal.advisers.life import Step, years_on
from portal.advisers.models import Appointment, Grade, Mode, Service, Sort
from portal.clock import OFFICE, stopped_at, today
from portal.demo.government import CITY_OFFICE
from portal.people.models import Firm, Organ, Person

NOTE = "经办公会议研究"
RECOMMENDER = "云川市律师协会"
# login, chief, days since the term began, its length in years, fee
TERMS = (
    ("hanlu", True, 200, 2, "60000"),
    ("heqing", False, 200, 2, "40000"),
    ("baiyu", False, 150, 1, "40000"),
    ("xujin", False, 320, 1, "40000"),
    ("zhulan", False, 150, 2, "45000"),
    ("songyan", False, 150, 2, "40000"),
    ("luolin", False, 400, 2, "0"),
    ("pengfei", False, 100, 2, "0"),
)


async def appoint(people: Mapping[str, Person]) -> None:
    """Everybody of the city's panel in his term, two candidates on their way, money and work."""
    office = await Organ.get(name=CITY_OFFICE)
    made = {}
    for login, chief, begun, years, fee in TERMS:
        since = today() - timedelta(days=begun)
        who = await _candidate(people[login], chief)
        one = await _on_the_way(office, who, since, people)
        until = years_on(since, years) - timedelta(days=1)
        with stopped_at(_at(since)):
            said = Said(since=since, until=until, fee=Decimal(fee))
            await appointments.take(one, Step.APPOINT, said, by=people["sunming"])
        made[login] = one
    await _candidates(office, people)
    await _ledgers(office, made, people)


async def _candidate(person: Person, chief: bool) -> Candidate:
    sort = Sort.ADVISER if person.is_outside else Sort.LAWYER
    return Candidate(
        sort, person.name, await _firm(person), licence=person.licence, chief=chief,
        practising_since=date(2012, 7, 1), specialities=tuple(person.specialities),
        region="云川市", recommended_by=RECOMMENDER,
    )  # fmt: skip


async def _firm(person: Person) -> Firm | None:
    return await Firm.get_or_none(id=person.firm_id) if person.firm_id else None


async def _on_the_way(
    office: Organ, who: Candidate, day: date, people: Mapping[str, Person]
) -> Appointment:
    """Recommended, checked, selected and announced, so that the announcement ends before `day`."""
    by, begun = people["fangming"], day - timedelta(days=20)
    with stopped_at(_at(begun)):
        one = await appointments.recommend(office, who, by=by)
        await appointments.take(one, Step.CHECK, Said(note=NOTE, clean=True), by=by)
        await appointments.take(one, Step.SELECT, Said(note=NOTE), by=by)
        said = Said(since=begun + timedelta(days=1), until=begun + timedelta(days=14))
        await appointments.take(one, Step.ANNOUNCE, said, by=by)
    return one


async def _candidates(office: Organ, people: Mapping[str, Person]) -> None:
    announced = Candidate(
        Sort.ADVISER, "叶青", await _firm(people["zhulan"]), licence="15301201410000099",
        practising_since=date(2014, 5, 1), specialities=("涉外", "投资"), languages="英语",
        region="云川市", recommended_by=RECOMMENDER,
    )  # fmt: skip
    one = await _on_the_way(office, announced, today() + timedelta(days=15), people)
    text = "该人选曾代理与交通运输局有争议的案件，请核实。"
    await appointments.object_to(one, "市民王某", text, by=people["fangming"])
    expert = Candidate(
        Sort.EXPERT, "顾行之", specialities=("土地", "工程"), region="全省",
        recommended_by="云川大学法学院",
    )  # fmt: skip
    await appointments.recommend(office, expert, by=people["fangming"])


async def _ledgers(
    office: Organ, made: Mapping[str, Appointment], people: Mapping[str, Person]
) -> None:
    year, head, by = today().year, people["sunming"], people["fangming"]
    await ledgers.set_budget(office, year, Decimal(300000), by=head)
    for login in ("hanlu", "zhulan", "songyan"):
        one = made[login]
        await ledgers.pay(one, today(), Decimal(15000), "季度顾问费", "2026-0312", by=by)
        await ledgers.log(
            one, today() - timedelta(days=3), Service.CONTRACT, Mode.WRITTEN, Decimal("3.5"),
            "审查特许经营合同并提出书面意见", by=people[login],
        )  # fmt: skip
    graded = await assessments.assess(
        made["songyan"], year, Grade.FAIR, "两次意见晚于期限提交。", by=by
    )
    text = "其中一次系材料补正后期限顺延，请复核。"
    await assessments.appeal(made["songyan"], graded.id, text, by=people["songyan"])


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=OFFICE)
