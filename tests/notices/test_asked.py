"""What the organs asked are told: of their letter, in time, and nothing of the matter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal import worker
from portal.clock import now, stopped_at
from portal.consultation import asking
from portal.consultation.ending import end_waiting
from portal.consultation.models import Stance
from portal.consultation.replying import reply
from portal.deadlines.models import Pause, Period
from portal.deadlines.opening import open_deadline
from portal.jobs.models import Job
from portal.matters.models import Part
from portal.notices.asked import remind_asked
from portal.notices.models import Notice
from portal.notices.slots import send_digests
from portal.permits import Relation
from portal.workflow import State
from tests.consultation.stage import DUE, asked_by, letter_to, noon, organ_with_clerk
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
ONE_DAY = timedelta(days=1)


@pytest.fixture
async def matter(cast):
    return await matter_at(State.UNDER_REVIEW, cast)


async def told(login: str) -> list[str]:
    found = Notice.filter(person__login=login, over_at=None).order_by("id")
    return [one.words for one in await found]


async def test_the_clerks_of_the_organ_asked_are_told(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    await browser.as_(cast.qian)

    page = await browser.get("/notices")

    assert await told("qian") == ["收到一份征求意见函，请答复"]
    assert await told("wu") == []
    assert matter.number not in page.text
    assert matter.title not in page.text


async def test_who_is_barred_hears_nothing(cast, matter):
    await Part.create(matter=matter, person=cast.qian, relation=Relation.BARRED, since=now())

    await asked_by(cast.wu, matter, cast.finance)

    assert await told("qian") == []


async def test_the_mail_names_no_matter(cast, matter, mailbox):
    await asked_by(cast.wu, matter, cast.finance)
    await send_digests(noon(24))
    while await worker.work_once("test"):
        pass

    [mail] = [one for one in mailbox.taken if "qian@gov.example" in str(one["To"])]
    text = f"{mail['Subject']} {mail.get_content()}"
    assert "/letters/" in text
    assert matter.number not in text
    assert matter.title not in text


async def test_an_answer_ends_the_notice_and_is_told_to_whoever_asked(cast, matter):
    await asked_by(cast.wu, matter, cast.finance)

    await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)

    assert await told("qian") == []
    assert await told("wu") == ["有单位答复了征求意见"]


async def test_ending_the_consultation_ends_the_notices(cast, matter):
    asked = await asked_by(cast.wu, matter, cast.finance)

    await asking.close(matter, asked, by=cast.wu)

    assert await told("qian") == []


async def test_only_the_silent_are_reminded_by_hand(cast, matter):
    other = await organ_with_clerk("云川市审计局", cast)
    asked = await asked_by(cast.wu, matter, cast.finance, other)
    await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)

    await asking.urge(matter, asked, by=cast.wu)

    assert await told("qian") == []
    assert (await told(f"clerk{other.id}"))[1:] == ["征求意见函尚未答复，请尽快答复"]


@pytest.mark.parametrize(
    ("silence", "after", "words"),
    [
        (False, -7, []),
        (False, -3, ["将"]),  # a Friday; the day itself is a Monday
        (False, 0, ["于"]),
        (False, 1, ["已"]),
        (True, 0, ["于"]),
        (True, 1, []),
    ],
)
async def test_the_last_day_is_told_before_on_and_after(cast, matter, silence, after, words):
    with stopped_at(noon(23)):
        await asked_by(cast.wu, matter, cast.finance, silence=silence)
    await Notice.all().delete()

    for _ in range(2):
        await remind_asked(DUE + after * ONE_DAY)

    assert [one[len("“{period}”")] for one in await told("qian")] == words


async def test_the_clock_runs_on_the_day_after_the_last_one(cast, matter):
    with stopped_at(noon(23)):
        await open_deadline(matter, Period.REVIEW, by=cast.zhou)
        await asked_by(cast.wu, matter, cast.finance, stops=True)
    job = Job(kind="waiting", key="waiting:x")
    with stopped_at(noon(30)):
        await end_waiting(job)
        assert await Pause.filter(until=None).exists()
    with stopped_at(noon(30) + ONE_DAY):
        for _ in range(2):
            await end_waiting(job)

    assert (await Pause.get()).until == DUE + ONE_DAY
