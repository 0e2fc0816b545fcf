"""An agenda becomes items; each is sent for review, linked to a matter, or exempt with a reason."""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from portal.deadlines.models import Deadline, Period
from portal.documents.models import Draft
from portal.intake.models import AgendaItem, Handling, Meeting
from portal.journal.models import Entry
from portal.matters.models import Matter, Part
from portal.people.models import Person
from portal.permits import Relation
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at, word

pytestmark = pytest.mark.anyio
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AGENDA = word(
    "局长办公会议程",
    "一、审议道路养护委托合同（汇报单位：市交通运输局）",
    "合同期限三年。",
    "二、学习《行政执法监督条例》",
)


async def test_an_agenda_is_split_and_every_item_waits(cast: Cast, browser: Browser) -> None:
    meeting = await put_up(cast, browser)

    items = await AgendaItem.filter(meeting_id=meeting.id).order_by("position")
    assert [(one.title, one.department, one.handling) for one in items] == [
        ("审议道路养护委托合同", "市交通运输局", Handling.OPEN),
        ("学习《行政执法监督条例》", "", Handling.OPEN),
    ]
    page = await browser.get(f"/meetings/{meeting.id}")
    assert "2项中有0项可以上会" in page.text
    assert "局长办公会" in (await browser.get("/meetings")).text
    kept = await browser.get(f"/meetings/{meeting.id}/agenda")
    assert kept.content == AGENDA


async def test_an_agenda_without_numbers_needs_typed_items(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.lin)
    plain = word("请各位准时参加", "没有编号的一段")

    refused = await post_agenda(browser, cast, plain)
    assert refused.status_code == 422
    assert "没有认出议题的编号" in refused.text
    assert "局长办公会" in refused.text
    assert not await Meeting.exists()

    done = await post_agenda(browser, cast, plain, items="道路养护合同\n\n停车收费办法")
    assert done.status_code == 303
    assert await AgendaItem.all().order_by("position").values_list("title", flat=True) == [
        "道路养护合同",
        "停车收费办法",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "请填写会议名称"),
        ({"day": "2026-13-01"}, "日期无法识别"),
        ({"organ": "999"}, "请选择开会的单位"),
    ],
)
async def test_a_bad_opening_comes_back(
    cast: Cast, browser: Browser, typed: dict[str, str], said: str
) -> None:
    await browser.as_(cast.lin)

    answer = await post_agenda(browser, cast, AGENDA, **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert not await Meeting.exists()


async def test_a_file_that_is_none_is_refused(cast: Cast, browser: Browser) -> None:
    await browser.as_(cast.lin)

    answer = await post_agenda(browser, cast, b"no word file")

    assert answer.status_code == 422
    assert not await Meeting.exists()


async def test_an_item_is_sent_for_review_as_a_matter(cast: Cast, browser: Browser) -> None:
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)
    assert "云川市交通运输局：林晓" in (await browser.get(handling(meeting, item))).text

    done = await browser.post(handling(meeting, item), review(cast.lin))

    assert done.status_code == 303
    matter = await Matter.get()
    assert (matter.title, matter.kind, matter.state) == (
        "审议道路养护委托合同",
        "agenda",
        State.SUBMITTED,
    )
    assert (matter.organ_id, matter.submitted_by_id) == (cast.transport.id, cast.lin.id)
    assert matter.meeting_day == meeting.day
    assert await Deadline.filter(matter_id=matter.id, period=Period.INTAKE, closed=None).exists()
    assert (await Draft.get(matter_id=matter.id)).characters > len("合同期限三年。")
    kept = await AgendaItem.get(id=item.id)
    assert (kept.handling, kept.matter_id) == (Handling.REVIEW, matter.id)
    decided = await Entry.get(subject=f"meeting:{meeting.id}", act="meeting:item decided")
    assert decided.facts["matter"] == matter.number
    again = await browser.post(handling(meeting, item), {"handling": "exempt", "reason": "算了"})
    assert again.status_code == 409


async def test_the_one_who_is_chosen_answers_for_it(cast: Cast, browser: Browser) -> None:
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)
    await browser.as_(cast.wu)  # of the legal office

    done = await browser.post(handling(meeting, item), review(cast.lin))

    assert done.status_code == 303
    matter = await Matter.get()
    assert matter.submitted_by_id == cast.lin.id
    held = await Part.filter(matter_id=matter.id, until=None)
    assert [(one.person_id, one.relation) for one in held] == [(cast.lin.id, Relation.SUBMITTER)]
    assert (await Entry.get(subject=matter.number, act="matter:submitted")).by_id == cast.wu.id


