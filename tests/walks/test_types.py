"""Every type of matter, with each of its outcomes, from the department's file to its end.

Only pages are used, and only forms as the pages give them: a type whose file asks for something
that no page can answer does not come through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from portal.kinds import Effect, Kind, Outcome
from portal.kinds.shelf import kinds
from portal.matters.models import Matter
from portal.signing.models import Clearance
from portal.workflow import State, Task
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import CLAUSES, word
from tests.walks.forms import Form, form_at

pytestmark = pytest.mark.anyio


def longest(kind: Kind) -> Outcome:
    """The outcome after which the department has most to do."""
    return next((one for one in kind.outcomes if one.effect is Effect.REVISE), kind.outcomes[0])


# by default the longest way of each type, with items to answer; the others with --all
WALKS = [
    pytest.param(
        kind, outcome, id=f"{kind.key}-{outcome.key}",
        marks=() if outcome is longest(kind) else pytest.mark.long,
    )
    for kind in kinds().values()
    for outcome in kind.outcomes
]  # fmt: skip
NUMBER = re.compile(r"20\d\d-\d{4,}")
PROBLEM = "付款比例缺少依据，请说明。"


@pytest.mark.parametrize(("kind", "outcome"), WALKS)
async def test_a_type_comes_to_each_of_its_ends(kind: Kind, outcome: Outcome, cast, browser):
    await browser.as_(cast.lin)
    number = await submitted(browser, kind)
    await browser.as_(cast.zhou)
    await (await form_at(browser, f"/matters/{number}/registration", "受理")).send(browser)
    await assigned(browser, cast, number, kind)
    await concluded(browser, cast, number, outcome)
    for stage in kind.track:
        if stage.task in (Task.CHECK, Task.DISCUSS):
            await browser.as_(cast.zheng)
            note = {"note": "11月20日局务会讨论，同意。"}
            await sent(browser, f"/matters/{number}/opinion", "复核通过", note)
    await browser.as_(cast.sun)
    await sent(browser, f"/matters/{number}/opinion", "签发")
    await replied(browser, cast, number, outcome)
    await settled(browser, cast, number, outcome)
    for stage in kind.track:
        if stage.task is Task.MEET and outcome.effect is not Effect.BLOCK:
            await browser.as_(cast.lin)
            passed = {"passed": "yes", "held": "2026-11-20"}
            await sent(browser, f"/matters/{number}/meeting-results", "登记", passed)

    assert await ended(number) == expected(kind, outcome)


async def submitted(browser: Browser, kind: Kind) -> str:
    """The department hands in a draft and promises the rest; the number of the matter."""
    begin = await form_at(browser, "/submissions/new", "上传并识别")
    draft = ("files", ("送审稿.docx", word(*CLAUSES)))
    page = await begin.send(browser, {"kind": kind.key}, [draft])
    edit = Form(page.text, "下一步：核对并送出")
    said: dict[str, object] = {"kind": kind.key}
    said |= {name: "2027-03-01" for name in edit.names if name.startswith("promise-")}
    said |= {name: "正在履行内部程序" for name in edit.names if name.startswith("reason-")}
    urgent = [
        (f"file-{slot.key}", ("说明.docx", word("关于送审稿的说明")))
        for slot in kind.slots
        if slot.required and not slot.promise and slot.key != "draft"
    ]
    check = await edit.send(browser, said, urgent)
    done = await Form(check.text, "确认送审").send(browser, {"declared": "1"})
    found = NUMBER.search(done.text)
    assert found
    return found.group()


async def assigned(browser: Browser, cast: Cast, number: str, kind: Kind) -> None:
    """Wu reviews; where the type hears an adviser, Han is asked and advises."""
    form = await form_at(browser, f"/matters/{number}/assignments", "分办")
    said: dict[str, object] = {"reviewer": str(cast.wu.id)}
    if not kind.needs_adviser:
        await form.send(browser, said)
        return
    asked = {"invite": f"adviser-{cast.han.id}", "question": "请审查程序。", "override": "熟悉情况"}
    await form.send(browser, said | asked)
    await browser.as_(cast.han)
    declared = {"no_conflict": "1", "confidentiality": "1", "reply": "accept"}
    await sent(browser, f"/matters/{number}/engagement", "提交答复", declared)
    advice = {"conclusion": kind.outcomes[0].key, "text": "没有不同意见。"}
    await sent(browser, f"/matters/{number}/review", "提交意见", advice)


async def concluded(browser: Browser, cast: Cast, number: str, outcome: Outcome) -> None:
    """Wu words one item where the outcome wants a reason, concludes and hands the opinion on."""
    await browser.as_(cast.wu)
    place = f"/matters/{number}/opinion"
    if outcome.effect is not Effect.CLEAR:
        await sent(browser, place, "加入意见书", {"problem": PROBLEM})
    said = {"conclusion": outcome.key, "conclusion_note": "经审查，意见如下。"}
    await sent(browser, place, "提交复核", said)


async def replied(browser: Browser, cast: Cast, number: str, outcome: Outcome) -> None:
    """Lin answers item by item and hands the next draft in where it has to change."""
    await browser.as_(cast.lin)
    form = await form_at(browser, f"/matters/{number}/adoptions", "提交反馈")
    answers = {name: "adopted" for name in form.names if name.startswith("adoption-")}
    assert bool(answers) is (outcome.effect is not Effect.CLEAR)
    better = [("draft", ("修改稿.docx", word(*CLAUSES, "付款依据见附件。")))]
    await form.send(browser, answers | {"final": "1"}, better if answers else [])


async def settled(browser: Browser, cast: Cast, number: str, outcome: Outcome) -> None:
    """Wu looks at the reply: he clears the text, or ends the matter where the outcome blocks it."""
    await browser.as_(cast.wu)
    page = (await browser.get(f"/matters/{number}/adoptions")).text
    clearance = (await Matter.get(number=number)).type.clearance
    words = f"全部认可，出具“{clearance}”凭证"
    if outcome.effect is Effect.BLOCK:
        assert words not in page
        await Form(page, "终止本件").send(browser)
        return
    check = Form(page, words)
    said = {name: "yes" for name in check.names if name.startswith("confirmed-")}
    await check.send(browser, said | {"looked": "1", "without": "材料正在履行内部程序。"})


async def ended(number: str) -> tuple[State, int]:
    """Where the matter stands, and how many clearances it has."""
    matter = await Matter.get(number=number)
    return matter.state, await Clearance.filter(matter_id=matter.id).count()


def expected(kind: Kind, outcome: Outcome) -> tuple[State, int]:
    """What blocks is ended without a clearance; meetings come after one."""
    if outcome.effect is Effect.BLOCK:
        return State.CLOSED, 0
    meets = any(stage.task is Task.MEET for stage in kind.track)
    return State.DECIDED if meets else State.CLEARED, 1


async def sent(
    browser: Browser, path: str, button: str, said: Mapping[str, object] | None = None
) -> None:
    await (await form_at(browser, path, button)).send(browser, said)
