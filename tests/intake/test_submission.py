"""A department submits: files, what was recognised, the check, and the matter that results."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.acts import Act
from portal.clock import stopped_at
from portal.deadlines.models import Deadline, Period
from portal.documents.models import Draft, Format, Material, StoredFile
from portal.intake.models import Basket
from portal.journal.models import Entry
from portal.matters.models import Matter, Part, Party
from portal.people.models import Organ
from portal.permits import Relation
from portal.workflow import Move, State
from tests.scenes import CLAUSES, word

pytestmark = pytest.mark.anyio

CONTRACT = word(
    *CLAUSES[:3],
    "统一社会信用代码：91330000MA27U0GT85",
    "第一条 合同总价为人民币1,250,000.00元（大写：壹佰贰拾伍万元整）。",
)
PROMISED = {
    "promise-subject": "2026-12-01", "reason-subject": "正在办理",
    "promise-approval": "2026-12-01", "reason-approval": "待批复",
    "promise-unit_opinion": "2026-12-01", "reason-unit_opinion": "会签中",
}  # fmt: skip


@pytest.fixture(autouse=True)
def monday():
    with stopped_at(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        yield


def docx(data: bytes = CONTRACT, name: str = "养护合同.docx") -> tuple[str, tuple[str, bytes]]:
    return ("files", (name, data))


async def basket_with(browser, *files) -> str:
    """The address of a new basket with these files."""
    answer = await browser.post("/submissions", files=list(files) or [docx()])
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def typed(basket_address: str, **changes: str) -> dict[str, str]:
    """The form as it would be posted, with `changes` (a dash is written as __)."""
    basket = await Basket.get(key=basket_address.rpartition("/")[2])
    said = {name: text for name, text in basket.answers.items() if name != "typed"}
    said |= {"kind": basket.kind, **PROMISED, "then": "check"}
    return said | {name.replace("__", "-"): text for name, text in changes.items()}


async def test_what_is_recognised_is_shown_for_checking(browser, cast):
    await browser.as_(cast.lin)

    address = await basket_with(browser)
    page = (await browser.get(address)).text

    assert 'value="道路养护委托合同"' in page
    assert 'value="云川路桥养护有限公司"' in page
    assert 'value="1250000.00"' in page
    basket = await Basket.get()
    assert basket.kind == "contract"
    assert basket.answers["party-0-ours"] == "1"
    assert "party-1-ours" not in basket.answers or not basket.answers["party-1-ours"]


async def test_a_matter_comes_of_it(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    kept = await browser.post(address, await typed(address, meeting_day="2026-12-30"))
    assert (kept.status_code, kept.headers["location"]) == (303, f"{address}/check")
    check = (await browser.get(f"{address}/check")).text
    assert "道路养护委托合同" in check
    assert "承诺2026年12月1日前补交：待批复" in check

    sent = await browser.post(f"{address}/submission", {"declared": "1"})

    assert sent.headers["location"] == f"{address}/done"
    matter = await Matter.get()
    assert (matter.number, matter.state, matter.kind) == ("2026-0001", State.SUBMITTED, "contract")
    assert (matter.organ_id, matter.office_id) == (cast.transport.id, cast.office.id)
    assert matter.meeting_day == date(2026, 12, 30)
    parties = await Party.filter(matter_id=matter.id).order_by("id")
    assert [(p.side, p.ours, p.key, p.uscc) for p in parties] == [
        ("甲方", True, "云川市交通运输局", ""),
        ("乙方", False, "云川路桥养护", "91330000MA27U0GT85"),
    ]
    draft = await Draft.get(matter_id=matter.id)
    assert (draft.version, draft.format, draft.name) == (1, Format.WORD, "养护合同.docx")
    assert await Material.filter(matter_id=matter.id, promised="2026-12-01").count() == 3
    assert await Part.filter(person_id=cast.lin.id, relation=Relation.SUBMITTER).count() == 1
    deadline = await Deadline.get(matter_id=matter.id)
    assert (deadline.period, deadline.due) == (Period.INTAKE, date(2026, 11, 25))
    acts = await Entry.filter(subject=matter.number).order_by("seq").values_list("act", flat=True)
    assert acts[-2:] == [Move.SUBMIT.value, Act.DEADLINE_OPENED.value]  # what happened last
    done = (await browser.get(f"{address}/done")).text
    assert "2026-0001" in done
    assert "云川市司法局" in done
    assert "周正" in done
    assert "2026年11月25日" in done


async def test_sending_twice_makes_one_matter(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    await browser.post(address, await typed(address))

    answers = [await browser.post(f"{address}/submission", {"declared": "1"}) for _ in range(2)]

    assert {answer.headers["location"] for answer in answers} == {f"{address}/done"}
    assert await Matter.all().count() == 1
    again = await browser.get(address)
    assert again.headers["location"] == f"{address}/done"


async def test_two_acts_at_once_make_one_matter(browser, cast):
    import anyio

    from portal.intake.submission_basket import files_of
    from portal.intake.submission_reading import read
    from portal.intake.submitting import submit_basket
    from portal.kinds import kind_of

    await browser.as_(cast.lin)
    address = await basket_with(browser)
    await browser.post(address, await typed(address))
    basket = await Basket.get()
    submission = read(basket.answers, files_of(basket), kind_of("contract"), [cast.transport])
    numbers: list[str] = []

    async def send() -> None:
        numbers.append((await submit_basket(basket, submission, by=cast.lin)).number)

    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(send)

    assert numbers == ["2026-0001"] * 3
    assert await Matter.all().count() == 1


async def test_nothing_is_sent_without_the_declaration(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    await browser.post(address, await typed(address))

    answer = await browser.post(f"{address}/submission")

    assert answer.status_code == 422
    assert "国家秘密" in answer.text
    assert not await Matter.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": ""}, "请填写事项名称"),
        ({"amount": "很多"}, "金额无法识别"),
        ({"meeting_day": "2020-01-01"}, "上会日期已经过去"),
        ({"party__1__uscc": "91330000MA27U0GT8X"}, "统一社会信用代码不对"),
        ({"party__1__name": ""}, "请填写合同相对人"),
        ({"promise__subject": ""}, "缺少“相对人主体资格、资质材料”"),
        ({"reason__subject": ""}, "请写明“相对人主体资格、资质材料”暂缺的原因"),
        ({"promise__subject": "2026-11-01"}, "承诺补交的日期已经过去"),
    ],
)
async def test_a_fault_is_said_and_everything_typed_is_kept(browser, cast, changes, fault):
    await browser.as_(cast.lin)
    address = await basket_with(browser)

    answer = await browser.post(address, await typed(address, note="请重点看仲裁条款", **changes))

    assert answer.status_code == 422
    assert fault in answer.text
    assert "请重点看仲裁条款" in answer.text
    assert "养护合同.docx" in answer.text
    assert "请重点看仲裁条款" in (await browser.get(address)).text


async def test_material_that_may_not_be_promised_must_be_there(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(
        browser, docx(word("云川市停车管理办法", "第一条 为了管理。"), "办法.docx")
    )

    answer = await browser.post(
        address, await typed(address, promise__explanation="2026-12-01", reason__explanation="无")
    )

    assert answer.status_code == 422
    assert "缺少“起草说明”；这项材料不能容缺，请上传" in answer.text


async def test_files_go_to_the_slots_that_they_are_named_for(browser, cast):
    await browser.as_(cast.lin)

    await basket_with(
        browser,
        docx(word("关于停车管理办法的起草说明", "一、背景"), "起草说明.docx"),
        docx(word("云川市停车管理办法", *[f"第{n}条 规定。" for n in range(30)]), "办法.docx"),
        ("files", ("征求意见及采纳情况.docx", word("征求意见及采纳情况", "共三条"))),
    )

    basket = await Basket.get()
    slots = {row["name"]: basket.answers[f"slot-{row['key']}"] for row in basket.files}
    assert basket.kind == "normative"
    assert basket.answers["title"] == "云川市停车管理办法"
    assert slots == {
        "起草说明.docx": "explanation",
        "办法.docx": "draft",
        "征求意见及采纳情况.docx": "comments",
    }


async def test_another_type_has_another_checklist(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)

    await browser.post(address, await typed(address, kind="decision", then="more"))
    page = (await browser.get(address)).text

    assert "决策草案" in page
    assert "相对人主体资格" not in page


async def test_a_meeting_too_soon_for_the_review_is_told_before_and_after_sending(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    await browser.post(address, await typed(address, kind="agenda", then="more"))
    assert "送审至会议不少于3个工作日" in (await browser.get(address)).text

    soon = await typed(address, meeting_day="2026-11-25", urgent_reason="防汛")
    kept = await browser.post(address, soon)
    assert kept.headers["location"] == f"{address}/check", kept.text
    check = (await browser.get(f"{address}/check")).text
    await browser.post(f"{address}/submission", {"declared": "1"})
    done = (await browser.get(f"{address}/done")).text

    for page in (check, done):
        assert "拟上会日期距今天不足3个工作日" in page
        assert "最早可以安排在2026年11月27日上会" in page
        assert "2026年11月25日的会议应当在2026年11月19日前送审" in page


async def test_there_is_exactly_one_draft(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser, docx(), docx(word("补充协议"), "补充协议.docx"))
    first, second = [row["key"] for row in (await Basket.get()).files]

    both = {f"slot-{first}": "draft", f"slot-{second}": "draft"}
    answer = await browser.post(address, {**await typed(address), **both})
    assert "送审稿只能有一个" in answer.text

    none = {f"slot-{first}": "", f"slot-{second}": ""}
    answer = await browser.post(address, {**await typed(address), **none})
    assert "请上传送审稿" in answer.text


async def test_a_file_is_removed_and_what_was_typed_stays(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser, docx(), docx(word("补充协议"), "补充协议.docx"))
    second = (await Basket.get()).files[1]["key"]

    answer = await browser.post(
        f"{address}/files/{second}/removal", await typed(address, note="先看第三条")
    )

    assert answer.status_code == 303
    basket = await Basket.get()
    assert [row["name"] for row in basket.files] == ["养护合同.docx"]
    assert basket.answers["note"] == "先看第三条"


async def test_material_is_uploaded_beside_its_entry(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)

    await browser.post(
        address, await typed(address), files=[("file-subject", ("执照.docx", word("营业执照")))]
    )

    basket = await Basket.get()
    row = basket.files[1]
    assert (row["name"], basket.answers[f"slot-{row['key']}"]) == ("执照.docx", "subject")


async def test_the_script_is_answered_in_json(browser, cast):
    await browser.as_(cast.lin)
    script = {"x-requested-with": "upload", "x-csrf": browser.csrf}

    taken = await browser.client.post("/submissions", files=[docx()], headers=script)
    address = taken.json()["address"]
    refused = await browser.client.post(
        f"{address}/files", files=[docx(b"", "空.docx")], headers=script
    )

    assert taken.json() == {"address": address, "taken": ["养护合同.docx"], "refused": []}
    assert refused.status_code == 422
    assert refused.json()["refused"][0]["name"] == "空.docx"
    assert "文件是空的" in refused.json()["refused"][0]["words"]


async def test_a_good_file_is_kept_beside_a_refused_one(browser, cast):
    await browser.as_(cast.lin)

    answer = await browser.post("/submissions", files=[docx(), docx(b"", "空.docx")])

    assert answer.status_code == 422
    assert "“空.docx”：文件是空的" in answer.text
    assert 'value="道路养护委托合同"' in answer.text
    assert [row["name"] for row in (await Basket.get()).files] == ["养护合同.docx"]


async def test_no_more_than_twenty_files(browser, cast):
    await browser.as_(cast.lin)

    files = [docx(word(f"附件{n}"), f"附件{n}.docx") for n in range(21)]
    answer = await browser.post("/submissions", files=files)

    assert "“附件20.docx”：一次送审最多20个文件" in answer.text
    assert len((await Basket.get()).files) == 20


@pytest.mark.parametrize("who", ["wu", "zhou", "han", "ma", "an"])
async def test_only_a_department_submits(browser, cast, who):
    await browser.as_(getattr(cast, who))

    assert (await browser.get("/submissions/new")).status_code == 403
    assert (await browser.post("/submissions", files=[docx()])).status_code == 403
    assert not await Basket.exists()
    assert not await StoredFile.exists()


async def test_a_basket_is_its_makers_alone(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    said = await typed(address)
    key = (await Basket.get()).files[0]["key"]
    await browser.as_(cast.qian)

    for path in ("", "/check", "/done"):
        assert (await browser.get(address + path)).status_code == 404
    for path in ("", "/files", f"/files/{key}/removal", "/removal", "/submission"):
        assert (await browser.post(address + path, said)).status_code == 404
    basket = await Basket.get()
    assert len(basket.files) == 1
    assert not await Matter.exists()


async def test_a_department_without_an_office_is_told_so(browser, cast):
    await Organ.filter(id=cast.transport.id).update(office_id=None)
    await browser.as_(cast.lin)

    answer = await browser.get("/submissions/new")

    assert answer.status_code == 403
    assert "还没有指定负责合法性审查的机构" in answer.text


async def test_no_number_is_lost_when_sending_fails(browser, cast, monkeypatch):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    await browser.post(address, await typed(address))

    async def broken(*_args, **_kwargs):
        raise RuntimeError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("portal.intake.submitting.open_deadline", broken)
        assert (await browser.post(f"{address}/submission", {"declared": "1"})).status_code == 500
    assert not await Matter.exists()
    await browser.post(f"{address}/submission", {"declared": "1"})

    assert (await Matter.get()).number == "2026-0001"


async def test_a_dropped_basket_is_gone(browser, cast):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    assert address in (await browser.get("/submissions/new")).text

    await browser.post(f"{address}/removal")

    assert not await Basket.exists()


async def test_a_sum_that_differs_in_words_is_pointed_out_until_it_is_corrected(browser, cast):
    await browser.as_(cast.lin)
    data = word(*CLAUSES[:3], "第一条 合同总价为30万元（大写：叁拾伍万元整）。")
    address = await basket_with(browser, docx(data))
    assert "大写金额是 350000 元" in (await browser.get(address)).text

    await browser.post(address, await typed(address, amount="350,000.00"))

    assert "大写金额" not in (await browser.get(address)).text


@pytest.mark.parametrize(
    ("chosen", "kept", "shown"),
    [
        (None, "mandate", "委托、承揽、工程"),  # the title says 委托合同
        ("concession", "concession", "特许经营、政府和社会资本合作"),
        ("", "", None),
        ("forged", "mandate", "委托、承揽、工程"),
    ],
)
async def test_the_kind_within_the_type_is_proposed_by_the_title_and_may_be_chosen(
    browser, cast, chosen, kept, shown
):
    await browser.as_(cast.lin)
    address = await basket_with(browser)
    assert 'value="mandate" selected' in (await browser.get(address)).text
    said = await typed(address)
    if chosen is None:
        said.pop("variant", None)
    await browser.post(address, said | ({} if chosen is None else {"variant": chosen}))
    await browser.post(f"{address}/submission", {"declared": "1"})

    matter = await Matter.get()
    page = (await browser.get(f"/matters/{matter.number}")).text
    assert matter.variant == kept
    assert (f"<dd>{shown}</dd>" in page) is (shown is not None)
    assert ("<dt>类别</dt>" in page) is (shown is not None)
