"""Issuing: the number in the letter is the number in the books, and it is all or nothing."""

from __future__ import annotations

import asyncio
import hashlib
import re
from urllib.parse import unquote

import docx
import pytest

from portal.acts import Act
from portal.clock import today
from portal.deadlines.models import Deadline, Period
from portal.documents.models import Draft, Format
from portal.errors import Stale, Unacceptable
from portal.journal.models import Entry
from portal.journal.verifying import verify
from portal.matters.models import Counter, Matter
from portal.matters.numbers import next_number
from portal.opinions.models import Approval, ApprovalStep, Item, Opinion, OpinionState
from portal.signing import issuing
from portal.signing.models import IssuedOpinion
from portal.storage import storage
from portal.word.reading import read
from portal.workflow import State
from tests.opinions.stage import (
    OWN,
    checked,
    content_hash,
    contract,
    remark,
    submitted,
    take,
)
from tests.scenes import CLAUSES
from tests.signing.stage import COURT, LESS, PAY, issued, signable, signed
from tests.word.tiny import unpack

pytestmark = pytest.mark.anyio
SITE = "http://portal"


def words(data: bytes) -> str:
    return read(data).text


async def test_number_letter_and_file_belong_together(browser, cast):
    matter, one = await issued(browser, cast)
    year = today().year

    assert one.number == f"云司审〔{year}〕1号"
    letter = await browser.get(f"/matters/{matter.number}/opinion/letter")
    assert hashlib.sha256(letter.content).hexdigest() == one.letter
    assert unquote(letter.headers["content-disposition"]).endswith(
        f"云司审〔{year}〕1号 合法性审查意见书.docx"
    )
    for said in (
        one.number,
        one.code,
        f"/verify/{one.code}",
        "修改后签订。",
        "修改为“支付百分之三十”",
    ):
        assert said in words(letter.content)
    assert "word/media/" in "".join(unpack(letter.content))
    assert read(letter.content).properties == {
        "OpinionNumber": one.number, "VerificationCode": one.code,
    }  # fmt: skip


async def test_the_act_writes_everything_at_once(browser, cast):
    matter, one = await issued(browser, cast)

    assert matter.state is State.ISSUED
    opinion = await Opinion.get(matter_id=matter.id)
    assert opinion.state is OpinionState.ISSUED
    signature = await Approval.get(step=ApprovalStep.SIGN)
    assert (signature.passed, signature.content_hash) == (True, opinion.content_hash)
    entry = await Entry.get(subject=matter.number, act=Act.OPINION_ISSUED)
    assert (entry.facts["letter"], entry.facts["annotated"]) == (one.letter, one.annotated)
    assert await Deadline.filter(period=Period.FEEDBACK, closed=None).count() == 1
    assert not await Deadline.filter(period=Period.REVIEW, closed=None).exists()
    assert (await verify(matter.number))[1] == []


async def test_the_file_bears_the_items_at_their_words_and_nothing_else_changes(browser, cast):
    matter, one = await issued(browser, cast)
    source = await storage().fetch((await matter.drafts.all().first()).sha256)

    file = (await browser.get(f"/matters/{matter.number}/opinion/annotated")).content

    document = read(file)
    said = {comment.quote: comment.text for comment in document.comments}
    assert {comment.author for comment in document.comments} == {"云川市司法局"}
    assert said[COURT].startswith("【建议修改】或裁或审。")
    assert said[CLAUSES[0]].startswith(
        "【提示】（程序，就全文提出）未附资金来源证明。\n修改建议：补充资金来源证明。\n依据："
    )
    assert [text for text in said.values() if text.startswith("【必须修改】预付比例偏高。")]
    assert "吴敏" not in str(unpack(file).values())
    assert document.properties["OpinionNumber"] == one.number
    assert {change.author for change in document.changes} == {"云川市司法局"}
    proposed = [paragraph.text for paragraph in document.paragraphs]
    assert proposed == [clause.replace(PAY, LESS) for clause in CLAUSES]
    untouched_parts(source, file)


def untouched_parts(source: bytes, file: bytes) -> None:
    """Every part that has no comment, no change and no name in it is the same byte for byte."""
    before, after = unpack(source), unpack(file)
    touched = re.compile(
        r"word/(document|comments\w*|people|styles)\.xml|.*\.rels|\[Content_Types\]\.xml|docProps/.*"
    )
    same = [name for name in before if not touched.fullmatch(name)]
    assert same
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


async def test_a_pdf_has_a_letter_and_no_annotated_file(browser, cast):
    matter = await signable(browser, cast)
    await Draft.filter(matter_id=matter.id).update(format=Format.PDF)
    assert (await signed(browser, cast, matter)).status_code == 303

    one = await IssuedOpinion.get()
    assert (len(one.letter), one.annotated) == (64, "")
    await browser.as_(cast.lin)
    assert (await browser.get(f"/matters/{matter.number}/opinion/letter")).status_code == 200
    assert (await browser.get(f"/matters/{matter.number}/opinion/annotated")).status_code == 404
    assert "/annotated" not in (await browser.get(f"/matters/{matter.number}/adoptions")).text


async def test_wording_that_no_tracked_change_can_carry_is_said_in_the_comment(browser, cast):
    matter = await contract(cast)
    for proposal in (LESS, "支付百分之二十"):  # twice at the same words
        made = await remark(matter, cast.wu, PAY, proposal=proposal)
        await browser.as_(cast.wu)
        await take(browser, matter, made)
    await submitted(browser, cast, matter)
    await checked(browser, cast, matter)
    await signed(browser, cast, matter)

    file = (await browser.get(f"/matters/{matter.number}/opinion/annotated")).content

    texts = [comment.text for comment in read(file).comments]
    assert len(texts) == 2
    assert any("建议改为：支付百分之二十" in text for text in texts)


