"""What people do at the pages, one function a station of the walk; through the pages only."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from portal.word import Note, annotate, read
from portal.word.document import Place
from portal.word.revisions import accept
from tests.scenes import word


def submit(page: Page, file: Path, kind: str, *, title: str = "", counterparty: str = "") -> str:
    """The clerk hands a file in; the number of the matter.

    `title` replaces what was recognised; `counterparty` is named where no party was recognised.
    """
    page.goto("/submissions/new")
    page.locator("#files").set_input_files(file)
    page.wait_for_url(re.compile(r"/submissions/(?!new$)[^/]+$"), wait_until="load")
    if page.locator("#kind").input_value() != kind:
        with page.expect_navigation():
            page.locator("#kind").select_option(kind)
    if title:
        page.locator("#title").fill(title)
    if counterparty and not page.locator("#party-0-name").input_value():
        page.locator("#party-0-name").fill(counterparty)
    upload_what_cannot_wait(page, file)
    promise_what_is_missing(page)
    page.get_by_role("button", name="下一步：核对并送出").last.click()
    page.get_by_role("heading", name="送出前核对").wait_for()
    page.get_by_label("我确认").check()
    page.get_by_role("button", name="确认送审").click()
    page.get_by_role("heading", name="已送审").wait_for()
    found = re.search(r"20\d\d-\d{4,}", page.locator(".panel").inner_text())
    assert found
    return found.group()


def upload_what_cannot_wait(page: Page, file: Path) -> None:
    """Hand in the explanation, which normative documents demand at once."""
    if page.locator("#file-explanation:visible").count():
        explanation = file.with_name("起草说明.docx")
        explanation.write_bytes(word("关于送审稿的起草说明", "一、起草背景", "二、主要内容"))
        page.locator("#file-explanation").set_input_files(explanation)
        expect(page.locator("#slot-explanation").get_by_text("已有")).to_be_visible()


def promise_what_is_missing(page: Page) -> None:
    """Promise every required material that the department does not have yet."""
    for field in page.locator("input[type=date][name^=promise-]:visible").all():
        field.fill("2027-03-01")
    for field in page.locator("input[name^=reason-]:visible").all():
        field.fill("正在履行内部程序")


def register(page: Page, number: str) -> None:
    page.goto(f"/matters/{number}/registration")
    page.get_by_role("button", name="受理", exact=True).click()
    expect(page.get_by_text("待分办").first).to_be_visible()


def assign(page: Page, number: str, reviewer: str, *advisers: str) -> None:
    """Choose the reviewer and ask advisers, by their names."""
    page.goto(f"/matters/{number}/assignments")
    page.get_by_role("radio", name=re.compile(reviewer)).check()
    for name in advisers:
        page.get_by_role("checkbox", name=re.compile(name)).check()
    if advisers:
        page.locator("#question").fill("请重点审查违约责任和争议解决。")
    page.get_by_role("button", name="分办", exact=True).click()
    expect(page.get_by_text("审查中").first).to_be_visible()


def accept_engagement(page: Page, number: str) -> None:
    page.goto(f"/matters/{number}/engagement")
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="提交答复").click()
    page.wait_for_load_state()
    page.goto(f"/matters/{number}/review")
    page.locator("#paper").wait_for()


def comment(page: Page, number: str, quote: str, text: str, *, proposal: str | None = None) -> None:
    """Select words in the text with the mouse's means and comment on them."""
    if not page.url.endswith(f"/matters/{number}/review"):
        page.goto(f"/matters/{number}/review")
    count = page.locator("[data-cards] article").count()
    page.evaluate(SELECT, quote)
    page.locator("[data-pick]").click()
    form = page.locator("form.panel-note")
    form.get_by_label("必须修改").check()
    form.get_by_label("批注内容").fill(text)
    form.get_by_label("法律依据").fill("《中华人民共和国民法典》")
    if proposal is not None:
        form.get_by_label("提出修改文字").check()
        form.get_by_label("修改为").fill(proposal)
    form.get_by_role("button", name="保存批注").click()
    expect(page.locator("[data-cards] article")).to_have_count(count + 1)


def advise(page: Page, number: str, text: str) -> None:
    """Hand the advice in: the second of the type's outcomes."""
    page.goto(f"/matters/{number}/review#advice")
    page.locator("#advice").get_by_role("radio").nth(1).check()
    page.locator("#advice textarea[name=text]").fill(text)
    page.locator("#submit-advice").click()
    expect(page.locator("#advice").get_by_text("已提交").first).to_be_visible()


def download(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def comment_in_word(file: Path, author: str, quote: str, text: str, replacement: str) -> Path:
    """What a lawyer does offline in Word: a comment, and a tracked change on the same words."""
    data = file.read_bytes()
    place = find(data, quote)
    note = Note(
        id="offline", place=place, author=author, initials=author[:1],
        date="2026-11-20T10:00:00Z", text=text, replacement=replacement,
    )  # fmt: skip
    done = annotate(data, [note])
    assert done.unplaced == {}
    target = file.with_name("批注.docx")
    target.write_bytes(done.data)
    return target


def find(data: bytes, quote: str) -> Place:
    """The first place of `quote` in the text."""
    for paragraph in read(data).paragraphs:
        if quote in paragraph.text:
            start = paragraph.text.index(quote)
            return Place(paragraph.index, start, paragraph.index, start + len(quote))
    raise AssertionError(f"{quote} is not in the text")


def bring_back(page: Page, number: str, file: Path) -> str:
    """Upload a Word file with comments and confirm what it brings; what the check page said."""
    page.goto(f"/matters/{number}/review")
    page.get_by_role("link", name="上传批注稿").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传").last.click()
    page.wait_for_url(re.compile("/imports/"))
    told = page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("确认导入")).click()
    page.wait_for_url(re.compile("/review"))
    return told


