"""Advice: written alone, handed in once, read by the office only then."""

from __future__ import annotations

import pytest

from portal.matters.models import Matter
from portal.reviews.models import Advice, Annotation
from portal.routing.models import Answer, Assignment
from tests.cast import Cast
from tests.client import Browser
from tests.reviews.test_remarks import SELECTED, made_at

pytestmark = pytest.mark.anyio

ADVICE = {"conclusion": "revise", "text": "付款条款须修改", "version": "0"}


def advice_at(matter: Matter) -> str:
    return f"/matters/{matter.number}/advice"


async def test_a_draft_is_saved_and_shown_again(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    han = await browser.as_(cast.han)
    answer = await han.post(advice_at(matter), ADVICE)

    page = (await han.get(f"/matters/{matter.number}/review")).text
    kept = await Advice.get()
    assert answer.status_code == 303
    assert (kept.text, kept.conclusion, kept.version) == ("付款条款须修改", "revise", 1)
    assert kept.submitted_at is None
    assert ">付款条款须修改</textarea>" in page
    assert 'name="version" value="1"' in page


async def test_saving_while_typing_answers_the_new_version(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    han = await browser.as_(cast.han)
    first = await han.post(advice_at(matter), {**ADVICE, "quietly": "1"})
    second = await han.post(advice_at(matter), {**ADVICE, "version": "1", "quietly": "1"})
    stale = await han.post(advice_at(matter), {**ADVICE, "version": "1", "quietly": "1"})

    assert (first.json(), second.json()) == ({"version": 1}, {"version": 2})
    assert (stale.status_code, stale.json()) == (409, {"stale": True})


async def test_a_stale_save_shows_both_texts(cast: Cast, matter: Matter, browser: Browser) -> None:
    han = await browser.as_(cast.han)
    await han.post(advice_at(matter), {**ADVICE, "text": "先存的文字"})
    answer = await han.post(advice_at(matter), {**ADVICE, "text": "后存的文字"})

    assert answer.status_code == 409
    assert "先存的文字" in answer.text
    assert "后存的文字" in answer.text
    assert (await Advice.get()).text == "先存的文字"


async def test_handing_in(cast: Cast, matter: Matter, browser: Browser) -> None:
    han = await browser.as_(cast.han)
    await han.post(made_at(matter), SELECTED)
    answer = await han.post(f"{advice_at(matter)}/submission", ADVICE)

    assert answer.status_code == 303
    assert (await Annotation.get()).submitted
    assert (await Advice.get()).submitted_at is not None
    assert (await Assignment.get(person=cast.han)).answer is Answer.COMPLETED
    wu = await browser.as_(cast.wu)
    page = (await wu.get(f"/matters/{matter.number}/review")).text
    assert "预付比例偏高" in page
    assert "付款条款须修改" in page


async def test_what_was_handed_in_stays(cast: Cast, matter: Matter, browser: Browser) -> None:
    han = await browser.as_(cast.han)
    await han.post(made_at(matter), SELECTED)
    await han.post(f"{advice_at(matter)}/submission", ADVICE)
    made = await Annotation.get()
    one = f"/matters/{matter.number}/annotations/{made.id}"
    change = {"severity": "hint", "text": "反悔", "version": "1"}

    answers = [
        await han.post(f"{advice_at(matter)}/submission", {**ADVICE, "version": "1"}),
        await han.post(advice_at(matter), {**ADVICE, "version": "1", "text": "反悔"}),
        await han.post(made_at(matter), SELECTED),
        await han.post(one, change),
        await han.post(f"{one}/removal"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 5
    assert [one.text for one in await Annotation.all()] == ["预付比例偏高"]
    assert (await Advice.get()).text == "付款条款须修改"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"conclusion": ""}, "请选择一个结论"),
        ({"conclusion": "clear"}, "请选择一个结论"),
        ({"text": ""}, "请写明意见和理由"),
    ],
)
async def test_a_half_advice_is_not_handed_in(
    cast: Cast, matter: Matter, browser: Browser, said: dict[str, str], told: str
) -> None:
    han = await browser.as_(cast.han)
    answer = await han.post(f"{advice_at(matter)}/submission", {**ADVICE, **said})

    assert answer.status_code == 422
    assert told in answer.text
    assert (await Assignment.get(person=cast.han)).answer is Answer.ACCEPTED


async def test_an_unsaved_remark_is_not_forgotten(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    han = await browser.as_(cast.han)
    await han.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": "半句"})
    answer = await han.post(f"{advice_at(matter)}/submission", ADVICE)

    assert answer.status_code == 422
    assert "还有没有保存的批注草稿" in answer.text
    assert not (await Annotation.get()).submitted


@pytest.mark.parametrize(("who", "status"), [("lin", 403), ("wu", 403), ("he", 404)])
async def test_nobody_else_advises(
    cast: Cast, matter: Matter, browser: Browser, who: str, status: int
) -> None:
    other = await browser.as_(getattr(cast, who))
    answer = await other.post(f"{advice_at(matter)}/submission", ADVICE)

    assert answer.status_code == status
    assert not await Advice.exists()
