"""Consolidating: remarks are taken in, reworded, left out; the opinion's words are kept."""

from __future__ import annotations

import io

import docx
import pytest

from portal.matters.models import Matter
from portal.opinions.models import Choice, Item, ItemClass, Opinion
from portal.reviews.models import Severity
from portal.workflow import State
from tests.opinions.stage import COURT, OWN, PAY, WORDS, adviser, contract, remark, take

pytestmark = pytest.mark.anyio


@pytest.fixture
async def matter(cast) -> Matter:
    return await contract(cast)


async def test_remarks_stand_side_by_side_by_clause(browser, cast, matter):
    await remark(matter, cast.wu, PAY, text="吴：预付比例偏高。")
    await adviser(matter, cast.han, text="总体可行。")
    await remark(matter, cast.han, PAY, text="韩：建议分期支付。")
    await remark(matter, cast.han, COURT, text="韩：或裁或审。")
    await adviser(matter, cast.xu)
    await remark(matter, cast.xu, COURT, text="徐：尚未提交。", submitted=False)
    await browser.as_(cast.wu)

    page = (await browser.get(f"/matters/{matter.number}/opinion")).text

    assert "已处理 0/3" in page
    assert (
        page.index("吴：预付比例偏高。")
        < page.index("韩：建议分期支付。")
        < page.index("韩：或裁或审。")
    )
    assert "总体可行。" in page
    assert "徐进" in page
    assert "尚未提交" in page
    assert "徐：尚未提交。" not in page


async def test_a_remark_is_taken_in_as_it_is(browser, cast, matter):
    made = await remark(matter, cast.wu, PAY, proposal="支付百分之三十")
    await browser.as_(cast.wu)

    await take(browser, matter, made)

    item = await Item.get(annotation_id=made.id)
    assert (item.choice, item.position, item.clause, item.quote) == (Choice.TAKEN, 1, "第二条", PAY)
    assert (item.problem, item.proposal) == ("预付比例偏高。", "支付百分之三十")
    page = (await browser.get(f"/matters/{matter.number}/opinion")).text
    assert "已处理 1/1" in page
    assert "《保障中小企业款项支付条例》" in page


async def test_a_remark_is_reworded(browser, cast, matter):
    made = await remark(matter, cast.wu)
    await browser.as_(cast.wu)

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/items",
        {
            "remark": made.id, "choice": "reworded", "severity": "should", "klass": "wording",
            "problem": "表述不清。", "proposes": "1", "proposal": "",
        },
    )  # fmt: skip

    assert answer.status_code == 303
    item = await Item.get(annotation_id=made.id)
    assert (item.choice, item.severity, item.klass) == (
        Choice.REWORDED, Severity.SHOULD, ItemClass.WORDING,
    )  # fmt: skip
    assert (item.problem, item.proposal, item.clause) == ("表述不清。", "", "第二条")


async def test_leaving_out_takes_a_reason_and_keeps_what_was_typed(browser, cast, matter):
    made = await remark(matter, cast.wu)
    await browser.as_(cast.wu)
    address = f"/matters/{matter.number}/opinion/items"

    refused = await browser.post(address, {"remark": made.id, "choice": "left_out"})

    assert refused.status_code == 422
    assert "请写明不采的理由" in refused.text
    assert not await Item.exists()
    await browser.post(address, {"remark": made.id, "choice": "left_out", "reason": "已另行约定"})
    item = await Item.get(annotation_id=made.id)
    assert (item.choice, item.reason, item.position) == (Choice.LEFT_OUT, "已另行约定", 0)


async def test_items_of_ones_own_are_added_edited_and_removed(browser, cast, matter):
    await take_in_two(browser, cast, matter)
    address = f"/matters/{matter.number}/opinion/items"

    wrong = await browser.post(address, {**OWN, "problem": "", "basis": "某条例"})
    assert (wrong.status_code, await Item.filter(annotation_id=None).count()) == (422, 0)
    assert "某条例" in wrong.text
    await browser.post(address, OWN)
    own = await Item.get(annotation_id=None)
    assert (own.position, own.klass) == (1, ItemClass.PROCEDURE)
    page = (await browser.get(f"/matters/{matter.number}/opinion")).text
    seen = page.split('name="seen" value="')[-1].split('"')[0]
    await browser.post(f"{address}/{own.id}", {**OWN, "problem": "未附批准文件。", "seen": seen})
    await own.refresh_from_db()
    assert own.problem == "未附批准文件。"
    stale = await browser.post(f"{address}/{own.id}", {**OWN, "problem": "又改了。", "seen": seen})
    assert stale.status_code == 409
    assert "又改了。" in stale.text
    assert "未附批准文件。" in stale.text
    await own.refresh_from_db()
    assert own.problem == "未附批准文件。"
    await browser.post(f"{address}/{own.id}/removal")
    assert not await Item.filter(id=own.id).exists()
    assert [item.position for item in await Item.all().order_by("position")] == [1, 2]


async def take_in_two(browser, cast, matter):
    late = await remark(matter, cast.wu, COURT, text="或裁或审。")
    early = await remark(matter, cast.wu, PAY)
    await browser.as_(cast.wu)
    await take(browser, matter, late)
    await take(browser, matter, early)


async def test_items_stand_in_the_order_of_the_document(browser, cast, matter):
    await take_in_two(browser, cast, matter)

    found = await Item.all().order_by("position").values_list("quote", flat=True)

    assert list(found) == [PAY, COURT]


