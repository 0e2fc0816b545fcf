"""The main job from end to end, once for each of the four types, through the pages only."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.demo.library import LIBRARY
from portal.word import read
from tests.journeys import papers, steps
from tests.journeys.looking import look

pytestmark = [pytest.mark.journey, pytest.mark.database]

DRAFTS = {draft.key: draft for draft in LIBRARY}
WALKS = [
    ("contract", "street-lighting", "shijian"),
    ("normative", "trader-credit", "shiping"),
    ("decision", "bus-fares", "linxiao"),
]


@pytest.mark.parametrize(("kind", "key", "clerk"), WALKS)
def test_from_the_department_and_back(kind, key, clerk, sit_down, tmp_path: Path):
    draft = DRAFTS[key]
    original = tmp_path / f"{draft.title}.docx"
    original.write_bytes(draft.build())
    first, second, third = draft.remarks[:3]

    clerk_page = sit_down(clerk)
    number = steps.submit(clerk_page, original, kind)
    look(clerk_page, f"{kind}-submitted")
    registrar = sit_down("zhouzheng")
    steps.register(registrar, number)
    dispatcher = sit_down("fangming")
    steps.assign(dispatcher, number, "吴敏", "韩路", "朱岚")
    look(dispatcher, f"{kind}-assigned")

    browser_adviser = sit_down("hanlu")
    steps.accept_engagement(browser_adviser, number)
    steps.comment(browser_adviser, number, first.quote, first.text, proposal=first.proposal)
    look(browser_adviser, f"{kind}-adviser")
    steps.advise(browser_adviser, number, "修改后可行。")

    word_adviser = sit_down("zhulan")
    steps.accept_engagement(word_adviser, number)
    assert first.text not in word_adviser.content()  # advisers write independently
    handed_out = steps.download(word_adviser, "下载 Word", tmp_path)
    commented = steps.comment_in_word(
        handed_out, "朱岚", second.quote, second.text, second.proposal or "（待补充）"
    )
    told = steps.bring_back(word_adviser, number, commented)
    assert second.quote in told
    steps.advise(word_adviser, number, "修改后可行。")

    reviewer = sit_down("wumin")
    steps.comment(reviewer, number, third.quote, third.text, proposal=third.proposal)
    look(reviewer, f"{kind}-review")
    steps.consolidate(reviewer, number)
    steps.check(sit_down("zhengzhong"), number)
    signer = sit_down("sunming")
    signer.goto(f"/matters/{number}/opinion")
    look(signer, f"{kind}-signing")
    steps.sign(signer, number)

    clerk_page.goto(f"/matters/{number}/adoptions")
    look(clerk_page, f"{kind}-reply")
    letter = steps.download(clerk_page, "下载意见书", tmp_path)
    annotated = steps.download(clerk_page, "下载批注稿", tmp_path)
    papers.sound_copy(original.read_bytes(), annotated.read_bytes(), {"云川市司法局"})
    papers.sound_letter(letter.read_bytes())
    comments = read(annotated.read_bytes()).comments
    assert [one.quote for one in comments if one.parent is None]
    assert {one.author for one in comments} == {"云川市司法局"}
    steps.reply(clerk_page, number, steps.adopted(annotated))
    steps.clear(reviewer, number)
    look(reviewer, f"{kind}-cleared")


def test_a_meeting_and_its_agenda(sit_down, tmp_path: Path):
    """No review, no meeting: the agenda is split, an item is reviewed, and only then may go on."""
    agenda = tmp_path / "议程.docx"
    agenda.write_bytes(DRAFTS["executive-meeting"].build())
    clerk = sit_down("chenjing")
    meeting = steps.put_up(clerk, agenda, "市人民政府第52次常务会议")
    look(clerk, "meeting-new")
    steps.exempt(clerk, meeting, 2, "学习传达，不作决定")
    number = steps.send_item(clerk, meeting, 1)
    assert "尚不可" in steps.gate(clerk, meeting, 1)

    steps.register(sit_down("zhouzheng"), number)
    steps.assign(sit_down("fangming"), number, "吴敏")
    reviewer = sit_down("wumin")
    reviewer.goto(f"/matters/{number}/review")
    words = reviewer.locator("#paper [data-b]").first.inner_text().strip()[:8]
    steps.comment(reviewer, number, words, "请补充说明依据。", proposal=f"{words}（修改）")
    steps.consolidate(reviewer, number)
    checker = sit_down("zhengzhong")
    steps.check(checker, number)
    steps.sign(sit_down("sunming"), number)

    clerk.goto(f"/matters/{number}/adoptions")
    annotated = steps.download(clerk, "下载批注稿", tmp_path)
    steps.reply(clerk, number, steps.adopted(annotated))
    steps.clear(reviewer, number)
    assert "可上会" in steps.gate(clerk, meeting, 1)
    look(clerk, "meeting-passed")
    slip = steps.download_slip(clerk, meeting, 1, tmp_path)
    assert "法制审核意见" in read(slip.read_bytes()).text
