"""The administrator adds a step and changes a clock in the browser; nobody else does."""

from __future__ import annotations

import html as entities
import re
from html.parser import HTMLParser

import pytest

from portal.bylaws.models import Bylaw
from portal.bylaws.queries import edition_of
from portal.kinds import shipped
from portal.workflow import Task

pytestmark = pytest.mark.anyio


class Form(HTMLParser):
    """The fields of the form that goes to the preview, as a browser would post them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str | list[str]] = {}
        self.inside, self.select, self.area = False, "", ""

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.inside = "/preview" in (said.get("action") or "") and not self.fields
        if not self.inside:
            return
        name = said.get("name") or ""
        if tag == "input" and said.get("type") == "checkbox":
            if "checked" in said:
                self.fields[name] = [*self.fields.get(name, []), said.get("value") or ""]
        elif tag == "input":
            self.fields[name] = said.get("value") or ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and ("selected" in said or self.select not in self.fields):
            self.fields[self.select] = said.get("value") or ""
        elif tag == "textarea":
            self.area, self.fields[name] = name, ""

    def handle_endtag(self, tag):
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data


def fields_of(html: str) -> dict[str, str | list[str]]:
    form = Form()
    form.feed(html)
    return form.fields


async def test_a_step_and_a_clock_are_changed_without_a_developer(cast, browser):
    base = f"/rules/{cast.office.id}/contract"
    await browser.as_(cast.an)
    form = fields_of((await browser.get(f"{base}/editing")).text)
    form |= {
        "clock-review-days": "7",
        "step-3-place": "2.5", "step-3-name": "集体讨论",
        "step-3-task": "discuss", "step-3-who": "approver", "step-3-apart": "check",
    }  # fmt: skip

    preview = await browser.post(f"{base}/preview", form)

    assert preview.status_code == 200
    assert "集体讨论" in preview.text
    assert "<del>5</del>" in preview.text
    assert "<ins>7</ins>" in preview.text
    text = re.search(r'<textarea name="text"[^>]*>(.*?)</textarea>', preview.text, re.S)
    said = re.search(r'name="seen" value="([^"]*)"', preview.text)
    assert text
    assert said
    done = await browser.post(
        f"{base}/editions",
        {"text": entities.unescape(text[1]), "seen": said[1], "reason": "局务会决定"},
    )
    assert done.status_code == 303
    kind = (await edition_of(cast.office.id, "contract")).kind
    assert [one.task for one in kind.steps] == [Task.REVIEW, Task.CHECK, Task.DISCUSS, Task.SIGN]
    assert kind.clocks["review"].days == 7
    shown = await browser.get(base)
    assert "局务会决定" in shown.text


async def test_a_wrong_file_names_its_line_and_keeps_what_was_typed(cast, browser):
    await browser.as_(cast.an)
    wrong = shipped()["contract"].replace("days = 5", "days = 五", 1)

    answer = await browser.post(
        f"/rules/{cast.office.id}/contract/preview", {"as": "text", "text": wrong}
    )

    assert answer.status_code == 422
    line = next(n for n, one in enumerate(wrong.splitlines(), start=1) if "五" in one)
    assert f"第{line}行" in answer.text
    assert "days = 五" in answer.text
    assert not await Bylaw.exists()


async def test_a_clock_is_given_another_unit_and_limits(cast, browser):
    base = f"/rules/{cast.office.id}/contract"
    await browser.as_(cast.an)
    form = fields_of((await browser.get(f"{base}/editing")).text)
    form |= {"clock-review-unit": "days", "clock-review-most": "20", "clock-review-extension": ""}

    preview = await browser.post(f"{base}/preview", form)

    changes = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", preview.text)
    said = [tuple(re.sub("<.*?>", "", cell) for cell in row) for row in changes]
    assert said == [
        ("时限 · 审查时限 · 最多可延长", "5", "（删去）"),
        ("时限 · 审查时限 · 最长", "（无）", "20"),
        ("时限 · 审查时限 · 计时单位", "（无）", "自然日"),
    ]


async def test_no_reason_no_change(cast, browser):
    await browser.as_(cast.an)
    text = shipped()["contract"].replace("days = 5", "days = 6", 1)
    seen = (await edition_of(cast.office.id, "contract")).digest

    answer = await browser.post(
        f"/rules/{cast.office.id}/contract/editions", {"text": text, "seen": seen}
    )

    assert answer.status_code == 422
    assert "请写明修改的理由或者依据" in answer.text
    assert not await Bylaw.exists()


async def test_everybody_reads_how_his_office_works(cast, browser):
    for person in (cast.lin, cast.wu, cast.han):
        await browser.as_(person)
        shown = await browser.get(f"/rules/{cast.office.id}/decision")
        assert shown.status_code == 200
        assert "国务院令第713号第二十六条" in shown.text
        assert "修改规则" not in shown.text
