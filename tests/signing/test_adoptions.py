"""The adoption loop: answered item by item, held against the new text, confirmed, cleared."""

from __future__ import annotations

import io
from urllib.parse import unquote

import docx
import pytest

from portal.acts import Act
from portal.deadlines.models import Period
from portal.documents.models import Draft
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.opinions.models import Adoption, ItemAnswer, TextChange
from portal.signing.clearances import is_valid, void
from portal.signing.models import Clearance
from portal.word.reading import read
from portal.workflow import State
from tests.scenes import CLAUSES, with_draft, word
from tests.signing.stage import (
    ANSWERS,
    LESS,
    MENDED,
    PAY,
    YES,
    answered,
    confirm,
    issued,
    items,
    reply,
    running,
    state_of,
)

pytestmark = pytest.mark.anyio


async def test_the_department_reads_the_opinion_and_its_files(browser, cast):
    matter, one = await issued(browser, cast)
    await browser.as_(cast.lin)

    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text

    for said in (
        one.number,
        one.code,
        "修改后签订",
        "预付比例偏高。",
        PAY,
        LESS,
        "/opinion/annotated",
    ):
        assert said in page


async def test_a_reply_is_saved_unfinished_and_handed_in_whole(browser, cast):
    matter, _ = await issued(browser, cast)

    saved = await reply(
        browser, cast, matter, ("", ""), ("", "正在商议"), ("partly", ""), word_="save"
    )
    assert saved.status_code == 303
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text
    assert "正在商议" in page
    await browser.as_(cast.wu)
    assert "正在商议" not in (await browser.get(f"/matters/{matter.number}/adoptions")).text
    wrong = await reply(browser, cast, matter, ("adopted", ""), ("adopted", ""), ("partly", ""))

    assert (wrong.status_code, await state_of(matter)) == (422, State.ISSUED)
    assert "请写明理由和依据" in wrong.text
    assert "请上传修改后的送审稿" in wrong.text
    assert await ItemAnswer.all().count() == 3


async def test_the_text_shows_what_was_done(browser, cast):
    matter, _ = await answered(browser, cast)

    assert await state_of(matter) is State.ANSWERED
    hint, pay, court = await items()
    found = {one.item_id: one for one in await ItemAnswer.all()}
    assert found[hint.id].change is TextChange.UNKNOWN
    assert (found[pay.id].change, found[pay.id].new_text) == (TextChange.AS_PROPOSED, LESS)
    assert found[court.id].change is TextChange.UNCHANGED
    assert (found[court.id].adoption, found[court.id].reason) == (
        Adoption.NOT_ADOPTED, "惯例如此。",
    )  # fmt: skip
    assert await Draft.filter(matter=matter).count() == 2
    assert await running() == [Period.CONFIRMATION]
    await browser.as_(cast.wu)
    assert "核对时限" in (await browser.get(f"/matters/{matter.number}")).text
    assert "剩 3 个工作日" in (await browser.get("/")).text
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text
    assert "已按建议修改" in page
    assert f"/matters/{matter.number}/drafts/2/comparison" in page
    assert f'name="confirmed-{pay.id}" value="yes" checked' in page
    assert f'name="confirmed-{court.id}" value="yes" checked' not in page


async def test_remarks_follow_into_the_next_draft(browser, cast):
    matter, _ = await answered(browser, cast)

    draft = await Draft.get(matter=matter, version=2)

    assert await draft.placements.all().count() == 2


async def test_a_bad_file_loses_nothing_that_was_typed(browser, cast):
    matter, _ = await issued(browser, cast)

    answer = await reply(
        browser, cast, matter, ("adopted", ""), ("partly", "预算已定"), ("adopted", ""),
        file=b"not a file",
    )  # fmt: skip

    assert (answer.status_code, await state_of(matter)) == (422, State.ISSUED)
    assert "预算已定" in answer.text
    assert "内容却无法识别" in answer.text
    assert await Draft.filter(matter=matter).count() == 1


