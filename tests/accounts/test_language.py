from __future__ import annotations

import pytest

from portal.people.models import Person

pytestmark = pytest.mark.anyio


async def test_a_stranger_chooses_his_language(browser):
    answer = await browser.post("/language", {"language": "en", "back": "/sign-in?back=/matters"})
    page = await browser.get("/sign-in")

    assert answer.headers["location"] == "/sign-in?back=/matters"
    assert '<html lang="en">' in page.text


async def test_the_choice_is_remembered_for_the_person(cast, browser):
    await browser.as_(cast.wu)
    await browser.post("/language", {"language": "en"})
    await browser.as_(cast.wu)  # another browser: no cookie

    assert (await Person.get(id=cast.wu.id)).language == "en"
    assert '<html lang="en">' in (await browser.get("/account")).text


@pytest.mark.parametrize(("accepted", "lang"), [("en-GB,en;q=0.9", "en"), ("zh-CN,zh", "zh-CN")])
async def test_before_any_choice_the_browser_is_asked(browser, accepted, lang):
    page = await browser.get("/sign-in", headers={"accept-language": accepted})

    assert f'<html lang="{lang}">' in page.text


async def test_an_unknown_language_changes_nothing(cast, browser):
    await browser.as_(cast.wu)
    answer = await browser.post("/language", {"language": "fr", "back": "//x.example"})

    assert answer.headers["location"] == "/"
    assert (await Person.get(id=cast.wu.id)).language == "zh"
