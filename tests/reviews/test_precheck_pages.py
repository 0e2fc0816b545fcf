"""What the machine finds stands beside the draft, for those who may read it, and claims nothing."""

from __future__ import annotations

import pytest

from portal.permits import Relation
from portal.workflow import State
from tests.scenes import matter_at, word
from tests.walks.forms import Form, form_at

pytestmark = pytest.mark.anyio
DRAFT = word(
    "道路养护委托合同", "根据《中华人民共和国合同法》第八条，双方约定如下。",
    "发生争议的，提交当地仲裁机构仲裁。",
)  # fmt: skip


@pytest.mark.parametrize("who", ["lin", "wu"])
async def test_findings_lead_to_their_place_with_rule_and_basis(cast, browser, who):
    matter = await matter_at(State.UNDER_REVIEW, cast, data=DRAFT)
    await browser.as_(getattr(cast, who))

    page = (await browser.get(f"/matters/{matter.number}/precheck")).text

    assert "<q>《中华人民共和国合同法》</q>" in page
    assert f'href="/matters/{matter.number}/review#b1"' in page
    assert "《中华人民共和国民法典》第一千二百六十条" in page
    assert "疑似：仲裁机构不明确" in page
    assert "不是审查意见" in page


async def test_who_is_asked_but_has_not_accepted_sees_nothing_of_it(cast, browser):
    matter = await matter_at(
        State.UNDER_REVIEW, cast, data=DRAFT, people=((cast.han, Relation.INVITED),)
    )
    await browser.as_(cast.han)

    answer = await browser.get(f"/matters/{matter.number}/precheck")

    assert answer.status_code in (403, 404)
    assert "合同法" not in answer.text


async def test_the_department_sees_it_before_it_submits(cast, browser):
    await browser.as_(cast.lin)
    begin = await form_at(browser, "/submissions/new", "上传并识别")
    page = await begin.send(browser, {"kind": "contract"}, [("files", ("合同.docx", DRAFT))])
    edit = Form(page.text, "下一步：核对并送出")
    said = {name: "2027-03-01" for name in edit.names if name.startswith("promise-")}
    said |= {name: "正在履行内部程序" for name in edit.names if name.startswith("reason-")}
    said |= {"party-0-name": "云川路桥养护有限公司"}

    check = (await edit.send(browser, said)).text

    assert "机器预检：送审稿中有 2 处请核对" in check
    assert "<q>《中华人民共和国合同法》</q>" in check
    assert "确认送审" in check
