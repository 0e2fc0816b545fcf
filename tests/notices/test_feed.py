"""A calendar of one's own: what stands in it, and that its address is the only key."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar

import settings
from portal.clock import now
from portal.deadlines.models import Deadline, Period
from portal.intake.models import Meeting
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.notices.feed import Event, calendar, feed_of
from portal.notices.feeds import make
from portal.notices.models import Preference
from portal.people.models import Person
from portal.permits import Relation
from portal.routing.models import Answer, Assignment, Duty
from portal.workflow import State
from tests.scenes import TODAY, matter_at

pytestmark = pytest.mark.anyio
SECRET = "绝密标题"
DUE = date(2099, 12, 4)


async def running(cast, state: State, **more) -> Matter:
    matter = await matter_at(state, cast, title=SECRET, **more)
    await Deadline.create(matter=matter, period=Period.REVIEW, opened=TODAY, days=5, due=DUE)
    return matter


async def events_of(person: Person) -> dict[str, date]:
    """What stands in the calendar of `person`, and on which day."""
    found = Calendar.from_ical(await feed_of(person))
    return {str(one["summary"]): one.decoded("dtstart") for one in found.walk("VEVENT")}


async def test_whoever_has_something_to_do_sees_the_day(cast):
    matter = await running(cast, State.UNDER_REVIEW)

    assert await events_of(cast.wu) == {f"{matter.number} 审查（审查时限）": DUE}
    assert await events_of(cast.zhou) == await events_of(cast.xu) == {}


async def test_an_adviser_sees_the_day_of_his_engagement(cast):
    matter = await running(cast, State.UNDER_REVIEW)
    await join(matter, cast.han, Relation.INVITED)
    await Assignment.create(
        matter=matter, person=cast.han, duty=Duty.ADVISER, answer=Answer.OFFERED,
        asked_by=cast.zhou, asked_at=now(), due=date(2099, 12, 1),
    )  # fmt: skip

    assert await events_of(cast.han) == {f"{matter.number} 答复委派": date(2099, 12, 1)}


async def test_meetings_to_come_stand_in_it(cast):
    for day in (DUE, date(2020, 1, 1)):
        await Meeting.create(
            title=SECRET, day=day, organ=cast.transport, agenda="0" * 64, agenda_name="x",
            opened_by=cast.lin, opened_at=now(),
        )  # fmt: skip

    assert await events_of(cast.lin) == {"会议议程": DUE}


async def test_nothing_of_a_matter_stands_in_it_but_its_number(cast):
    matter = await running(cast, State.UNDER_REVIEW)
    text = (await feed_of(cast.wu)).decode()
    folded = text.replace("\r\n ", "")

    assert matter.number in folded
    assert SECRET not in folded
    assert "路桥" not in folded
    assert f"URL:{settings.PUBLIC_URL}/matters/{matter.number}/review" in folded


async def test_who_is_barred_sees_nothing(cast):
    matter = await running(cast, State.UNDER_REVIEW)
    await join(matter, cast.wu, Relation.BARRED)

    assert await events_of(cast.wu) == {}


async def test_it_speaks_its_owners_language(cast):
    matter = await running(cast, State.UNDER_REVIEW)
    cast.wu.language = "en"

    assert list(await events_of(cast.wu)) == [f"{matter.number} Review (Time to review)"]


def test_the_file_is_as_calendar_programs_want_it():
    """Lines end in CRLF and are no longer than 75 octets; signs that mean something are escaped."""
    event = Event("deadline-1", DUE, "2026-0001 复核；签发, 及其他事项" * 3, "/matters/1")
    text = calendar("我的期限", [event], now())

    lines = text.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    read = Calendar.from_ical(text).walk("VEVENT")[0]
    assert read["summary"] == event.words
    assert read.decoded("dtend") == date(2099, 12, 5)
    assert str(read["uid"]).startswith("deadline-1@")


# ---- its address


def address_on(page: str) -> str:
    found = re.search(r"/calendar/[\w-]+\.ics", page)
    assert found is not None
    return found[0]


async def test_the_address_is_shown_once_and_opens_without_signing_in(cast, browser):
    matter = await running(cast, State.UNDER_REVIEW)
    await browser.as_(cast.wu)
    address = address_on((await browser.post("/account/calendar")).text)
    settings_page = await browser.get("/account/notices")
    assert address not in settings_page.text
    assert "已开通" in settings_page.text

    await browser.as_(None)
    answer = await browser.get(address)

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert matter.number in answer.text
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    assert secret not in str(await Preference.all().values())
    assert secret not in str(await Entry.all().values())


async def test_a_new_address_ends_the_old_one(cast, browser):
    first, second = await make(cast.wu), await make(cast.wu)
    await browser.as_(None)

    assert (await browser.get(f"/calendar/{first}.ics")).status_code == 404
    assert (await browser.get(f"/calendar/{second}.ics")).status_code == 200


async def test_a_revoked_address_opens_nothing(cast, browser):
    secret = await make(cast.wu)
    await browser.as_(cast.wu)
    await browser.post("/account/calendar/removal")
    await browser.as_(None)

    assert (await browser.get(f"/calendar/{secret}.ics")).status_code == 404
    acts = await Entry.filter(act__startswith="notices:").order_by("id").values_list("act")
    assert [act for (act,) in acts] == [
        "notices:calendar address made", "notices:calendar address revoked",
    ]  # fmt: skip


async def test_the_calendar_of_somebody_who_is_gone_opens_no_more(cast, browser):
    secret = await make(cast.wu)
    await Person.filter(id=cast.wu.id).update(active=False)

    assert (await browser.get(f"/calendar/{secret}.ics")).status_code == 404


@pytest.mark.parametrize("guess", ["", "x", "0" * 64])
async def test_nobody_without_a_feed_is_found_by_guessing(cast, browser, guess):
    """Neither by an empty secret nor by an empty hash."""
    await Preference.create(person=cast.wu)

    assert (await browser.get(f"/calendar/{guess}.ics")).status_code == 404
