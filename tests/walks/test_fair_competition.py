"""An office that wants the fair-competition review first lets nothing in without its result."""

from __future__ import annotations

import pytest

from portal.bylaws.enacting import enact
from portal.bylaws.queries import edition_of
from portal.kinds import shipped
from portal.matters.models import Matter
from tests.scenes import CLAUSES, word
from tests.walks.forms import Form, form_at

pytestmark = pytest.mark.anyio
ASKED = 'key = "competition"\nname = "公平竞争审查结论"\nrequired = false\npromise = true'
WANTED = ASKED.replace("required = false\npromise = true", "required = true\npromise = false")


async def test_no_submission_without_it_and_no_promise_of_it(cast, browser):
    text = shipped()["normative"]
    assert ASKED in text
    seen = (await edition_of(cast.office.id, "normative")).digest
    changed = text.replace(ASKED, WANTED)
    await enact(cast.office, changed, seen, "本市公平竞争审查办法第六条", by=cast.an)
    await browser.as_(cast.lin)
    begin = await form_at(browser, "/submissions/new", "上传并识别")
    draft = ("files", ("管理办法.docx", word(*CLAUSES)))
    page = (await begin.send(browser, {"kind": "normative"}, [draft])).text
    edit = Form(page, "下一步：核对并送出")
    said = {name: "2027-03-01" for name in edit.names if name.startswith("promise-")}
    said |= {name: "正在履行内部程序" for name in edit.names if name.startswith("reason-")}
    given = [("file-explanation", ("说明.docx", word("起草说明")))]

    assert "promise-competition" not in edit.names
    refused = await edit.post(browser, said, given)
    assert refused.status_code == 422
    assert "公平竞争审查结论" in refused.text
    given.append(("file-competition", ("结论.docx", word("公平竞争审查结论：符合"))))
    check = await edit.send(browser, said, given)
    await Form(check.text, "确认送审").send(browser, {"declared": "1"})

    assert (await Matter.get()).kind == "normative"
