"""The checklist of a major decision: shown, attached, not applicable with a reason, or missing."""

from __future__ import annotations

import pytest

from portal.consultation.models import Evidence
from portal.consultation.procedures import Held, checklist_of, held
from portal.documents.models import Material
from portal.kinds import Faulty, Procedure, Source, kinds, read, shipped
from portal.workflow import State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

REVIEW, DECISION = "review", "decision"
FILE = "a" * 64


def procedure(at: str) -> Procedure:
    return Procedure("x", "程序", "slot", False, at, Source("来源"))


@pytest.mark.parametrize(
    ("at", "state", "said", "attached", "stands"),
    [
        (REVIEW, State.UNDER_REVIEW, None, False, Held.MISSING),
        (REVIEW, State.UNDER_REVIEW, None, True, Held.ATTACHED),
        (REVIEW, State.UNDER_REVIEW, True, False, Held.SHOWN),
        (REVIEW, State.UNDER_REVIEW, False, True, Held.WAIVED),
        (REVIEW, State.DECIDED, None, False, Held.MISSING),
        (DECISION, State.UNDER_REVIEW, None, False, Held.LATER),
        (DECISION, State.CLEARED, True, False, Held.SHOWN),
        (DECISION, State.DECIDED, None, False, Held.SHOWN),
    ],
)
def test_how_a_procedure_stands(at, state, said, attached, stands):
    assert held(procedure(at), state, said=said, attached=attached) is stands


def test_a_decision_wants_five_procedures_each_with_its_source():
    wanted = kinds()["decision"].procedures

    assert [one.name for one in wanted] == [
        "公众参与", "专家论证", "风险评估", "公平竞争审查", "集体讨论"
    ]  # fmt: skip
    assert all(one.source.text and one.source.dated for one in wanted)
    assert [one.key for one in wanted if one.required] == ["discussion"]


def test_a_procedure_names_papers_that_the_type_asks_for():
    text = shipped()["decision"].replace('material = "risk"', 'material = "risks"')

    with pytest.raises(Faulty, match="不是送审材料的代码"):
        read(text)


async def test_material_that_was_handed_in_shows_it(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast, kind="decision")
    given = {"matter": matter, "uploaded_by": cast.lin, "uploaded_at": matter.moved_at}
    await Material.create(**given, slot="risk", name="风险评估报告.pdf", sha256=FILE)
    await Material.create(**given, slot="experts", name="", promised=matter.moved_at.date())

    stands = {line.procedure.key: line.held for line in await checklist_of(matter)}

    assert stands == {
        "participation": Held.MISSING, "experts": Held.MISSING, "risk": Held.ATTACHED,
        "competition": Held.MISSING, "discussion": Held.LATER,
    }  # fmt: skip


async def test_the_department_states_it_and_the_last_word_stands(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast, kind="decision")
    place = f"/matters/{matter.number}/procedures"
    await browser.as_(cast.lin)

    for applies, note in (("no", "不涉及公共安全"), ("yes", "已委托评估，风险可控")):
        answer = await browser.post(place, {"procedure": "risk", "applies": applies, "note": note})
        assert answer.status_code == 303

    stands = {line.procedure.key: line for line in await checklist_of(matter)}
    assert stands["risk"].held is Held.SHOWN
    await browser.as_(cast.wu)
    page = await browser.get(f"/matters/{matter.number}")
    assert "已委托评估，风险可控" in page.text
    assert "不涉及公共安全" not in page.text


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"procedure": "risk", "applies": "no"}, 422),
        ({"procedure": "risk", "applies": "yes"}, 422),
        ({"procedure": "risk", "note": "已评估"}, 422),
        ({"procedure": "discussion", "applies": "no", "note": "从简"}, 422),
        ({"procedure": "dance", "applies": "yes", "note": "跳了"}, 404),
    ],
)
async def test_what_cannot_be_stated(cast, browser, said, status):
    matter = await matter_at(State.UNDER_REVIEW, cast, kind="decision")
    await browser.as_(cast.lin)

    answer = await browser.post(f"/matters/{matter.number}/procedures", said)

    assert answer.status_code == status
    assert not await Evidence.exists()


async def test_a_contract_wants_none(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(cast.wu)

    page = await browser.get(f"/matters/{matter.number}/procedures")

    assert "本类事项没有需要逐项说明的法定程序" in page.text
    assert "法定程序" not in (await browser.get(f"/matters/{matter.number}")).text
