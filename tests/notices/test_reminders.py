"""Reminders before, at and after a last day: whom, when, and how often."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from portal import worker
from portal.acts import Act
from portal.clock import OFFICE, now, stopped_at
from portal.deadlines.calendar import official
from portal.deadlines.models import Deadline, Period
from portal.jobs.queue import enqueue
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.notices.due_steps import steps_on
from portal.notices.models import Notice
from portal.notices.reminders import remind
from portal.notices.table import Called, Term, table
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.workflow import Move, State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
DUE = date(2026, 11, 27)  # a Friday
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "day", "reached"),
    [
        ("2026-11-27", "2026-11-24", None),
        ("2026-11-27", "2026-11-25", -2),
        ("2026-11-27", "2026-11-26", -2),
        ("2026-11-27", "2026-11-27", 0),
        ("2026-11-27", "2026-11-29", 0),  # a Sunday
        ("2026-11-27", "2026-11-30", 1),
        ("2026-11-27", "2026-12-31", 1),
        ("2026-10-08", "2026-09-28", None),
        ("2026-10-08", "2026-09-29", -2),  # eight days of holidays lie between
        ("2026-10-10", "2026-10-09", -2),  # a Saturday that is worked
    ],
)
def test_days_are_working_days(due, day, reached):
    steps = steps_on(
        Period.REVIEW, date.fromisoformat(due), date.fromisoformat(day), table().steps, official()
    )

    assert [step.days for step in steps] == ([] if reached is None else [reached])


async def running(matter: Matter, period: Period = Period.REVIEW, due: date | None = DUE):
    return await Deadline.create(
        matter=matter, period=period, opened=date(2026, 11, 20), days=5, due=due
    )


async def heard() -> list[tuple[str, str]]:
    """Who was reminded, in order, and whether before (将), at (于) or after (已) the day."""
    notices = await Notice.all().order_by("id").select_related("person")
    return [(one.person.login, one.words[10]) for one in notices]


async def test_before_at_and_after_each_once(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await running(matter)
    for number in range(20):
        await remind(date(2026, 11, 20) + ONE_DAY * number)
        await remind(date(2026, 11, 20) + ONE_DAY * number)

    assert await heard() == [
        ("wu", "将"), ("wu", "于"), ("wu", "已"),
    ]  # fmt: skip
    first = await Notice.all().order_by("id").first()
    assert first is not None
    assert first.facts == {"period": "review", "due": "2026-11-27"}
    assert first.address == f"/matters/{matter.number}/review"


async def test_a_missed_one_is_made_good_by_the_last(cast):
    """The house was shut for a week: one reminder, not three."""
    await running(await matter_at(State.UNDER_REVIEW, cast))
    await remind(date(2026, 12, 4))

    assert await heard() == [("wu", "已")]


@pytest.mark.parametrize(
    ("state", "period", "who"),
    [
        (State.SUBMITTED, Period.INTAKE, ["zhou"]),
        (State.REGISTERED, Period.REVIEW, ["zhou"]),
        (State.UNDER_REVIEW, Period.REVIEW, ["wu"]),
        (State.CHECKING, Period.REVIEW, ["zheng"]),
        (State.SIGNING, Period.REVIEW, ["sun"]),
        (State.SUPPLEMENTING, Period.SUPPLEMENT, ["lin"]),
        (State.ISSUED, Period.FEEDBACK, ["lin"]),
    ],
)
async def test_whose_turn_it_is_is_reminded(cast, state, period, who):
    await running(await matter_at(state, cast), period)
    await remind(DUE)

    assert [login for login, _ in await heard()] == who


async def test_a_clock_that_stands_still_reminds_nobody(cast):
    await running(await matter_at(State.REVIEW_PAUSED, cast), due=None)
    await remind(DUE)

    assert await heard() == []


async def test_what_is_closed_or_ended_reminds_nobody(cast):
    done = await running(await matter_at(State.UNDER_REVIEW, cast))
    await Deadline.filter(id=done.id).update(closed=DUE)
    await running(await matter_at(State.WITHDRAWN, cast))
    await remind(DUE)

    assert await heard() == []


async def test_nobody_is_reminded_who_may_not_know_or_is_gone(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await running(matter)
    await join(matter, cast.wu, Relation.BARRED)
    other = await matter_at(State.SIGNING, cast)
    await running(other)
    await Person.filter(id=cast.sun.id).update(active=False)
    await remind(DUE)

    assert await heard() == []


async def test_a_day_that_moves_is_reminded_anew(cast):
    """The clock stood still meanwhile, so the last day is a later one."""
    deadline = await running(await matter_at(State.UNDER_REVIEW, cast))
    await remind(DUE)
    await Deadline.filter(id=deadline.id).update(due=date(2026, 12, 4))
    await remind(date(2026, 12, 4))

    assert len(await heard()) == 2


async def test_a_reminder_is_over_when_the_work_is_done(cast):
    matter = await matter_at(State.CHECKING, cast)
    await running(matter)
    await remind(DUE)
    await Matter.filter(id=matter.id).update(state=State.SIGNING, step="sign")
    await record(Move.CHECK, matter.number, by=cast.zheng)

    assert (await Notice.get(person_id=cast.zheng.id)).over_at is not None
    assert (await Notice.get(person_id=cast.sun.id)).over_at is None


async def asked(cast, matter: Matter, answer: Answer, relation: Relation) -> Assignment:
    await join(matter, cast.han, relation)
    return await Assignment.create(
        matter=matter, person=cast.han, duty=Duty.ADVISER, answer=answer, asked_by=cast.zhou,
        asked_at=now(), due=DUE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "relation", "place"),
    [
        (Answer.OFFERED, Relation.INVITED, "engagement"),
        (Answer.ACCEPTED, Relation.ADVISER, "review"),
    ],
)
async def test_an_adviser_is_reminded_and_the_reviewer_when_it_is_late(
    cast, answer, relation, place
):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await asked(cast, matter, answer, relation)
    for day in (DUE - ONE_DAY, DUE, DUE + 3 * ONE_DAY):
        await remind(day)

    assert [login for login, _ in await heard()] == ["han", "han", "han", "wu"]
    notice = await Notice.filter(person_id=cast.han.id).first()
    assert notice is not None
    assert notice.address == f"/matters/{matter.number}/{place}"


async def test_an_advice_that_is_handed_in_ends_its_reminders(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await asked(cast, matter, Answer.ACCEPTED, Relation.ADVISER)
    await remind(DUE)
    await record(Act.ADVICE_SUBMITTED, matter.number, by=cast.han)

    assert (await Notice.get(person_id=cast.han.id)).over_at is not None


async def test_the_worker_reminds_in_working_hours_only(cast, mailbox):
    """And the reminder goes out with the digest of the same slot."""
    await running(await matter_at(State.UNDER_REVIEW, cast))
    moment, sent = datetime(2026, 11, 27, 0, 0, tzinfo=OFFICE), []
    for hours in range(4 * 24):
        with stopped_at(moment + timedelta(hours=hours)):
            for kind, key in worker.wanted_now():
                await enqueue(kind, key)
            while await worker.work_once("one"):
                pass
        sent.append(len(mailbox.taken))

    assert sent.index(1) == 9  # the first full hour after 08:30
    assert sent.index(3) == 3 * 24 + 9  # on Monday: he, and the head on whom it is escalated
    assert "当日到期" in mailbox.texts()[0]
    assert "已经逾期" in mailbox.texts()[1]
    assert "需要您关注" in mailbox.texts()[2]


def test_engagements_are_reminded_besides_periods():
    steps = [step for step in table().steps if Term.ENGAGEMENT in step.periods]

    assert {Called.WHOM, Relation.REVIEWER} == {one for step in steps for one in step.to}
