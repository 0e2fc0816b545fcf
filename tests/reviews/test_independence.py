"""A canary in one adviser's words: nobody hears it before he hands in, his colleague never."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from portal.matters.models import Matter
from portal.people.models import Person
from tests.cast import Cast
from tests.client import Browser
from tests.reviews.test_advice import ADVICE, advice_at
from tests.reviews.test_remarks import SELECTED, made_at

pytestmark = pytest.mark.anyio

CANARY = "金丝雀九四二七"
EVERYBODY = ("lin", "gao", "wu", "zhou", "zheng", "sun", "xu")


async def heard_by(browser: Browser, matter: Matter, cast: Cast) -> set[str]:
    """Whose pages or files have the canary in them."""
    people = {who: getattr(cast, who) for who in EVERYBODY}
    return {who for who in people if CANARY in await everything(browser, matter, people[who])}


async def everything(browser: Browser, matter: Matter, person: Person) -> str:
    """All that the person gets to see of the review."""
    window = await browser.as_(person)
    base = f"/matters/{matter.number}"
    pages = [
        await window.get(f"{base}/review"),
        await window.get(f"{base}/drafts/1/review"),
        await window.get(f"{base}/annotations/1"),
        await window.get(f"{made_at(matter)}/new"),
    ]
    file = await window.get(f"{base}/drafts/1/word")
    parts = words_in(file.content) if file.status_code == 200 else file.text
    return "".join(page.text for page in pages) + parts


def words_in(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as package:
        return "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
        )


@pytest.fixture
async def singing(cast: Cast, matter: Matter, browser: Browser) -> Browser:
    """Han has written a remark with a proposal, a sketch and a draft of his advice."""
    han = await browser.as_(cast.han)
    said = {**SELECTED, "text": CANARY, "basis": CANARY, "proposes": "1", "proposal": CANARY}
    await han.post(made_at(matter), said)
    await han.post(advice_at(matter), {**ADVICE, "text": CANARY})
    return browser


async def test_nobody_hears_it_before(singing: Browser, matter: Matter, cast: Cast) -> None:
    han = await singing.as_(cast.han)
    await han.post(f"{made_at(matter)}/sketch", {**SELECTED, "text": CANARY})

    assert await heard_by(singing, matter, cast) == set()
    assert CANARY in await everything(singing, matter, cast.han)


async def test_the_office_hears_it_after(singing: Browser, matter: Matter, cast: Cast) -> None:
    han = await singing.as_(cast.han)
    await han.post(f"{advice_at(matter)}/submission", {**ADVICE, "text": CANARY, "version": "1"})

    assert await heard_by(singing, matter, cast) == {"wu", "zhou", "zheng", "sun"}


async def test_a_colleague_finds_no_remark(singing: Browser, matter: Matter, cast: Cast) -> None:
    xu = await singing.as_(cast.xu)
    one = f"/matters/{matter.number}/annotations/1"
    doors = ("", "/removal", "/replies", "/resolution", "/reopening")

    answers = [
        await xu.post(f"{one}{door}", {"text": "x", "severity": "hint", "version": "1"})
        for door in doors
    ]

    assert [answer.status_code for answer in answers] == [404] * len(doors)
