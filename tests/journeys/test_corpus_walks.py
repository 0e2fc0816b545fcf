"""The same walk on real files that nobody here wrote: every Word file on the way is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.word import read
from tests.journeys import papers, steps
from tests.journeys.quoting import Quote, quotes
from tests.word.corpus import folder

pytestmark = [pytest.mark.journey, pytest.mark.long]

COURT = "sublatesublate-design__contract-review-assistant/cn-court"
REAL = "UseJunior__safe-docx/real-contract-pairs"
ILPA = f"{REAL}/ILPA-Model-Limited"
SDK, TOOLS = "dotnet__Open-XML-SDK", "OpenXmlDev__Open-Xml-PowerTools"
FILES = {
    "court, commercial": f"{COURT}/commercial_011.docx",
    "court, patents": f"{COURT}/intellectual_property_001.docx",
    "court, maritime": f"{COURT}/maritime_001.docx",
    "text boxes of WPS": "Sayi__poi-tl/cn-templates/554.docx",
    "Chinese tables": f"{SDK}/features/2007.docx",
    "fund agreement": f"{ILPA}-Parnership-Agreement-Deal-By-Deal_v1.docx",
    "letter of intent": f"{REAL}/letter-of-intent.docx",
    "secrecy agreement": f"{REAL}/mutual-nda.docx",
    "changes of others, notes": "stella__folio/folio/podily-bps.docx",
    "moves of others": f"{TOOLS}/accept-reject/RP001-Tracked-Revisions-02.docx",
    "comments of others": f"{SDK}/comments/Comment029.docx",
    "supply contract": "stella__folio/folio/contract-stella-style.docx",
    "footnote with a table": f"{TOOLS}/compare-pairs/WC036-Footnote-With-Table-Before.docx",
    "strict": f"{SDK}/strict/customXmlDelRangeStart-Custom_XML_Markup_Deletion_Start"
    "-val-author-special-chars.docx",
    "Word 97": "apache__poi/doc97/Bug33519.doc",
}
NEXT = {
    "fund agreement": f"{ILPA}-Partnership-Agreement-WOF_v2.docx",
    "footnote with a table": f"{TOOLS}/compare-pairs/WC036-Footnote-With-Table-After.docx",
}
OFFICE = "云川市司法局"
OUTSIDE, INSIDE = ("韩路", "朱岚"), "吴敏"
PATIENCE = 60_000  # milliseconds: some of these files have hundreds of pages


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.mark.parametrize("key", FILES)
def test_a_file_of_others_goes_all_the_way(key: str, sit_down, tmp_path: Path) -> None:
    source = folder() / FILES[key]
    seats = {login: _seat(sit_down, login) for login in ("shijian", "hanlu", "zhulan", "wumin")}
    clerk, reviewer = seats["shijian"], seats["wumin"]
    number = steps.submit(
        clerk, source, "contract", title=f"语料合同：{key}", counterparty="来文单位"
    )
    working = _working_copy(clerk, number, source)
    chosen = quotes(working, 3)
    steps.register(_seat(sit_down, "zhouzheng"), number)
    steps.assign(_seat(sit_down, "fangming"), number, INSIDE, *OUTSIDE)
    _in_the_browser(seats["hanlu"], number, chosen[0])
    _in_word(seats["zhulan"], number, chosen[1], working, tmp_path)
    _note(reviewer, number, chosen[2])
    _whole_handout(reviewer, number, working, tmp_path)
    steps.consolidate(reviewer, number)
    steps.check(_seat(sit_down, "zhengzhong"), number)
    steps.sign(_seat(sit_down, "sunming"), number)
    annotated = _issued(clerk, number, working, tmp_path)
    following = folder() / NEXT[key] if key in NEXT else steps.adopted(annotated)
    steps.reply(clerk, number, following)
    steps.clear(reviewer, number, note="经核对，以修改稿文本为准。", looked=key in NEXT)


def _seat(sit_down, login: str) -> Page:
    page: Page = sit_down(login)
    page.context.set_default_timeout(PATIENCE)
    return page


def _working_copy(page: Page, number: str, source: Path) -> bytes:
    """The file as the portal works on it: the very bytes, unless it had to be converted."""
    answer = page.context.request.get(f"/matters/{number}/drafts/1/file")
    assert answer.ok
    if source.suffix == ".docx":
        assert answer.body() == source.read_bytes()
    return answer.body()


def _in_the_browser(page: Page, number: str, quote: Quote) -> None:
    steps.accept_engagement(page, number)
    _note(page, number, quote)
    steps.advise(page, number, "修改后可行。")


def _note(page: Page, number: str, quote: Quote) -> None:
    steps.comment(page, number, quote.words, "这里表述不清。", proposal=quote.instead)


def _in_word(page: Page, number: str, quote: Quote, working: bytes, folder: Path) -> None:
    steps.accept_engagement(page, number)
    handed_out = steps.download(page, "下载 Word", folder)
    papers.sound_copy(working, handed_out.read_bytes(), OUTSIDE)
    commented = steps.comment_in_word(
        handed_out, OUTSIDE[1], quote.words, "须与前文一致。", quote.instead
    )
    assert quote.words in steps.bring_back(page, number, commented)
    steps.advise(page, number, "修改后可行。")


def _whole_handout(page: Page, number: str, working: bytes, folder: Path) -> None:
    """The reviewer's copy has everybody's comments."""
    page.goto(f"/matters/{number}/review")
    handed_out = steps.download(page, "下载 Word", folder).read_bytes()
    papers.sound_copy(working, handed_out, (*OUTSIDE, INSIDE))
    assert _authors(handed_out) - _authors(working) == {*OUTSIDE, INSIDE}


def _issued(page: Page, number: str, working: bytes, folder: Path) -> Path:
    """Look at all that was issued; returns the annotated file."""
    page.goto(f"/matters/{number}/adoptions")
    for link in ("下载意见书", "下载采纳情况反馈表"):
        papers.sound_letter(steps.download(page, link, folder).read_bytes())
    annotated = steps.download(page, "下载批注稿", folder)
    papers.sound_copy(working, annotated.read_bytes(), (OFFICE,))
    ours = [one for one in read(annotated.read_bytes()).comments if one.author == OFFICE]
    assert len(ours) == 3
    return annotated


def _authors(data: bytes) -> set[str]:
    return {comment.author for comment in read(data).comments}
