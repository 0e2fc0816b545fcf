"""Whoever comes too late is told what happened meanwhile, and keeps what he typed."""

from __future__ import annotations

import pytest

from portal.desk.overtaken import typed_in
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.matters.progress import advance
from portal.permits import Relation
from portal.workflow import Move, State
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
TYPED = "请补充资金来源证明，\n并说明预付比例。"

# where it stood, what the rival did, the form that came too late, and who sent it
LATE = [
    (State.SUBMITTED, Move.REGISTER, "return", "return_reason", "zhou"),
    (State.SUBMITTED, Move.REFUSE, "supplements", "note", "zhou"),
    (State.REGISTERED, Move.ASSIGN, "refusal", "refusal_reason", "zhou"),
    (State.UNDER_REVIEW, Move.WITHDRAW, "opinion/items", "problem", "wu"),
    (State.UNDER_REVIEW, Move.WITHDRAW, "assignments", "question", "zhou"),
    (State.CHECKING, Move.CHECK, "opinion/approvals", "note", "zheng"),
    (State.ISSUED, Move.ANSWER, "adoptions", "reason-1", "lin"),
]


@pytest.mark.parametrize(("state", "done", "form", "field", "who"), LATE)
async def test_what_was_typed_is_kept_and_the_rival_is_named(
    cast, browser, state, done, form, field, who
):
    matter = await matter_at(state, cast)
    await advance(matter, done, by=cast.gao)
    await browser.as_(getattr(cast, who))

    answer = await browser.post(f"/matters/{matter.number}/{form}", {field: TYPED, "version": "1"})

    assert answer.status_code in (403, 409)
    assert "请补充资金来源证明，" in answer.text
    assert "并说明预付比例。" in answer.text
    assert "本事项最近的办理" in answer.text
    assert done.zh in answer.text
    assert f'href="/matters/{matter.number}"' in answer.text


async def test_whoever_has_no_part_any_more_learns_nothing(cast, browser):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await join(matter, cast.wu, Relation.BARRED)
    await browser.as_(cast.wu)

    answer = await browser.post(f"/matters/{matter.number}/opinion/items", {"problem": TYPED})

    assert answer.status_code == 404
    assert "本事项最近的办理" not in answer.text
    assert matter.title not in answer.text


async def test_an_adviser_is_not_told_what_the_office_did(cast, browser):
    matter = await matter_at(State.ISSUED, cast, people=((cast.han, Relation.ADVISER),))
    await browser.as_(cast.han)

    answer = await browser.post(f"/matters/{matter.number}/advice/submission", {"text": TYPED})

    assert answer.status_code in (403, 409)
    assert "请补充资金来源证明，" in answer.text
    assert "本事项最近的办理" not in answer.text
    assert await Matter.filter(id=matter.id, state=State.ISSUED).exists()


async def test_words_that_another_site_put_in_are_not_shown(cast, browser):
    matter = await matter_at(State.CHECKING, cast)
    await browser.as_(cast.wu)
    forged = {"csrf": "x", "problem": TYPED}

    answer = await browser.post(f"/matters/{matter.number}/opinion/items", forged)

    assert answer.status_code == 403
    assert "请补充资金来源证明" not in answer.text


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (["t" * 20, "7", "must", "2026-11-20", ""], []),
        (["理由一", " 理由一 ", "two words"], ["理由一", "two words"]),
        ([b"file", None, 3], []),
    ],
)
def test_what_the_page_itself_put_in_is_not_repeated(values, texts):
    assert typed_in(values) == texts
