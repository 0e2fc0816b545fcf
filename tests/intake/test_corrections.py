"""What was registered wrongly is corrected in the open: old and new value, reason, new clocks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.clock import stopped_at
from portal.deadlines.models import Deadline, Period
from portal.deadlines.opening import open_deadline
from portal.intake.corrections import correct, facts_of
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.matters.models import Matter, Party
from portal.notices.models import Notice
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)
SAID = {
    "title": "道路养护委托合同", "kind": "contract", "party-0-name": "云川路桥养护有限公司",
    "party-0-side": "乙方", "reason": "登记有误",
}  # fmt: skip


async def corrected(browser, matter, **changes):
    said = SAID | {name.replace("__", "-"): text for name, text in changes.items()}
    return await browser.post(f"/matters/{matter.number}/correction", said)


async def told(matter: Matter) -> list[tuple[str, str, str]]:
    entries = Entry.filter(subject=matter.number, act="registration:corrected").order_by("seq")
    return [(one.facts["what"], one.facts["was"], one.facts["now"]) for one in await entries]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"title": "养护合同"}, ("title", "道路养护委托合同", "养护合同")),
        ({"amount": "1,250,000"}, ("amount", "", "1250000.00")),
        ({"meeting_day": "2026-12-30"}, ("meeting_day", "", "2026-12-30")),
        ({"variant": "services"}, ("variant", "", "services")),
        ({"party__0__name": "云川养护集团有限公司"},
         ("parties", "乙方 云川路桥养护有限公司", "乙方 云川养护集团有限公司")),
    ],
)  # fmt: skip
async def test_what_was_and_what_is_stay_on_record(cast, browser, change, kept):
    matter = await matter_at(State.REGISTERED, cast)
    await browser.as_(cast.zhou)

    answer = await corrected(browser, matter, **change)

    assert answer.status_code == 303, answer.text
    assert await told(matter) == [kept]
    assert (await verify(matter.number))[1] == []
    assert await Notice.filter(person_id=cast.lin.id, matter_id=matter.id).count() == 1
    page = (await browser.get(f"/matters/{matter.number}/timeline")).text
    assert "更正登记" in page
    assert "理由：登记有误" in page


async def test_another_type_brings_its_own_time(cast, browser):
    """Ten working days of a contract become fifteen of a normative document, from the same day."""
    with stopped_at(MONDAY):
        matter = await matter_at(State.REGISTERED, cast)
        await open_deadline(matter, Period.REVIEW, by=cast.zhou)
        before = await Deadline.get(matter_id=matter.id)
        await browser.as_(cast.zhou)
        await corrected(browser, matter, kind="normative")

    now, after = await Matter.get(id=matter.id), await Deadline.get(matter_id=matter.id)
    assert (now.kind, now.bylaw != "") == ("normative", True)
    assert after.days == now.type.clocks["review"].days != before.days
    assert after.opened == before.opened
    assert after.due > before.due
    entry = await Entry.get(subject=matter.number, act="deadline:changed")
    assert (entry.facts["before"], entry.facts["due"]) == (str(before.due), str(after.due))


async def test_a_new_party_is_found_by_whoever_looks_for_conflicts(cast, browser):
    matter = await matter_at(State.REGISTERED, cast)
    await browser.as_(cast.zhou)

    await corrected(browser, matter, party__1__name="云川公共交通（集团）有限公司")

    keys = await Party.filter(matter_id=matter.id).order_by("id").values_list("key", flat=True)
    assert keys == ["云川路桥养护", "云川公共交通集团"]


async def test_type_and_parties_stay_once_people_were_chosen(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(cast.wu)
    page = (await browser.get(f"/matters/{matter.number}/correction")).text

    answer = await corrected(browser, matter, kind="normative", title="养护合同")

    assert 'name="kind"' not in page
    assert 'name="party-0-name"' not in page
    assert answer.status_code == 303
    now = await Matter.get(id=matter.id)
    assert (now.kind, now.title) == ("contract", "养护合同")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": ""}, "请填写事项名称"),
        ({"title": "养护合同", "reason": ""}, "请写明更正的理由"),
        ({"amount": "很多"}, "金额无法识别"),
        ({"party__0__uscc": "91330000MA27U0GT86"}, "统一社会信用代码不对"),
        ({}, "没有改动任何内容"),
    ],
)
async def test_a_fault_is_said_and_nothing_changes(cast, browser, change, fault):
    matter = await matter_at(State.SUBMITTED, cast)
    await browser.as_(cast.zhou)

    answer = await corrected(browser, matter, **change)

    assert answer.status_code == 422
    assert fault in answer.text
    assert await told(matter) == []
    assert (await facts_of(await Matter.get(id=matter.id))).title == "道路养护委托合同"


@pytest.mark.parametrize("state", [State.CHECKING, State.ISSUED, State.CLEARED])
async def test_nothing_is_corrected_once_it_was_concluded(cast, browser, state):
    matter = await matter_at(state, cast)
    await browser.as_(cast.wu)

    assert (await corrected(browser, matter, title="养护合同")).status_code == 403


async def test_whoever_comes_too_late_changes_nothing(cast):
    seen = await matter_at(State.SUBMITTED, cast)
    await Matter.filter(id=seen.id).update(state=State.WITHDRAWN)

    with pytest.raises(Exception, match="刚被别人办理过"):
        await correct(seen, await better(seen), "登记有误", by=cast.zhou)

    assert (await Matter.get(id=seen.id)).title == "道路养护委托合同"


async def better(matter: Matter):
    facts = await facts_of(matter)
    return type(facts)(**{**vars(facts), "title": "养护合同"})