async def test_a_text_is_cleared_with_its_hash(browser, cast):
    matter, _ = await answered(browser, cast)

    answer = await confirm(browser, cast, matter, *YES)

    assert (answer.status_code, await state_of(matter)) == (303, State.CLEARED)
    clearance = await Clearance.get()
    draft = await Draft.get(matter=matter, version=2)
    assert (clearance.draft_id, clearance.text_hash) == (draft.id, draft.text_hash)
    assert await Entry.filter(subject=matter.number, act=Act.CLEARANCE_GIVEN).exists()
    assert await running() == []
    assert (await verify(matter.number))[1] == []
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}/clearance")).text
    for said in (clearance.code, "可签订", draft.text_hash, f"/verify/{clearance.code}"):
        assert said in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((("yes", ""), ("", ""), ("yes", "")), "请选择认可或者退回"),
        ((("yes", ""), ("no", "未改到位"), ("yes", "")), "有退回的意见"),
        ((("yes", ""), ("no", ""), ("yes", "")), "请写明退回这一条的理由"),
    ],
)
async def test_what_is_not_settled_is_not_cleared(browser, cast, said, told):
    matter, _ = await answered(browser, cast)

    answer = await confirm(browser, cast, matter, *said)

    assert (answer.status_code, await state_of(matter)) == (422, State.ANSWERED)
    assert told in answer.text
    assert not await Clearance.exists()
    assert not await ItemAnswer.exclude(confirmed=None).exists()


async def test_a_must_that_was_not_adopted_needs_a_recorded_reason(browser, cast):
    said = (("adopted", ""), ("not_adopted", "合同已谈定。"), ("adopted", ""))
    matter, _ = await answered(browser, cast, mended=CLAUSES[:-1], said=said)

    refused = await confirm(browser, cast, matter, *YES)
    assert (refused.status_code, await state_of(matter)) == (422, State.ANSWERED)
    assert "必须修改的意见未被采纳" in refused.text
    taken = await confirm(browser, cast, matter, YES[0], ("yes", "经会商同意。"), YES[2])

    assert (taken.status_code, await state_of(matter)) == (303, State.CLEARED)


async def test_adopted_in_words_only_is_noticed(browser, cast):
    matter, _ = await answered(browser, cast, mended=(*CLAUSES, "第四条 附则。"))

    page = (await (await browser.as_(cast.wu)).get(f"/matters/{matter.number}/adoptions")).text
    refused = await confirm(browser, cast, matter, *YES)

    assert "答复为采纳，但文本没有改动" in page
    assert (refused.status_code, await state_of(matter)) == (422, State.ANSWERED)


async def test_a_reply_is_given_back_and_answered_again(browser, cast):
    matter, _ = await answered(browser, cast, mended=(*CLAUSES, "第四条 附则。"))

    nothing = await confirm(browser, cast, matter, *YES, word_="contest")
    assert (nothing.status_code, await state_of(matter)) == (422, State.ANSWERED)
    await confirm(browser, cast, matter, YES[0], ("no", "第二条没有改。"), YES[2], word_="contest")

    assert await state_of(matter) is State.ISSUED
    assert await running() == [Period.FEEDBACK]
    await browser.as_(cast.lin)
    assert "第二条没有改。" in (await browser.get(f"/matters/{matter.number}/adoptions")).text
    again = await reply(browser, cast, matter, *ANSWERS, file=word(*MENDED))
    assert (again.status_code, await state_of(matter)) == (303, State.ANSWERED)
    pay = (await items())[1]
    rounds = await ItemAnswer.filter(item=pay).order_by("id")
    assert [one.confirmed for one in rounds] == [False, None]
    assert [one.change for one in rounds] == [TextChange.UNCHANGED, TextChange.AS_PROPOSED]
    assert (await confirm(browser, cast, matter, *YES)).status_code == 303
    assert await state_of(matter) is State.CLEARED
    assert await running() == []