def consolidate(page: Page, number: str) -> None:
    """Take every remark in, conclude with the type's second outcome, hand on to the checker."""
    page.goto(f"/matters/{number}/opinion")
    while (waiting := page.get_by_role("button", name="采入", exact=True)).count():
        left = waiting.count()
        waiting.first.click()
        expect(page.get_by_role("button", name="采入", exact=True)).to_have_count(left - 1)
    page.locator("input[name=conclusion]").nth(1).check()
    page.get_by_role("button", name="提交复核").click()
    expect(page.get_by_text("待复核").first).to_be_visible()


def check(page: Page, number: str) -> None:
    page.goto(f"/matters/{number}/opinion")
    page.get_by_role("button", name="复核通过").click()
    expect(page.get_by_text("待签发").first).to_be_visible()


def sign(page: Page, number: str) -> None:
    page.goto(f"/matters/{number}/opinion")
    page.get_by_role("button", name="签发", exact=True).click()
    expect(page.get_by_text("待反馈采纳情况").first).to_be_visible()


def reply(page: Page, number: str, next_draft: Path) -> None:
    """Adopt everything and hand the next draft in."""
    page.goto(f"/matters/{number}/adoptions")
    for radio in page.locator("input[type=radio][value=adopted]").all():
        radio.check()
    page.locator("#draft").set_input_files(next_draft)
    page.get_by_role("button", name="提交反馈").click()
    expect(page.get_by_text("待核对采纳情况").first).to_be_visible()


def clear(page: Page, number: str, *, note: str = "", looked: bool = False) -> None:
    """Accept every answer, each with a note where one is given, and clear the text.

    `looked` says that the next draft has changes nobody asked for, which are looked at first.
    """
    page.goto(f"/matters/{number}/adoptions")
    for radio in page.locator("input[type=radio][value=yes]").all():
        radio.check()
    for field in page.locator("[name^=note-]").all() if note else ():
        field.fill(note)
    if looked:
        page.get_by_label("已逐处核对").check()
    if page.locator("#without").count():
        page.locator("#without").fill("正在履行内部程序，不影响审查结论。")
    page.get_by_role("button", name=re.compile("全部认可")).click()
    expect(page.get_by_text("审查通过").first).to_be_visible()


def adopted(annotated: Path) -> Path:
    """The department's next draft: every proposal of the annotated file accepted."""
    target = annotated.with_name("修改稿.docx")
    target.write_bytes(accept(annotated.read_bytes()))
    return target


SELECT = """quote => {
  const paper = document.getElementById("paper");
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("[data-g]")) nodes.push(node);
  }
  const text = nodes.map(node => node.data).join("");
  let start = text.indexOf(quote);
  if (start < 0) throw new Error(quote + " is not on the page");
  let end = start + quote.length;
  const range = document.createRange();
  for (const node of nodes) {
    if (start >= 0 && start < node.length) { range.setStart(node, start); start = -1; }
    else if (start >= 0) start -= node.length;
    if (end <= node.length) { range.setEnd(node, end); break; }
    end -= node.length;
  }
  range.startContainer.parentElement.scrollIntoView({block: "center"});
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  document.dispatchEvent(new Event("selectionchange"));
  document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
  paper.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
}"""


def put_up(page: Page, agenda: Path, title: str) -> str:
    """Put a meeting up from its agenda; the address of its page."""
    page.goto("/meetings/new")
    page.locator("#title").fill(title)
    page.locator("#day").fill("2026-12-31")
    page.locator("#agenda").set_input_files(agenda)
    page.get_by_role("button", name="拆分议题").click()
    page.wait_for_url(re.compile(r"/meetings/\d+$"))
    return page.url


def exempt(page: Page, meeting: str, position: int, reason: str) -> None:
    _handle(page, meeting, position)
    page.get_by_role("radio", name="无需审查").check()
    page.locator("#reason").fill(reason)
    page.get_by_role("button", name="确定", exact=True).click()
    page.wait_for_url(meeting)


def send_item(page: Page, meeting: str, position: int) -> str:
    """Let an item be reviewed as a matter of its own; the number of the matter."""
    _handle(page, meeting, position)
    page.get_by_role("radio", name="送合法性审查").check()
    page.locator("#submitter option", has_text="陈静").first.wait_for(state="attached")
    chosen = page.locator("#submitter option", has_text="陈静").first.get_attribute("value")
    page.locator("#submitter").select_option(chosen)
    page.get_by_role("button", name="确定", exact=True).click()
    page.wait_for_url(meeting)
    found = re.search(r"20\d\d-\d{4,}", gate(page, meeting, position))
    assert found
    return found.group()


def gate(page: Page, meeting: str, position: int) -> str:
    """What the meeting's page says of one item."""
    page.goto(meeting)
    return page.locator("table.list tbody tr").nth(position - 1).inner_text()


def download_slip(page: Page, meeting: str, position: int, folder: Path) -> Path:
    page.goto(meeting)
    row = page.locator("table.list tbody tr").nth(position - 1)
    with page.expect_download() as waiting:
        row.get_by_role("link", name="Word").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def _handle(page: Page, meeting: str, position: int) -> None:
    page.goto(meeting)
    row = page.locator("table.list tbody tr").nth(position - 1)
    row.get_by_role("link", name="确定处理方式").click()
    page.locator("#handling").wait_for()
