"""Work in Word through the front door: download, write, upload, check, confirm."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.people.models import Person
from portal.reviews.models import Annotation, AnnotationReply, Handout, Placement, WordImport
from portal.word.annotating import annotate
from portal.word.notes import Note, Reply
from portal.word.properties import set_properties
from portal.word.reading import read
from tests.cast import Cast
from tests.client import Browser
from tests.reviews.conftest import under_review
from tests.reviews.test_remarks import SELECTED, made_at
from tests.scenes import CLAUSES, with_draft, word

pytestmark = pytest.mark.anyio

LATER = "2026-11-22T10:30:00+08:00"
NOTES = (
    Note("a", "何律师", "必须修改：请明确\n依据：合同编", quote="养护范围", date=LATER),
    Note("b", "何律师", "太短", replacement="三十日", quote="十日", date=LATER),
    Note("c", "何律师", replacement="提交云川仲裁委员会仲裁", quote="提交仲裁", date=LATER),
)


async def downloaded(browser: Browser, matter: Matter, person: Person) -> bytes:
    window = await browser.as_(person)
    answer = await window.get(f"/matters/{matter.number}/drafts/1/word")
    assert answer.status_code == 200, answer.text
    return answer.content


async def uploaded(browser: Browser, matter: Matter, data: bytes, version: int = 1) -> str:
    """The address of the check page; the text of the page where the file was refused."""
    answer = await browser.post(
        f"/matters/{matter.number}/drafts/{version}/imports", files={"file": ("回传.docx", data)}
    )
    return answer.headers["location"] if answer.status_code == 303 else answer.text


async def confirmed(browser: Browser, page: str) -> int:
    """Confirms what is ticked on the check page; returns how many rows that were."""
    html = (await browser.get(page)).text
    ticked = re.findall(r'name="take" value="(\d+)" checked', html)
    answer = await browser.post(f"{page}/confirmation", {"take": ticked})
    assert answer.status_code == 303
    return len(ticked)


async def test_the_file_carries_every_remark_that_the_reader_may_see(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    await (await browser.as_(cast.han)).post(made_at(matter), SELECTED)
    wu = await browser.as_(cast.wu)
    said = {**SELECTED, "text": "须改", "proposes": "1", "proposal": "支付百分之三十"}
    await wu.post(made_at(matter), said)
    made = await Annotation.get(author=cast.wu)
    await wu.post(f"/matters/{matter.number}/annotations/{made.id}/replies", {"text": "再议"})

    document = read(await downloaded(browser, matter, cast.wu))
    handout = await Handout.get()
    assert [(one.author, one.text) for one in document.comments] == [
        ("吴敏", "【必须修改】须改\n依据：保障中小企业款项支付条例"),
        ("吴敏", "再议"),
    ]
    assert document.comments[1].parent == document.comments[0].id
    assert [(one.kind, one.text) for one in document.changes] == [
        ("delete", "五"),
        ("insert", "三"),
    ]
    assert document.properties == {
        "ReviewFile": handout.key, "ReviewMatter": matter.number, "ReviewVersion": "1",
    }  # fmt: skip
    assert set(handout.contents.values()) == {f"annotation:{made.id}", "reply:1"}
    assert await Entry.filter(act="draft:downloaded", subject=matter.number).exists()


async def test_the_upload_form(cast: Cast, matter: Matter, browser: Browser) -> None:
    han = await browser.as_(cast.han)
    page = await han.get(f"/matters/{matter.number}/drafts/1/imports/new")
    empty = await han.post(f"/matters/{matter.number}/drafts/1/imports")

    assert page.status_code == 200
    assert 'type="file"' in page.text
    assert empty.status_code == 422
    assert "请选择要上传的 .docx 文件" in empty.text


async def test_what_a_lawyer_wrote_comes_in_under_his_name(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    file = await downloaded(browser, matter, cast.han)
    page = await uploaded(browser, matter, annotate(file, NOTES).data)
    assert not await Annotation.exists()
    assert await confirmed(browser, page) == 3

    made = await Annotation.all().prefetch_related("placements").order_by("id")
    told = [
        (one.severity, one.text, one.basis, one.placements[0].quote, one.proposal) for one in made
    ]
    assert told == [
        ("must", "请明确", "合同编", "养护范围", None),
        ("should", "太短", "", "十日", "三十日"),
        ("should", "", "", "提交仲裁", "提交云川仲裁委员会仲裁"),
    ]
    assert {one.author_id for one in made} == {cast.han.id}
    assert {one.origin for one in made} == {"word"}
    assert not any(one.submitted for one in made)
    entry = await Entry.filter(act="annotation:made").first()
    assert entry is not None
    assert entry.facts["signed"] == "何律师"


async def test_confirming_and_uploading_twice_changes_nothing(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    file = annotate(await downloaded(browser, matter, cast.han), NOTES).data
    page = await uploaded(browser, matter, file)
    other = await uploaded(browser, matter, file)
    assert await confirmed(browser, page) == 3
    await browser.post(f"{page}/confirmation", {"take": ["0", "1", "2"]})
    await browser.post(f"{other}/confirmation", {"take": ["0", "1", "2"]})
    again = await uploaded(browser, matter, file)

    assert await Annotation.all().count() == 3
    assert await confirmed(browser, again) == 0
    assert "此前已经导入" in (await browser.get(again)).text


async def test_going_on_in_the_same_file(cast: Cast, matter: Matter, browser: Browser) -> None:
    file = annotate(await downloaded(browser, matter, cast.han), NOTES[:1]).data
    await confirmed(browser, await uploaded(browser, matter, file))
    ids = {one.text: one.id for one in read(file).comments}
    answer = Note(
        "r", "何律师", "补充一点", parent=ids["必须修改：请明确\n依据：合同编"], date=LATER
    )
    more = annotate(file, [answer, NOTES[1]]).data
    assert await confirmed(browser, await uploaded(browser, matter, more)) == 2

    assert await Annotation.all().count() == 2
    assert (await AnnotationReply.get()).text == "补充一点"


async def test_answers_and_settled_threads(cast: Cast, matter: Matter, browser: Browser) -> None:
    wu = await browser.as_(cast.wu)
    await wu.post(made_at(matter), SELECTED)
    file = await downloaded(browser, matter, cast.wu)
    root = read(file).comments[0].id
    back = annotate(file, [Note("r", "吴敏", "已谈妥", parent=root, date=LATER, resolved=True)])
    assert await confirmed(browser, await uploaded(browser, matter, back.data)) == 2

    made = await Annotation.get().prefetch_related("replies")
    assert [one.text for one in made.replies] == ["已谈妥"]
    assert made.resolved_at is not None


async def test_an_adviser_does_not_settle_for_the_reviewer(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    await (await browser.as_(cast.wu)).post(made_at(matter), SELECTED)
    file = await downloaded(browser, matter, cast.wu)
    root = read(file).comments[0].id
    back = annotate(file, [Note("r", "韩非", "我看可以", parent=root, date=LATER, resolved=True)])
    await browser.as_(cast.han)
    page = await uploaded(browser, matter, back.data)

    assert "预付比例偏高" not in (await browser.get(page)).text
    assert "我看可以" not in (await browser.get(page)).text
    await browser.post(f"{page}/confirmation", {"take": ["0", "1"]})
    assert (await Annotation.get()).resolved_at is None
    assert not await AnnotationReply.exists()


async def test_remarks_deleted_in_word_stay(cast: Cast, matter: Matter, browser: Browser) -> None:
    await (await browser.as_(cast.wu)).post(made_at(matter), SELECTED)
    file = await downloaded(browser, matter, cast.wu)
    empty = set_properties(word(*CLAUSES), dict(read(file).properties))
    page = await uploaded(browser, matter, empty)

    assert "批注被删除" in (await browser.get(page)).text
    assert await confirmed(browser, page) == 0
    assert await Annotation.all().count() == 1


async def test_an_edit_without_a_trace_is_taken_only_when_ticked(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    await browser.as_(cast.han)
    changed = word(*[line.replace("十日内", "三十日内") for line in CLAUSES])
    page = await uploaded(browser, matter, changed)
    html = (await browser.get(page)).text
    assert "未留痕改动" in html
    assert "checked" not in html
    await browser.post(f"{page}/confirmation", {"take": ["0"]})

    made = await Annotation.get()
    assert made.proposal is not None
    assert "三十日内" in made.proposal


async def test_what_cannot_be_placed_is_listed(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    await browser.as_(cast.han)
    longer = word(*CLAUSES, "第四条 与前文毫无关系的一条。")
    note = Note("x", "韩非", "这条哪里来的", quote="毫无关系", date=LATER)
    page = await uploaded(browser, matter, annotate(longer, [note]).data)

    html = (await browser.get(page)).text
    assert "无法定位" in html
    assert "这条哪里来的" in html
    await browser.post(f"{page}/confirmation", {"take": ["0", "1"]})
    assert not await Annotation.exists()


async def test_a_file_of_another_version_or_matter_says_so(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    file = await downloaded(browser, matter, cast.han)
    await with_draft(matter, word(*CLAUSES), by=cast.lin)
    assert "第 1 稿的批注稿" in await uploaded(browser, matter, file, version=2)

    other = await under_review(cast)
    assert f"事项 {matter.number} 第 1 稿的批注稿" in await uploaded(browser, other, file)
    assert not await WordImport.exists()


async def test_a_file_of_a_matter_that_one_may_not_know(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    file = await downloaded(browser, matter, cast.han)
    other = await under_review(cast)
    await matter.parts.filter(person_id=cast.xu.id).delete()
    await browser.as_(cast.xu)
    answer = await uploaded(browser, other, file)

    assert "另一件事项的批注稿" in answer
    assert matter.number not in answer


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空"),
        (b"PK\x03\x04nonsense", "损坏"),
        (b"hello", "Word"),
        (word("关于召开会议的通知", "定于下周三下午召开会议，请准时参加。"), "差别太大"),
    ],
)
async def test_files_that_are_refused(
    cast: Cast, matter: Matter, browser: Browser, data: bytes, told: str
) -> None:
    await browser.as_(cast.han)
    answer = await browser.post(
        f"/matters/{matter.number}/drafts/1/imports", files={"file": ("x.docx", data)}
    )

    assert answer.status_code == 422
    assert told in answer.text
    assert not await WordImport.exists()


async def test_an_import_is_its_uploaders_alone(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    file = annotate(await downloaded(browser, matter, cast.han), NOTES).data
    page = await uploaded(browser, matter, file)
    for other, status in ((cast.xu, 404), (cast.wu, 404), (cast.lin, 403), (cast.qian, 404)):
        window = await browser.as_(other)
        assert (await window.get(page)).status_code == status
        answer = await window.post(f"{page}/confirmation", {"take": ["0"]})
        assert answer.status_code == status
    assert not await Annotation.exists()


def soffice() -> str:
    found = shutil.which("soffice")
    assert found, "LibreOffice is needed for this test; bin/test installs it"
    return found


def resaved(data: bytes, folder: Path) -> bytes:
    """The file after LibreOffice has opened and saved it."""
    source = folder / "in.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        [soffice(), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "out" / "in.docx").read_bytes()


async def test_a_file_saved_by_libreoffice(
    cast: Cast, matter: Matter, browser: Browser, tmp_path: Path
) -> None:
    wu = await browser.as_(cast.wu)
    said = {**SELECTED, "proposes": "1", "proposal": "支付百分之三十"}
    await wu.post(made_at(matter), said)
    file = await downloaded(browser, matter, cast.wu)
    reply = (Reply("何律师", "我同意", LATER, "何"),)
    notes = (*NOTES, Note("d", "何律师", "谁付", quote="甲方", date=LATER, replies=reply))
    saved = await asyncio.to_thread(resaved, annotate(file, notes).data, tmp_path)
    page = await uploaded(browser, matter, saved)
    await confirmed(browser, page)

    imported = await Annotation.filter(origin="word").order_by("id")
    quotes = {one.annotation_id: one.quote for one in await Placement.all()}
    told = {(one.text, quotes[one.id], one.proposal) for one in imported}
    assert told >= {
        ("请明确", "养护范围", None),
        ("太短", "十日", "三十日"),
        ("谁付", "甲方", None),
    }
    assert await Annotation.filter(origin="browser").count() == 1
    # LibreOffice forgets what answers what; nothing that was said is lost
    said_by_all = [*await Annotation.all(), *await AnnotationReply.all()]
    assert "我同意" in {one.text for one in said_by_all}