async def test_without_anything_to_change_the_text_is_confirmed_as_final(browser, cast):
    matter, _ = await issued(browser, cast, conclusion="agree", empty=True)
    await browser.as_(cast.lin)
    letter = (await browser.get(f"/matters/{matter.number}/opinion/letter")).content
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(letter)).paragraphs)
    assert "未发现送审稿存在合法性问题" in words
    assert "逐条反馈" not in words

    silent = await reply(browser, cast, matter)
    assert (silent.status_code, await state_of(matter)) == (422, State.ISSUED)
    await reply(browser, cast, matter, final="1")
    assert await state_of(matter) is State.ANSWERED
    await confirm(browser, cast, matter)

    assert await state_of(matter) is State.CLEARED
    assert (await Clearance.get()).draft_id == (await Draft.get(matter=matter)).id


async def test_a_blocked_matter_is_closed_and_never_cleared(browser, cast):
    matter, _ = await issued(browser, cast, conclusion="refuse")
    await reply(browser, cast, matter, *ANSWERS)
    assert await state_of(matter) is State.ANSWERED

    cleared = await confirm(browser, cast, matter, YES[0], ("yes", "同意"), YES[2])
    assert (cleared.status_code, await Clearance.exists()) == (422, False)
    closed = await confirm(browser, cast, matter, *YES, word_="close")

    assert (closed.status_code, await state_of(matter)) == (303, State.CLOSED)


async def test_only_a_blocked_matter_is_closed(browser, cast):
    matter, _ = await answered(browser, cast)

    answer = await confirm(browser, cast, matter, *YES, word_="close")

    assert (answer.status_code, await state_of(matter)) == (403, State.ANSWERED)


async def test_a_later_draft_with_other_words_voids_the_clearance(browser, cast):
    matter, _ = await answered(browser, cast)
    await confirm(browser, cast, matter, *YES)
    clearance = await Clearance.get()

    assert await is_valid(clearance)
    await with_draft(matter, word(*MENDED, "第四条 另加一条。"), by=cast.lin)
    assert not await is_valid(clearance)
    page = (await browser.get(f"/matters/{matter.number}/clearance")).text
    assert "已失效" in page


async def test_a_clearance_is_voided_with_its_reason(browser, cast):
    matter, _ = await answered(browser, cast)
    await confirm(browser, cast, matter, *YES)
    clearance = await Clearance.get()

    await void(clearance, "误操作", by=cast.wu)

    await clearance.refresh_from_db()
    assert (await is_valid(clearance), clearance.void_reason) == (False, "误操作")


async def test_the_table_is_downloaded_as_word(browser, cast):
    matter, one = await answered(browser, cast)

    answer = await browser.get(f"/matters/{matter.number}/adoptions/table")

    text = read(answer.content).text
    assert unquote(answer.headers["content-disposition"]).endswith("采纳情况反馈表.docx")
    for said in (one.number, "预付比例偏高。", "未采纳", "惯例如此。", LESS):
        assert said in text
    assert len(docx.Document(io.BytesIO(answer.content)).tables) == 2


@pytest.mark.parametrize(
    ("who", "status"), [("wu", 403), ("zheng", 403), ("han", 404), ("ma", 403), ("qian", 404)]
)
async def test_nobody_else_replies(browser, cast, who, status):
    matter, _ = await issued(browser, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/adoptions", {"word": "hand_in"})

    assert (answer.status_code, await ItemAnswer.exists()) == (status, False)


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 403), ("gao", 403), ("zheng", 403), ("sun", 403), ("qian", 404)]
)
async def test_nobody_else_confirms(browser, cast, who, status):
    matter, _ = await answered(browser, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/matters/{matter.number}/adoptions/confirmation", {"word": "clear"}
    )

    assert (answer.status_code, await Clearance.exists()) == (status, False)


async def test_once_handed_in_it_stands(browser, cast):
    matter, _ = await answered(browser, cast)

    answer = await reply(browser, cast, matter, *ANSWERS, word_="save")

    assert answer.status_code == 403
    assert await ItemAnswer.all().count() == 3