async def test_who_reads_what_was_issued(browser, cast):
    matter, _ = await issued(browser, cast)

    for place in ("letter", "annotated"):
        for who, status in (("lin", 200), ("gao", 200), ("wu", 200), ("ma", 403), ("qian", 404)):
            await browser.as_(getattr(cast, who))
            answer = await browser.get(f"/matters/{matter.number}/opinion/{place}")
            assert answer.status_code == status, (who, place)


async def test_before_the_issue_the_department_sees_nothing(browser, cast):
    matter = await signable(browser, cast)

    for place in ("opinion/letter", "opinion/annotated", "adoptions", "opinion"):
        await browser.as_(cast.lin)
        assert (await browser.get(f"/matters/{matter.number}/{place}")).status_code == 403


async def test_nothing_changes_after_the_issue(browser, cast):
    matter, one = await issued(browser, cast)
    item = await Item.filter(annotation_id=None).get()
    await browser.as_(cast.wu)

    for place in ("", "/items", f"/items/{item.id}", f"/items/{item.id}/removal", "/submission"):
        answer = await browser.post(f"/matters/{matter.number}/opinion{place}", {**OWN})
        assert answer.status_code == 403
    again = await signed(browser, cast, matter)
    assert again.status_code == 403
    assert await IssuedOpinion.all().count() == 1
    await one.refresh_from_db()
    assert await storage().has(one.letter)


@pytest.mark.parametrize(
    ("who", "status"), [("wu", 403), ("zheng", 403), ("zhou", 403), ("lin", 403), ("qian", 404)]
)
async def test_nobody_else_signs(browser, cast, who, status):
    matter = await signable(browser, cast)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(
        f"/matters/{matter.number}/opinion/signature",
        {"word": "pass", "content": await content_hash(matter)},
    )

    assert (answer.status_code, await IssuedOpinion.exists()) == (status, False)


async def test_a_failure_while_composing_leaves_nothing(browser, cast, tmp_path, monkeypatch):
    matter = await signable(browser, cast)
    broken = docx.Document()
    broken.add_paragraph("{{ titel }}")
    broken.save(tmp_path / "opinion.docx")
    entries = await Entry.all().count()

    with monkeypatch.context() as patch:
        patch.setattr("portal.opinions.templates.LETTERS", tmp_path)
        answer = await signed(browser, cast, matter)

    assert answer.status_code == 422
    assert "没有名为“titel”的字段" in answer.text
    assert (await Matter.get(id=matter.id)).state is State.SIGNING
    assert not await IssuedOpinion.exists()
    assert not await Counter.filter(series__startswith="opinion:").exists()
    assert await Entry.all().count() == entries
    assert (await signed(browser, cast, matter)).status_code == 303
    assert (await IssuedOpinion.get()).serial == 1


async def test_a_failure_while_writing_gives_the_number_back(browser, cast, monkeypatch):
    matter = await signable(browser, cast)

    async def fails(*_: object, **__: object) -> None:
        raise Unacceptable("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(issuing, "open_deadline", fails)
        assert (await signed(browser, cast, matter)).status_code == 422

    assert not await IssuedOpinion.exists()
    assert not await Approval.filter(step=ApprovalStep.SIGN).exists()
    assert (await Matter.get(id=matter.id)).state is State.SIGNING
    assert (await signed(browser, cast, matter)).status_code == 303
    assert (await IssuedOpinion.get()).number.endswith("〕1号")


async def test_one_who_is_overtaken_takes_the_next_number_and_prints_it(browser, cast, monkeypatch):
    matter = await signable(browser, cast)
    compose = issuing.compose
    tries: list[int] = []

    async def slowly(sheets, serial, *rest):
        papers = await compose(sheets, serial, *rest)
        tries.append(serial)
        if len(tries) < 3:  # another process takes the number meanwhile
            await next_number(f"opinion:{cast.office.id}:{today().year}")
        return papers

    monkeypatch.setattr(issuing, "compose", slowly)
    assert (await signed(browser, cast, matter)).status_code == 303

    one = await IssuedOpinion.get()
    assert (tries, one.serial) == ([1, 2, 3], 3)
    assert one.number in words(await storage().fetch(one.letter))


@pytest.mark.parametrize(("count", "in_line"), [(20, True), (6, False)])
async def test_many_signed_at_once_have_contiguous_numbers(
    browser, cast, monkeypatch, count, in_line
):
    """Twenty in one process; and six that do not know of each other, as processes do not."""
    matters = [await signable(browser, cast, conclusion="agree", empty=True) for _ in range(count)]
    seen = {matter.id: await content_hash(matter) for matter in matters}
    if not in_line:
        monkeypatch.setattr(issuing, "_queue", lambda _: asyncio.Semaphore(count))

    async def sign(matter: Matter) -> IssuedOpinion:
        return await issuing.issue(matter, seen[matter.id], "", by=cast.sun, site=SITE)

    found = await asyncio.gather(*(sign(matter) for matter in matters))

    assert sorted(one.serial for one in found) == list(range(1, count + 1))
    for one in found:
        assert one.number in words(await storage().fetch(one.letter))


async def test_one_matter_signed_twice_at_once_is_issued_once(browser, cast):
    matter = await signable(browser, cast)
    seen = await content_hash(matter)
    windows = [await Matter.get(id=matter.id).select_related("office", "organ") for _ in range(3)]

    tries = [issuing.issue(one, seen, "", by=cast.sun, site=SITE) for one in windows]
    found = await asyncio.gather(*tries, return_exceptions=True)

    assert sum(isinstance(one, IssuedOpinion) for one in found) == 1
    assert sum(isinstance(one, Stale) for one in found) == 2
    assert (await Counter.get(series__startswith="opinion:")).reached == 1
