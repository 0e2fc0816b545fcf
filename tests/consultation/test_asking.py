"""Letters to many organs: who gets one, what they may see, what becomes of their silence."""

from __future__ import annotations

import pytest

from portal.acts import Act
from portal.clock import stopped_at
from portal.consultation import asking
from portal.consultation.answers import NO_SILENCE, SILENCE, Answer, answer_of
from portal.consultation.models import Consultation, Letter, Side, Stance
from portal.consultation.replying import Said, reply
from portal.consultation.waiting import COLLECT
from portal.deadlines.models import Deadline, Pause, Period
from portal.deadlines.opening import open_deadline
from portal.errors import Invalid, WrongMoment
from portal.journal.models import Entry
from portal.matters.models import Part
from portal.permits import Relation
from portal.workflow import State
from tests.consultation.stage import DUE, asked_by, letter_to, noon, organ_with_clerk
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

SECRET = "道路养护委托合同"  # the title of the matter, which no organ asked may see


@pytest.fixture
async def matter(cast):
    made = await matter_at(State.UNDER_REVIEW, cast)
    with stopped_at(noon(23)):
        await open_deadline(made, Period.REVIEW, by=cast.zhou)
    return made


async def test_seventy_nine_organs_get_a_letter_each(cast, matter, browser):
    organs = [await organ_with_clerk(f"单位{number}", cast) for number in range(79)]
    browser = await browser.as_(cast.wu)

    answer = await browser.post(
        f"/matters/{matter.number}/consultations",
        {
            "title": "关于征求意见的函", "words": "请研提意见", "contact": "吴敏", "days": "5",
            "draft": "1", "organ": [str(one.id) for one in organs], "silence": "1",
        },
    )  # fmt: skip

    assert answer.status_code == 303
    assert await Letter.all().count() == 79
    entry = await Entry.get(act=Act.VIEWS_ASKED.value)
    assert (entry.by_id, entry.facts["letters"]) == (cast.wu.id, "79")
    page = await browser.get(answer.headers["location"])
    assert page.text.count("待答复") == 79
    assert SILENCE in page.text


async def test_a_whole_level_is_one_tick(cast, matter, browser):
    browser = await browser.as_(cast.wu)

    await browser.post(
        f"/matters/{matter.number}/consultations",
        {
            "title": "函", "words": "请研提意见", "contact": "吴敏", "days": "3", "draft": "1",
            "level": "city",
        },
    )  # fmt: skip

    asked = [one.organ.name for one in await Letter.all().order_by("id").select_related("organ")]
    assert asked == ["云川市财政局"]  # the transport department has submitted it


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"organ": ""}, "请选择征求意见的单位"),
        ({"organ": "999"}, "没有可以答复的人员"),
        ({"days": "0"}, "应当在1到366之间"),
        ({"days": ""}, "请填写答复期限"),
        ({"draft": "7"}, "请选择征求意见的文本"),
        ({"words": ""}, "请写明就什么问题征求意见"),
        ({"contact": ""}, "请填写联系人和电话"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_sent(cast, matter, browser, said, fault):
    browser = await browser.as_(cast.wu)
    whole = {
        "title": "函", "words": "请研提意见", "contact": "吴敏", "days": "5", "draft": "1",
        "organ": str(cast.finance.id),
    }  # fmt: skip

    answer = await browser.post(f"/matters/{matter.number}/consultations", whole | said)

    assert answer.status_code == 422
    assert fault in answer.text
    assert not await Consultation.exists()


async def test_the_organ_asked_sees_the_letter_and_nothing_of_the_matter(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)
    browser = await browser.as_(cast.qian)

    page = await browser.get(f"/letters/{letter.id}")
    listed = await browser.get("/letters")
    todo = await browser.get("/")

    assert "请就第三条研提意见" in page.text
    assert NO_SILENCE in page.text
    assert (await browser.get(f"/letters/{letter.id}/file")).status_code == 200
    for seen in (page, listed, todo):
        assert "关于征求停车管理文本意见的函" in seen.text
        assert SECRET not in seen.text
        assert matter.number not in seen.text
    assert (await browser.get(f"/matters/{matter.number}")).status_code == 404
    assert (await browser.get(f"/matters/{matter.number}/consultations")).status_code == 404


async def test_who_is_barred_from_the_matter_gets_no_letter_of_it(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)
    await Part.create(matter=matter, person=cast.qian, relation=Relation.BARRED, since=noon(23))
    browser = await browser.as_(cast.qian)

    assert (await browser.get(f"/letters/{letter.id}")).status_code == 404
    assert "停车管理" not in (await browser.get("/letters")).text
    assert "停车管理" not in (await browser.get("/")).text


async def test_the_department_does_not_see_whom_the_office_asks(cast, matter, browser):
    asked = await asked_by(cast.wu, matter, cast.finance)
    browser = await browser.as_(cast.lin)

    listed = await browser.get(f"/matters/{matter.number}/consultations")
    page = await browser.get(f"/matters/{matter.number}/consultations/{asked.id}")

    assert "停车管理" not in listed.text
    assert page.status_code == 404
    timeline = await browser.get(f"/matters/{matter.number}/timeline")
    assert Act.VIEWS_ASKED.zh not in timeline.text


async def test_the_department_asks_for_itself_and_the_office_looks_on(cast, browser):
    matter = await matter_at(State.SUBMITTED, cast)
    asked = await asked_by(cast.lin, matter, cast.finance, side=Side.DEPARTMENT)
    reviewed = await matter_at(State.UNDER_REVIEW, cast)
    own = await asked_by(cast.lin, reviewed, cast.finance, side=Side.DEPARTMENT)

    await browser.as_(cast.lin)
    page = await browser.get(f"/matters/{matter.number}/consultations/{asked.id}")
    assert "云川市交通运输局" in page.text
    await browser.as_(cast.wu)
    place = f"/matters/{reviewed.number}/consultations/{own.id}"
    assert (await browser.get(place)).status_code == 200
    assert (await browser.post(f"{place}/closing")).status_code == 403


async def test_the_clock_stands_still_until_the_last_answer(cast, matter):
    other = await organ_with_clerk("云川市审计局", cast)
    with stopped_at(noon(24)):
        await asked_by(cast.wu, matter, cast.finance, other, stops=True)
        assert (await Deadline.get(period=Period.REVIEW)).due is None
    with stopped_at(noon(25)):
        await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)
        assert await Pause.filter(until=None).exists()
    with stopped_at(noon(26)):
        await reply(await letter_to(other), Stance.NONE, (), "审", by=cast.qian)

    pause = await Pause.get()
    assert (pause.since, pause.until) == (noon(24).date(), noon(26).date())