@pytest.mark.parametrize("place", ["adoptions", "adoptions/table", "clearance"])
async def test_strangers_and_auditors_stay_outside(browser, cast, place):
    matter, _ = await answered(browser, cast)
    await confirm(browser, cast, matter, *YES)

    for who, status in (("qian", 404), ("ma", 403), ("lin", 200), ("sun", 200)):
        await browser.as_(getattr(cast, who))
        answer = await browser.get(f"/matters/{matter.number}/{place}")
        assert answer.status_code == status, who


SLIPPED = [clause.replace("市管道路", "全部道路") for clause in MENDED]


async def test_changes_that_nobody_asked_for_are_shown_and_have_to_be_looked_at(browser, cast):
    matter, _ = await answered(browser, cast, SLIPPED)
    await browser.as_(cast.wu)
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text
    blind = await confirm(browser, cast, matter, *YES)

    assert "意见之外的改动 1 处" in page
    assert "<ins>全部</ins>" in page
    assert blind.status_code == 422
    assert "意见之外的改动，请逐处核对" in blind.text
    assert await state_of(matter) is State.ANSWERED

    seen = await confirm(browser, cast, matter, *YES, looked="1")
    assert seen.status_code == 303
    given = await Entry.get(act=Act.CLEARANCE_GIVEN)
    assert given.facts["unasked"] == "1"


async def test_nothing_is_said_where_only_the_items_were_followed(browser, cast):
    matter, _ = await answered(browser, cast)
    await browser.as_(cast.wu)

    assert "意见之外的改动" not in (await browser.get(f"/matters/{matter.number}/adoptions")).text


async def test_a_reply_is_given_back_as_a_whole_with_one_reason(browser, cast):
    matter, _ = await answered(browser, cast, SLIPPED)
    nothing = (("", ""), ("", ""), ("", ""))
    empty = await confirm(browser, cast, matter, *nothing, word_="contest")
    given = await confirm(
        browser, cast, matter, *nothing, word_="contest", whole="第一条改动未经审查，请说明。"
    )
    await browser.as_(cast.lin)
    page = (await browser.get(f"/matters/{matter.number}/adoptions")).text

    assert (empty.status_code, given.status_code) == (422, 303)
    assert await state_of(matter) is State.ISSUED
    assert "第一条改动未经审查，请说明。" in page
    assert not await ItemAnswer.filter(confirmed__not_isnull=True).exists()


async def test_the_same_text_is_no_next_draft(browser, cast):
    matter, _ = await issued(browser, cast)
    await reply(browser, cast, matter, *ANSWERS, file=word(*MENDED), word_="save")
    same = await reply(browser, cast, matter, *ANSWERS, file=word(*MENDED))

    assert same.status_code == 422
    assert "文字与第2稿完全相同" in same.text
    assert "惯例如此。" in same.text
    assert await Draft.filter(matter_id=matter.id).count() == 2


async def test_a_draft_is_compared_with_the_one_that_was_reviewed(browser, cast):
    matter, _ = await answered(browser, cast, SLIPPED)
    refused = (("no", "x"), ("yes", ""), ("yes", ""))
    await confirm(browser, cast, matter, *refused, word_="contest")
    third = [clause.replace("十日", "五日") for clause in SLIPPED]
    await reply(browser, cast, matter, *ANSWERS, file=word(*third))
    await browser.as_(cast.wu)
    base = f"/matters/{matter.number}/drafts/3/comparison"
    step, whole = (await browser.get(base)).text, (await browser.get(f"{base}?from=1")).text

    assert (
        f'href="{base}?from=1"' in (await browser.get(f"/matters/{matter.number}/adoptions")).text
    )
    assert "<ins>全部</ins>" not in step
    assert "<ins>全部</ins>" in whole


async def test_a_summary_of_faults_names_the_items(browser, cast):
    matter, _ = await issued(browser, cast)
    answer = await reply(browser, cast, matter, ("", ""), ("adopted", ""), ("", ""))

    assert answer.status_code == 422
    assert "第1条意见：请选择采纳情况" in answer.text
    assert "第3条意见：请选择采纳情况" in answer.text
    assert "第2条意见：请选择采纳情况" not in answer.text
