"""How I want to be told: chosen by oneself, recorded, held against what can be."""

from __future__ import annotations

import pytest

from portal.journal.models import Entry
from portal.notices.models import Mode, Preference
from portal.people.models import Person

pytestmark = pytest.mark.anyio
PAGE = "/account/notices"


async def test_a_choice_is_kept_and_recorded(cast, browser):
    await browser.as_(cast.lin)
    answer = await browser.post(PAGE, {"mail": "lin@jt.example", "mode": "at_once"})

    assert answer.status_code == 303
    assert (await Preference.get(person_id=cast.lin.id)).mode is Mode.AT_ONCE
    assert (await Person.get(id=cast.lin.id)).mail == "lin@jt.example"
    entry = await Entry.get(act="notices:chosen")
    assert entry.facts == {"mode": "at_once", "fields": "mail"}
    page = await browser.get(PAGE)
    assert 'value="lin@jt.example"' in page.text
    assert 'value="at_once" checked' in page.text


@pytest.mark.parametrize(
    "typed",
    [
        "lin", "lin@", "@x", "lin@x.example, zhou@x.example", "lin@x.example\nbcc: a@b",
        "a b@x.example", "林 <lin@x.example>", "lin@x..example", "x" * 130 + "@x.example",
    ],
)  # fmt: skip
async def test_only_one_plain_address_is_taken(cast, browser, typed):
    await browser.as_(cast.lin)
    answer = await browser.post(PAGE, {"mail": typed, "mode": "digest"})

    assert answer.status_code == 422
    assert (await Person.get(id=cast.lin.id)).mail == ""


async def test_mails_without_an_address_are_asked_about(cast, mailbox, browser):
    await browser.as_(cast.lin)
    answer = await browser.post(PAGE, {"mail": "", "mode": "digest"})
    assert answer.status_code == 422
    assert "请填写电子邮箱" in answer.text

    assert (await browser.post(PAGE, {"mail": "", "mode": "none"})).status_code == 303


async def test_the_administrator_enters_addresses(cast, browser):
    await browser.as_(cast.an)
    said = {"name": "林晓", "capacity": "8", "mail": "lin@jt.example"}
    await browser.post(f"/people/{cast.lin.id}", said)
    assert (await Person.get(id=cast.lin.id)).mail == "lin@jt.example"

    wrong = await browser.post(f"/people/{cast.lin.id}", {**said, "mail": "lin"})
    assert wrong.status_code == 422
