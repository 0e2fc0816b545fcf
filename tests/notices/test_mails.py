"""Mails: when, to whom, in which words; and that none is lost, doubled, or tells too much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import settings
from portal import worker
from portal.clock import OFFICE, now, stopped_at
from portal.deadlines.calendar import official
from portal.jobs.models import Job
from portal.jobs.queue import LEASE, MOST_ATTEMPTS, claim, enqueue
from portal.journal.models import Entry
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.notices import delivering
from portal.notices.models import Mailing, Mode, Notice
from portal.notices.preferences import choose
from portal.notices.slots import hold_slot, slot_at
from portal.notices.table import table
from portal.permits import Relation
from portal.workflow import Move, State
from tests.mailserver import Mailbox, drops_after_the_text, odd_server, silent
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

MORNING = datetime(2026, 11, 26, 8, 31, tzinfo=OFFICE)  # a Thursday
SECRET = "绝密标题"


@pytest.fixture
async def matter(cast) -> Matter:
    return await matter_at(State.REGISTERED, cast, people=(), title=SECRET)


async def work(moment: datetime) -> None:
    """All that the worker finds to do at this moment."""
    with stopped_at(moment):
        for kind, key in worker.wanted_now():
            await enqueue(kind, key)
        while await worker.work_once("one"):
            pass


async def wants(person, mode: Mode) -> None:
    await choose(person, mode, person.mail)


async def told_at(moment: datetime, matter: Matter, move: Move = Move.REGISTER) -> None:
    with stopped_at(moment):
        await record(move, matter.number, by=None)


async def test_a_digest_gathers_what_waits_for_one_person(cast, mailbox, matter):
    other = await matter_at(State.SUBMITTED, cast, people=(), title=SECRET)
    await told_at(MORNING - timedelta(hours=15), matter)
    await told_at(MORNING - timedelta(hours=14), other, Move.SUBMIT)

    await work(MORNING)

    assert len(mailbox.taken) == 1  # Lin is told of nothing that is worth a mail
    got = mailbox.taken[0]
    assert (got["to"], got["subject"]) == ("zhou@gov.example", "【合法性审查】2项办理提醒")
    assert got.get_content().splitlines()[:5] == [
        f"{matter.number} 有事项等待分办",
        f"{settings.PUBLIC_URL}/matters/{matter.number}/assignments",
        "",
        f"{other.number} 有新的送审，请受理",
        f"{settings.PUBLIC_URL}/matters/{other.number}/registration",
    ]


async def test_a_slot_sends_one_digest_and_the_next_only_what_is_new(cast, mailbox, matter):
    await told_at(MORNING, matter)
    await work(MORNING)
    await work(MORNING + timedelta(hours=1))
    await work(MORNING + timedelta(hours=6))

    assert len(mailbox.taken) == 1


async def test_a_slot_held_twice_sends_nothing_twice(cast, mailbox, matter):
    await told_at(MORNING, matter)
    await work(MORNING)
    await hold_slot(await Job.get(kind="slot"))
    await work(MORNING + timedelta(minutes=1))

    assert len(mailbox.taken) == 1


@pytest.mark.parametrize(
    ("moment", "slot"),
    [
        ("2026-11-26 08:29", None),  # before the first
        ("2026-11-26 08:30", "08:30"),
        ("2026-11-26 14:29", "08:30"),
        ("2026-11-26 14:30", "14:30"),
        ("2026-11-26 17:29", "14:30"),
        ("2026-11-26 17:30", None),  # the office is closed
        ("2026-11-28 10:00", None),  # a Saturday
        ("2026-10-01 10:00", None),  # the National Day
        ("2026-10-10 10:00", "08:30"),  # a Saturday that is worked
    ],
)
def test_slots_lie_in_working_hours(moment, slot):
    here = datetime.fromisoformat(moment).replace(tzinfo=OFFICE)
    found = slot_at(here, table().slots, official())

    assert (f"{found:%H:%M}" if found else None) == slot


async def test_who_wants_each_at_once_gets_each_at_once(cast, mailbox, matter):
    await wants(cast.zhou, Mode.AT_ONCE)
    night = MORNING - timedelta(hours=10)
    await told_at(night, matter)

    await work(night)

    got = mailbox.taken[0]
    assert got["subject"] == f"【合法性审查】{matter.number} 有事项等待分办"
    await work(MORNING)
    assert len(mailbox.taken) == 1


async def test_who_wants_none_gets_none(cast, mailbox, matter):
    await wants(cast.zhou, Mode.NONE)
    await told_at(MORNING, matter)
    await work(MORNING)

    assert mailbox.taken == []
    assert await Notice.filter(person_id=cast.zhou.id).exists()


async def test_a_mail_is_in_its_readers_language(cast, mailbox, matter):
    await type(cast.zhou).filter(id=cast.zhou.id).update(language="en")
    await told_at(MORNING, matter)
    await work(MORNING)

    assert "A matter waits to be assigned" in mailbox.texts()[0]


@pytest.mark.parametrize(("hours", "mails"), [(7 * 24 - 1, 1), (7 * 24 + 1, 0)])
async def test_what_is_a_week_old_no_mail_brings_up_again(cast, mailbox, matter, hours, mails):
    await told_at(MORNING - timedelta(hours=hours), matter)
    await work(MORNING)

    assert len(mailbox.taken) == mails


async def test_what_was_read_or_is_over_needs_no_mail(cast, mailbox, matter):
    await told_at(MORNING, matter)
    await Notice.filter(person_id=cast.zhou.id).update(read_at=MORNING)
    await work(MORNING)

    assert mailbox.taken == []


async def test_what_was_read_meanwhile_is_dropped(cast, mailbox, matter):
    """The mail was asked for, but its reader was quicker."""
    await wants(cast.zhou, Mode.AT_ONCE)
    await told_at(MORNING, matter)
    await Notice.filter(person_id=cast.zhou.id).update(read_at=MORNING)
    await work(MORNING)

    assert mailbox.taken == []
    assert (await Mailing.get()).dropped_at is not None


async def test_who_was_barred_meanwhile_gets_no_mail(cast, mailbox, matter):
    await wants(cast.zhou, Mode.AT_ONCE)
    await told_at(MORNING, matter)
    await join(matter, cast.zhou, Relation.BARRED)
    await work(MORNING)

    assert mailbox.taken == []


async def test_no_mail_holds_anything_of_a_matter(cast, mailbox, matter):
    """Every act there is, with something that could leak in all that is recorded of it."""
    for person in (cast.zhou, cast.lin, cast.wu, cast.zheng, cast.sun, cast.han, cast.he):
        await wants(person, Mode.AT_ONCE)
    people = ((cast.wu, Relation.REVIEWER), (cast.han, Relation.ADVISER))
    for state in State:
        one = await matter_at(state, cast, people=people, title=SECRET)
        for row in table().rows:
            for act in row.acts:
                await record(
                    act, one.number, by=None,  # type: ignore[arg-type]
                    whom=cast.he.id, reason=SECRET, note=SECRET, person=SECRET, name=SECRET,
                )  # fmt: skip
        await work(now())

    assert len(mailbox.taken) > 50
    words = {row.mail for row in table().rows}
    for text in mailbox.texts():
        assert SECRET not in text
        assert "路桥" not in text  # the party
        assert any(one in text for one in words if one)


async def test_no_mail_server_no_mails(cast, mailbox, matter, monkeypatch):
    monkeypatch.setattr(settings, "SMTP_URL", "")
    await wants(cast.zhou, Mode.AT_ONCE)
    await told_at(MORNING, matter)
    await work(MORNING)

    assert not await Mailing.exists()


# ---- when the other side is in trouble


@pytest.fixture
async def asked(cast, mailbox: Mailbox, matter) -> Mailbox:
    """A mail to Zhou is to go out at once."""
    await wants(cast.zhou, Mode.AT_ONCE)
    await told_at(MORNING, matter)
    return mailbox


async def test_a_refused_mail_is_shown_to_the_administrator(cast, asked, browser):
    asked.refusals = {"zhou@gov.example": "550 no such user"}
    await work(MORNING)
    await browser.as_(cast.an)
    page = await browser.get("/mail")
    assert "550 no such user" in page.text
    assert "zhou@gov.example" in page.text
    assert SECRET not in page.text

    asked.refusals = {}
    job = await Job.get(kind="mail")
    assert (await browser.post(f"/mail/{job.id}/attempts")).status_code == 303
    await work(now())

    assert len(asked.taken) == 1
    assert "550" not in (await browser.get("/mail")).text
    assert await Entry.filter(act="notices:mail tried again", by_id=cast.an.id).count() == 1


async def test_a_mail_that_is_put_off_again_and_again_is_shown(cast, asked):
    asked.after_text = "451 disk full"
    moment = MORNING
    for _ in range(MOST_ATTEMPTS + 3):
        await work(moment)
        moment += timedelta(hours=2)

    job = await Job.get(kind="mail")
    assert (job.attempts, job.fault[:13]) == (MOST_ATTEMPTS, "451 disk full")
    assert job.failed is not None


async def test_a_server_that_is_away_for_days_loses_nothing(cast, asked, monkeypatch, browser):
    there = settings.SMTP_URL
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:1")
    moment = MORNING
    for _ in range(3 * 24):
        await work(moment)
        moment += timedelta(hours=1)
    assert (await Job.get(kind="mail")).failed is None
    await browser.as_(cast.an)
    assert "zhou@gov.example" in (await browser.get("/mail")).text

    monkeypatch.setattr(settings, "SMTP_URL", there)
    await work(moment + timedelta(hours=1))

    assert len(asked.taken) == 1


async def test_while_the_server_is_away_it_is_not_asked_for_every_mail(cast, asked, monkeypatch):
    """A second mail waits too, so that the worker has time for other work."""
    calls: list[str] = []

    async def talk(reader, writer) -> None:
        calls.append("")
        await silent(reader, writer)

    other = await matter_at(State.REGISTERED, cast, people=())
    await told_at(MORNING, other)
    async with odd_server(talk) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        await work(MORNING)

    assert len(calls) == 1
    assert await Job.filter(kind="mail", done=None, run_at__gt=MORNING.astimezone(UTC)).count() == 2


async def test_no_answer_after_the_text_is_the_one_case_of_a_twin(cast, asked, monkeypatch):
    """It is sent again under the same Message-ID, by which a mail program knows the twin."""
    there, seen = settings.SMTP_URL, []

    async def talk(reader, writer) -> None:
        seen.append("")
        await drops_after_the_text(reader, writer)

    async with odd_server(talk) as url:
        monkeypatch.setattr(settings, "SMTP_URL", url)
        await work(MORNING)
    mailing = await Mailing.get()
    assert (len(seen), mailing.handed_at, mailing.accepted_at) == (1, MORNING, None)

    monkeypatch.setattr(settings, "SMTP_URL", there)
    await work(MORNING + timedelta(minutes=10))

    assert [one["message-id"] for one in asked.taken] == [f"<{mailing.token}@sfj.example>"]
    assert (await Mailing.get()).accepted_at is not None


# ---- when the house falls over


@pytest.mark.parametrize("place", ["carried", "hand_over", "accept"])
async def test_a_crash_on_the_way_loses_nothing(cast, asked, monkeypatch, place):
    """The worker is gone at one of its steps; its lease ends and another one goes on."""

    class Gone(BaseException):
        pass

    async def crash(*_: object) -> None:
        raise Gone

    with monkeypatch.context() as broken:
        broken.setattr(delivering, place, crash)
        with pytest.raises(Gone):
            await work(MORNING)
    taken = len(asked.taken)

    await work(MORNING + LEASE + timedelta(seconds=1))

    # where the house fell over between the answer and the line that keeps it, nobody can know
    assert (taken, len(asked.taken)) == ((1, 2) if place == "accept" else (0, 1))
    assert len({one["message-id"] for one in asked.taken}) == 1


async def test_a_crash_after_the_answer_was_kept_makes_no_twin(cast, asked, monkeypatch):
    with stopped_at(MORNING):
        job = await claim("gone")
        assert job is not None
        await delivering.deliver(job)  # and before `finish` it is gone

    await work(MORNING + LEASE + timedelta(seconds=1))

    assert len(asked.taken) == 1
    assert (await Job.get(kind="mail")).done is not None


async def test_an_attempt_that_was_overtaken_hands_nothing_over(cast, asked):
    """It slept through its lease; another worker has the mail now."""
    with stopped_at(MORNING):
        sleeper = await claim("sleeper")
    with stopped_at(MORNING + LEASE + timedelta(seconds=1)):
        heir = await claim("heir")
        assert sleeper is not None
        assert heir is not None
        await delivering.deliver(heir)
        await delivering.deliver(sleeper)

    assert len(asked.taken) == 1


async def test_overtaken_in_the_middle_it_stops_before_the_text(cast, asked, monkeypatch):
    written = delivering.hand_over

    async def meanwhile(mailing: Mailing, attempt: int) -> None:
        await Mailing.filter(id=mailing.id).update(attempt=attempt + 1)
        await written(mailing, attempt)

    monkeypatch.setattr(delivering, "hand_over", meanwhile)
    with stopped_at(MORNING):
        job = await claim("one")
        assert job is not None
        with pytest.raises(delivering.Overtaken):
            await delivering.deliver(job)

    assert asked.taken == []
