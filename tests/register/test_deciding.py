"""After the review: the decision, its final text beside the cleared one, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.acts import Act
from portal.clock import now, stopped_at
from portal.documents.inspection import inspect
from portal.documents.models import Draft
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.notices.models import Notice
from portal.notices.reminders import remind
from portal.register.models import Decision, Obligation
from portal.signing.models import Clearance
from portal.web.codes import new_code
from portal.workflow import State
from tests.scenes import CLAUSES, matter_at, with_draft, with_picture, word

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 26, 4, tzinfo=UTC)  # a Thursday
DECIDED = {"decided_on": "2026-11-20", "decided_by": "市政府第12次常务会议"}


@pytest.fixture(autouse=True)
def today():
    with stopped_at(NOON):
        yield


async def cleared(cast, kind: str = "contract", title: str = "道路养护委托合同") -> Matter:
    """A matter whose newest text was cleared."""
    data = word(*CLAUSES)
    matter = await matter_at(State.CLEARED, cast, kind=kind, title=title, data=data)
    await Draft.filter(matter_id=matter.id).update(text_hash=inspect(data).text_hash)
    draft = await Draft.get(matter_id=matter.id)
    await Clearance.create(
        matter=matter, draft=draft, text_hash=draft.text_hash, code=new_code(),
        given_by=cast.wu, at=now(),
    )  # fmt: skip
    await Matter.filter(id=matter.id).update(step="")
    return await Matter.get(id=matter.id)


def result(matter: Matter) -> str:
    return f"/matters/{matter.number}/result"


async def last_days(matter: Matter) -> dict[str, date | None]:
    return {one.key: one.due for one in await Obligation.filter(matter_id=matter.id)}


async def test_a_contract_is_filed_in_five_working_days(cast, browser):
    matter = await cleared(cast)
    await browser.as_(cast.lin)
    answer = await browser.post(result(matter), DECIDED)

    assert answer.status_code == 303
    assert (await Matter.get(id=matter.id)).state is State.DECIDED
    assert await last_days(matter) == {
        "filing": date(2026, 11, 27),
        "procurement_notice": date(2026, 11, 24),
        "procurement_filing": date(2026, 12, 1),
    }
    page = (await browser.get(result(matter))).text
    assert "市政府第12次常务会议" in page
    assert "合同备案" in (await browser.get("/")).text


async def test_a_period_begins_once_its_day_is_known(cast, browser):
    matter = await cleared(cast, "normative", "停车管理办法")
    await browser.as_(cast.gao)
    await browser.post(result(matter), DECIDED)
    assert (await last_days(matter))["filing"] is None

    published = {"published_on": "2026-11-25", "expires_on": "2031-11-25"}
    await browser.post(result(matter), {**DECIDED, **published})

    assert await last_days(matter) == {
        "publish": date(2026, 12, 18),
        "filing": date(2026, 12, 10),
        "evaluation": date(2031, 11, 25),
    }
    evaluation = await Obligation.get(matter_id=matter.id, key="evaluation")
    assert evaluation.opened == date(2031, 5, 25)
    acts = await Entry.filter(subject=matter.number).order_by("seq").values_list("act", flat=True)
    assert acts[-1] == Act.DECISION_COMPLETED.value


@pytest.mark.parametrize(
    ("title", "expires", "said"),
    [
        ("停车管理办法", "2031-11-20", False),
        ("停车管理办法", "2031-11-21", True),
        ("停车管理办法（试行）", "2028-11-21", True),
    ],
)
async def test_a_long_validity_is_worded_as_a_question(cast, browser, title, expires, said):
    matter = await cleared(cast, "normative", title)
    await browser.as_(cast.lin)
    await browser.post(result(matter), {**DECIDED, "expires_on": expires})

    assert ("请核对</span>" in (await browser.get(result(matter))).text) is said


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decided_on": ""}, "decided_on"),
        ({"decided_on": "2026-11-27"}, "decided_on"),
        ({"decided_by": ""}, "decided_by"),
        ({"published_on": "2026-11-19"}, "published_on"),
        ({"expires_on": "2026-11-20"}, "expires_on"),
    ],
)
async def test_what_cannot_be_is_said_and_what_was_typed_stays(cast, browser, wrong, field):
    matter = await cleared(cast)
    await browser.as_(cast.lin)
    answer = await browser.post(result(matter), {**DECIDED, "document_number": "X-12", **wrong})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert 'value="X-12"' in answer.text
    assert not await Decision.all().exists()


async def test_a_text_that_changed_after_its_clearance_is_not_decided(cast, browser):
    """No review, no decision."""
    matter = await cleared(cast)
    await with_draft(matter, word("另一份文本"), by=cast.lin)
    await browser.as_(cast.lin)
    answer = await browser.post(result(matter), DECIDED)

    assert answer.status_code == 403
    assert not await Decision.all().exists()
    assert (await Matter.get(id=matter.id)).state is State.CLEARED


async def decided(cast, browser) -> Matter:
    matter = await cleared(cast)
    await browser.as_(cast.lin)
    await browser.post(result(matter), DECIDED)
    return await Matter.get(id=matter.id)


@pytest.mark.parametrize(
    ("lines", "differs"),
    [(CLAUSES, False), ((*CLAUSES[:-1], "第三条 发生争议的，提交仲裁。"), True)],
)
async def test_the_final_text_is_compared_with_the_cleared_one(cast, browser, lines, differs):
    matter = await decided(cast, browser)
    answer = await browser.post(
        f"{result(matter)}/final", files={"final": ("定稿.docx", word(*lines))}
    )

    assert answer.status_code == 303
    assert (await Decision.get(matter_id=matter.id)).differs is differs
    page = (await browser.get(result(matter))).text
    assert ("与审查通过的文本有1处不同" in page) is differs
    assert ("<del>，或者向人民法院提起诉讼</del>" in page) is differs
    words = "定稿与审查通过的文本不一致，请核对"
    assert await Notice.filter(person_id=cast.wu.id, words=words).exists() is differs


async def test_of_a_scan_nothing_is_said(cast, browser):
    matter = await decided(cast, browser)
    await browser.post(f"{result(matter)}/final", files={"final": ("扫描件.docx", with_picture())})

    assert (await Decision.get(matter_id=matter.id)).differs is None
    assert "无法自动对比" in (await browser.get(result(matter))).text
    assert not await Notice.filter(words__contains="定稿").exists()


async def test_publishing_begins_what_is_counted_from_it(cast, browser):
    matter = await cleared(cast, "normative", "停车管理办法")
    await browser.as_(cast.lin)
    await browser.post(result(matter), DECIDED)
    publish = await Obligation.get(matter_id=matter.id, key="publish")
    await browser.post(
        f"/matters/{matter.number}/obligations/{publish.id}/proof",
        {"done_on": "2026-11-25", "evidence": "市政府公报"},
    )

    assert (await Decision.get(matter_id=matter.id)).published_on == date(2026, 11, 25)
    assert (await last_days(matter))["filing"] == date(2026, 12, 10)


async def test_what_follows_is_settled_with_evidence_or_a_reason(cast, browser):
    matter = await decided(cast, browser)
    filing = await Obligation.get(matter_id=matter.id, key="filing")
    notice = await Obligation.get(matter_id=matter.id, key="procurement_notice")
    base = f"/matters/{matter.number}/obligations"

    empty = await browser.post(f"{base}/{filing.id}/proof", {"done_on": "2026-11-25"})
    await browser.post(
        f"{base}/{filing.id}/proof", {"done_on": "2026-11-25", "evidence": "云司备〔2026〕3号"},
        files={"proof": ("回执.docx", word("已收到。"))},
    )  # fmt: skip
    await browser.post(f"{base}/{notice.id}/waiver", {"reason": "不属于政府采购"})

    assert empty.status_code == 422
    filing, notice = await Obligation.get(id=filing.id), await Obligation.get(id=notice.id)
    assert (filing.open, filing.done_on, filing.file_name) == (
        False, date(2026, 11, 25), "回执.docx",
    )  # fmt: skip
    assert (notice.open, notice.done_on, notice.evidence) == (False, None, "不属于政府采购")
    twice = await browser.post(f"{base}/{notice.id}/waiver", {"reason": "再来一次"})
    assert twice.status_code == 409


async def test_a_date_of_the_contract_itself(cast, browser):
    matter = await decided(cast, browser)
    base = f"/matters/{matter.number}/obligations"
    await browser.post(base, {"name": "支付第二期价款", "due": "2026-12-10"})

    assert "支付第二期价款" in (await browser.get("/")).text
    await browser.as_(cast.qian)  # of another department
    assert "支付第二期价款" not in (await browser.get("/")).text


async def test_what_is_late_is_shown_to_heads_and_reminded(cast, browser):
    matter = await decided(cast, browser)
    with stopped_at(datetime(2026, 11, 30, 4, tzinfo=UTC)):
        await remind(date(2026, 11, 30))
        await browser.as_(cast.zheng)
        page = (await browser.get("/supervision")).text

    assert "办结之后逾期的事" in page
    assert "合同备案" in page
    told = await Notice.filter(matter_id=matter.id, words__startswith="“{period}”已于")
    assert {one.person_id for one in told} >= {cast.lin.id, cast.gao.id}


async def test_what_is_settled_reminds_nobody(cast, browser):
    matter = await decided(cast, browser)
    await Obligation.all().update(open=False)
    await remind(date(2026, 11, 30))

    assert not await Notice.filter(matter_id=matter.id, words__startswith="“{period}”").exists()
