from __future__ import annotations

import pytest

from portal.acts import Act
from portal.clock import now, today
from portal.deadlines.models import Deadline, Period
from portal.desk.matter import is_named
from portal.desk.told import Side
from portal.documents.models import Material
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.permits import Relation, Standing
from portal.workflow import Move, State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
S, R = Side, Relation


@pytest.fixture
async def matter(cast) -> Matter:
    """Under review by Wu, advised by Han; He is invited."""
    made = await matter_at(
        State.UNDER_REVIEW, cast,
        people=(
            (cast.wu, R.REVIEWER), (cast.han, R.ADVISER), (cast.luo, R.LAWYER), (cast.he, R.INVITED)
        ),
    )  # fmt: skip
    await Deadline.create(matter=made, period=Period.REVIEW, opened=today(), days=5, due=today())
    await record(Move.SUBMIT, made.number, by=cast.lin)
    await record(Act.REVIEWER_ASSIGNED, made.number, by=cast.zhou, person="吴敏")
    await record(Move.ASSIGN, made.number, by=cast.zhou, person="吴敏")
    await record(Act.ADVISER_OFFERED, made.number, by=cast.wu, person="韩非")
    await record(Act.ANNOTATED, made.number, by=cast.han)
    await Material.create(
        matter=made, slot="subject", name="资质证书.pdf", sha256="a" * 64, uploaded_by=cast.lin,
        uploaded_at=now(),
    )  # fmt: skip
    return made


async def shown(browser, person, matter, place="") -> str:
    await browser.as_(person)
    answer = await browser.get(f"/matters/{matter.number}{place}")
    assert answer.status_code == 200
    return answer.text


async def test_it_says_whose_turn_it_is_until_when_and_why(cast, browser, matter):
    page = await shown(browser, cast.wu, matter)

    assert "轮到您：审查" in page
    assert "今天到期" in page
    assert "为什么是这一天到期" in page
    assert "<svg" in page


@pytest.mark.parametrize("place", ["", "/timeline"])
async def test_the_department_does_not_learn_who_reviews(cast, browser, matter, place):
    page = await shown(browser, cast.lin, matter, place)

    for name in ("吴敏", "韩非", "罗律", "何清", "周正", "北斗律师事务所"):
        assert name not in page
    assert "云川市司法局" in page


@pytest.mark.parametrize("place", ["", "/timeline"])
async def test_the_office_does(cast, browser, matter, place):
    page = await shown(browser, cast.zhou, matter, place)

    assert "吴敏" in page
    assert "韩非" in page


async def test_after_issue_the_department_learns_who_reviewed_but_not_who_advised(
    cast, browser, matter
):
    await Matter.filter(id=matter.id).update(state=State.ISSUED)
    page = await shown(browser, cast.lin, matter)

    assert "吴敏" in page
    assert "韩非" not in page
    assert "<b>批注</b>" not in await shown(browser, cast.lin, matter, "/timeline")
    assert "<b>批注</b>" in await shown(browser, cast.wu, matter, "/timeline")


async def test_advisers_do_not_learn_of_one_another(cast, browser, matter):
    page = await shown(browser, cast.han, matter)

    assert "吴敏" in page
    assert "罗律" not in page
    assert "何清" not in page
    assert f"/matters/{matter.number}/timeline" not in page


async def test_files_are_offered_to_those_who_may_read_them(cast, browser, matter):
    for who in ("lin", "wu", "han", "zhou"):
        page = await shown(browser, getattr(cast, who), matter)
        assert f"/matters/{matter.number}/drafts/1/file" in page
        assert "资质证书.pdf" in page


async def test_the_auditor_sees_no_file_not_even_its_name(cast, browser, matter):
    page = await shown(browser, cast.ma, matter)

    assert "合同.docx" not in page
    assert "资质证书.pdf" not in page
    assert "/file" not in page
    assert matter.title in page


async def test_withdrawing_is_offered_to_the_department_alone(cast, browser, matter):
    address = f"/matters/{matter.number}/withdrawal"

    assert address in await shown(browser, cast.lin, matter)
    assert address not in await shown(browser, cast.wu, matter)


@pytest.mark.parametrize(
    ("relation", "side", "state", "told"),
    [
        (R.SUBMITTER, S.DEPARTMENT, State.UNDER_REVIEW, True),
        (R.REVIEWER, S.DEPARTMENT, State.UNDER_REVIEW, False),
        (R.REVIEWER, S.DEPARTMENT, State.ISSUED, True),
        (R.CHECKER, S.DEPARTMENT, State.SIGNING, False),
        (R.ADVISER, S.DEPARTMENT, State.ISSUED, False),
        (R.LAWYER, S.DEPARTMENT, State.CLEARED, False),
        (R.INVITED, S.DEPARTMENT, State.CLEARED, False),
        (R.REVIEWER, S.OUTSIDE, State.UNDER_REVIEW, True),
        (R.ADVISER, S.OUTSIDE, State.ISSUED, False),
        (R.ADVISER, S.OFFICE, State.UNDER_REVIEW, True),
        (R.INVITED, S.AUDIT, State.UNDER_REVIEW, True),
    ],
)
def test_who_is_named_to_whom(relation, side, state, told):
    reader = {
        S.DEPARTMENT: R.SUBMITTER, S.OUTSIDE: R.ADVISER, S.OFFICE: R.REVIEWER, S.AUDIT: R.AUDITOR
    }[side]  # fmt: skip

    assert is_named(relation, side, Standing(frozenset({reader}), state)) is told


@pytest.mark.parametrize(
    ("who", "status"), [("han", 403), ("qian", 404), ("ma", 200), ("gao", 200)]
)
async def test_who_may_read_the_timeline(cast, browser, matter, who, status):
    await browser.as_(getattr(cast, who))

    assert (await browser.get(f"/matters/{matter.number}/timeline")).status_code == status