async def test_a_department_cannot_stop_the_offices_clock(cast, matter):
    with pytest.raises(Invalid, match="不允许因征求意见中止"):
        await asked_by(cast.lin, matter, cast.finance, side=Side.DEPARTMENT, stops=True)

    assert not await Pause.exists()
    assert not await Letter.exists()


async def test_ending_it_lets_the_clock_run_on(cast, matter):
    with stopped_at(noon(24)):
        asked = await asked_by(cast.wu, matter, cast.finance, stops=True)
    with stopped_at(noon(26)):
        await asking.close(matter, asked, by=cast.wu)

    assert not await Pause.filter(until=None).exists()
    with pytest.raises(WrongMoment, match="不再接收答复"):
        await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)


@pytest.mark.parametrize(
    ("silence", "day", "answer"),
    [
        (True, 30, Answer.WAITING),
        (True, 31, Answer.SILENT),
        (False, 30, Answer.WAITING),
        (False, 31, Answer.OVERDUE),
    ],
)
async def test_silence_speaks_only_where_the_letter_said_so(cast, matter, silence, day, answer):
    with stopped_at(noon(23)):
        asked = await asked_by(cast.wu, matter, cast.finance, silence=silence)

    assert asked.due == DUE
    seen = DUE.replace(day=30) if day == 30 else DUE.replace(month=12, day=1)
    assert answer_of(await letter_to(cast.finance), asked, seen) is answer


async def test_reminding_names_the_silent_and_is_done_once_a_day(cast, matter):
    other = await organ_with_clerk("云川市审计局", cast)
    with stopped_at(noon(24)):
        asked = await asked_by(cast.wu, matter, cast.finance, other)
        await reply(await letter_to(other), Stance.VIEWS, [Said("", "改")], "审", by=cast.qian)
        assert await asking.urge(matter, asked, by=cast.wu) == 1
        with pytest.raises(WrongMoment, match="今天已经催办"):
            await asking.urge(matter, asked, by=cast.wu)
    with stopped_at(noon(25)):
        assert await asking.urge(matter, asked, by=cast.wu) == 1


async def test_what_is_all_in_waits_for_whoever_reviews_now(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    assert COLLECT not in (await (await browser.as_(cast.wu)).get("/")).text
    await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)

    assert COLLECT in (await browser.get("/")).text


async def test_who_has_stepped_aside_is_told_nothing_more(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    await Part.filter(person_id=cast.wu.id).update(until=noon(24))
    await Part.create(matter=matter, person=cast.wu, relation=Relation.BARRED, since=noon(24))
    await reply(await letter_to(cast.finance), Stance.NONE, (), "钱", by=cast.qian)

    todo = await (await browser.as_(cast.wu)).get("/")

    assert COLLECT not in todo.text
    assert SECRET not in todo.text


async def test_taking_the_text_is_recorded(cast, matter, browser):
    await asked_by(cast.wu, matter, cast.finance)
    letter = await letter_to(cast.finance)

    await (await browser.as_(cast.qian)).get(f"/letters/{letter.id}/file")

    taken = await Entry.get(act=Act.DRAFT_DOWNLOADED.value)
    assert (taken.by_id, taken.subject) == (cast.qian.id, matter.number)