async def test_somebody_of_another_department_cannot_be_chosen(
    cast: Cast, browser: Browser
) -> None:
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)

    form = {**review(cast.lin), "submitter": f"{cast.finance.id}-{cast.qian.id}"}
    answer = await browser.post(handling(meeting, item), form)

    assert answer.status_code == 422
    assert not await Matter.exists()


async def test_an_item_is_linked_to_a_matter_that_one_may_see(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    other = await matter_at(State.UNDER_REVIEW, cast, title="别的部门的事项")
    await Matter.filter(id=other.id).update(organ_id=cast.finance.id)
    await Part.filter(matter_id=other.id, person_id=cast.lin.id).delete()
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)
    page = await browser.get(handling(meeting, item))
    assert matter.number in page.text
    assert other.number not in page.text

    refused = await browser.post(
        handling(meeting, item), {"handling": "linked", "number": other.number}
    )
    assert refused.status_code == 422
    assert "没有这件事项，或者您无权查看" in refused.text
    done = await browser.post(
        handling(meeting, item), {"handling": "linked", "number": matter.number}
    )

    assert done.status_code == 303
    assert (await AgendaItem.get(id=item.id)).matter_id == matter.id


async def test_an_exemption_needs_a_reason_and_can_be_taken_back(
    cast: Cast, browser: Browser
) -> None:
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)

    silent = await browser.post(handling(meeting, item), {"handling": "exempt", "reason": ""})
    assert silent.status_code == 422
    await browser.post(handling(meeting, item), {"handling": "exempt", "reason": "通报情况"})
    assert (await AgendaItem.get(id=item.id)).reason == "通报情况"
    await browser.post(handling(meeting, item), review(cast.lin))

    kept = await AgendaItem.get(id=item.id)
    assert (kept.handling, kept.reason) == (Handling.REVIEW, "")


@pytest.mark.parametrize(("who", "status"), [("qian", 404), ("han", 403), ("ma", 403), ("an", 403)])
async def test_strangers_see_no_meeting(
    cast: Cast, browser: Browser, who: str, status: int
) -> None:
    meeting = await put_up(cast, browser)
    item = await first_item(meeting)
    await browser.as_(getattr(cast, who))

    for place in (
        f"/meetings/{meeting.id}",
        f"/meetings/{meeting.id}/agenda",
        f"/meetings/{meeting.id}/items/{item.id}/slip",
        f"/meetings/{meeting.id}/items/{item.id}/slip/page",
        handling(meeting, item),
    ):
        page = await browser.get(place)
        assert page.status_code == status, place
        assert "局长办公会" not in page.text
    answer = await browser.post(handling(meeting, item), {"handling": "exempt", "reason": "x"})
    assert answer.status_code == status
    assert (await AgendaItem.get(id=item.id)).handling is Handling.OPEN
    assert "局长办公会" not in (await browser.get("/meetings")).text


async def put_up(cast: Cast, browser: Browser) -> Meeting:
    """Lin's meeting with two items; Lin stays before the browser."""
    await browser.as_(cast.lin)
    done = await post_agenda(browser, cast, AGENDA)
    assert done.status_code == 303, done.text
    return await Meeting.get()


async def post_agenda(browser: Browser, cast: Cast, data: bytes, **typed: str) -> httpx.Response:
    form = {"title": "局长办公会", "day": str(date(2026, 12, 4)), "organ": cast.transport.id}
    return await browser.post(
        "/meetings", {**form, **typed}, files={"agenda": ("议程.docx", data, DOCX)}
    )


def review(submitter: Person) -> dict[str, str]:
    pair = f"{submitter.organ_id}-{submitter.id}"
    return {"handling": "review", "kind": "agenda", "submitter": pair}


async def first_item(meeting: Meeting) -> AgendaItem:
    return await AgendaItem.get(meeting_id=meeting.id, position=1)


def handling(meeting: Meeting, item: AgendaItem) -> str:
    return f"/meetings/{meeting.id}/items/{item.id}/handling"