async def test_the_words_are_kept_and_two_windows_lose_nothing(browser, cast, matter):
    await browser.as_(cast.wu)
    address = f"/matters/{matter.number}/opinion"
    quietly = {"accept": "application/json"}

    first = await browser.post(address, {**WORDS, "version": "0"}, headers=quietly)
    assert first.json()["version"] == 1
    second = await browser.post(address, {**WORDS, "other": "第二个窗口", "version": "0"})

    assert second.status_code == 409
    assert "第二个窗口" in second.text
    assert "修改后可以签订。" in second.text
    assert (await Opinion.get(matter_id=matter.id)).other == ""
    later = await browser.post(address, {**WORDS, "version": "0"}, headers=quietly)
    assert later.status_code == 409
    assert "另一个窗口" in later.json()["words"]
    again = await browser.post(address, {**WORDS, "other": "第二个窗口", "version": "1"})
    assert again.status_code == 303
    assert (await Opinion.get(matter_id=matter.id)).other == "第二个窗口"


async def test_the_letter_is_previewed_and_downloaded(browser, cast, matter):
    made = await remark(matter, cast.wu, PAY, proposal="支付百分之三十")
    await browser.as_(cast.wu)
    await take(browser, matter, made)
    await browser.post(f"/matters/{matter.number}/opinion", {**WORDS, "version": "0"})

    page = await browser.get(f"/matters/{matter.number}/opinion/preview")
    file = await browser.get(f"/matters/{matter.number}/opinion/draft-letter")

    text = "\n".join(one.text for one in docx.Document(io.BytesIO(file.content)).paragraphs)
    for words in ("预付比例偏高。", "修改为“支付百分之三十”", "修改后签订。", "签发后编号"):
        assert words in text
        assert words in page.text


async def test_a_wrong_field_of_the_template_is_told_with_its_place(
    browser, cast, matter, tmp_path, monkeypatch
):
    made = docx.Document()
    made.add_paragraph("{{ number }}")
    made.add_paragraph("{{ titel }}")
    made.save(tmp_path / "opinion.docx")
    monkeypatch.setattr("portal.opinions.templates.LETTERS", tmp_path)
    await browser.as_(cast.wu)
    await browser.post(f"/matters/{matter.number}/opinion", {**WORDS, "version": "0"})

    page = await browser.get(f"/matters/{matter.number}/opinion")
    file = await browser.get(f"/matters/{matter.number}/opinion/draft-letter")

    told = "正文第2段：没有名为“titel”的字段，是否应为“title”"
    assert (page.status_code, told in page.text) == (200, True)
    assert (file.status_code, told in file.text) == (422, True)


@pytest.mark.parametrize(
    ("who", "status"),
    [("zheng", 403), ("sun", 403), ("zhou", 403), ("han", 403), ("lin", 403), ("qian", 404)],
)
@pytest.mark.parametrize("place", ["", "/items", "/submission", "/items/1", "/items/1/removal"])
async def test_nobody_else_writes_the_opinion(browser, cast, matter, who, status, place):
    made = await remark(matter, cast.wu)
    await adviser(matter, cast.han, text="可以。")
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/matters/{matter.number}/opinion{place}",
        {**WORDS, **OWN, "version": "0", "remark": made.id, "choice": "taken"},
    )

    assert answer.status_code == status
    assert not await Opinion.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("wu", 200),
        ("zheng", 200),
        ("han", 200),
        ("lin", 403),
        ("ma", 403),
        ("qian", 404),
        ("an", 404),
    ],
)
async def test_who_reads_the_page(browser, cast, matter, who, status):
    await adviser(matter, cast.han)
    await remark(matter, cast.wu, text="内部意见。")
    await browser.as_(cast.wu)
    await browser.post(f"/matters/{matter.number}/opinion/items", OWN)
    await browser.as_(getattr(cast, who))

    answer = await browser.get(f"/matters/{matter.number}/opinion")

    assert answer.status_code == status
    sees = who in ("wu", "zheng")
    assert ("未附资金来源证明。" in answer.text) is sees
    assert ("内部意见。" in answer.text) is (who == "wu")


@pytest.mark.parametrize("who", ["han", "lin", "qian"])
async def test_the_draft_of_the_letter_stays_in_the_office(browser, cast, matter, who):
    await adviser(matter, cast.han)
    await browser.as_(cast.wu)
    await browser.post(f"/matters/{matter.number}/opinion/items", OWN)
    await browser.as_(getattr(cast, who))

    answer = await browser.get(f"/matters/{matter.number}/opinion/draft-letter")

    assert answer.status_code in (403, 404)


async def test_an_unsubmitted_remark_cannot_be_taken_in(browser, cast, matter):
    hidden = await remark(matter, cast.han, submitted=False)
    await browser.as_(cast.wu)

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/items", {"remark": hidden.id, "choice": "taken"}
    )

    assert (answer.status_code, await Item.exists()) == (404, False)


async def test_nothing_is_written_once_it_is_handed_on(browser, cast, matter):
    made = await remark(matter, cast.wu)
    await Matter.filter(id=matter.id).update(state=State.CHECKING)
    await browser.as_(cast.wu)

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/items", {"remark": made.id, "choice": "taken"}
    )

    assert (answer.status_code, await Item.exists()) == (403, False)
