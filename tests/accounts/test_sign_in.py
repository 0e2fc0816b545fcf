from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from portal.accounts import signing_in
from portal.acts import Act
from portal.clock import now, stopped_at
from portal.journal.models import Entry
from portal.people import passwords
from portal.people.models import Person, Session, Throttle
from portal.people.throttling import FREE_BY_LOGIN, LONGEST_WAIT, wait_after
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.anyio


async def sign_in(browser, login="lin", password=PASSWORD, **more):
    return await browser.post("/sign-in", {"login": login, "password": password, **more})


async def test_the_right_password_opens_the_door(browser, lin):
    answer = await sign_in(browser, back="/account")

    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert lin.name in (await browser.get("/account")).text
    entry = await Entry.get(act=Act.SIGNED_IN.value)
    assert entry.by_id == lin.id


async def test_only_the_hash_of_the_token_is_kept(browser, lin):
    await sign_in(browser)

    token = browser.client.cookies["sid"]
    assert token not in [session.token for session in await Session.all()]


async def test_a_wrong_password_keeps_what_was_typed(browser, lin):
    answer = await sign_in(browser, password="wrong")

    assert answer.status_code == 422
    assert 'value="lin"' in answer.text
    assert "登录名或密码不正确" in answer.text
    assert "wrong" not in answer.text
    assert not await Session.exists()
    assert await Entry.filter(act=Act.SIGN_IN_FAILED.value, by_id=lin.id).count() == 1


async def test_nobody_learns_which_logins_exist(browser, lin, monkeypatch):
    compared: list[str] = []
    real = passwords._verify

    def spy(stored: str, password: str) -> bool:
        compared.append(stored)
        return real(stored, password)

    monkeypatch.setattr(passwords, "_verify", spy)
    known = await sign_in(browser, password="wrong")
    unknown = await sign_in(browser, login="nobody", password="wrong")

    assert unknown.status_code == known.status_code == 422
    assert unknown.text.replace("nobody", "lin") == known.text
    assert compared[1] == passwords.NOBODY  # it took as long
    assert compared[0].split("$")[:4] == compared[1].split("$")[:4]


async def test_a_closed_account_does_not_open(browser, lin):
    await Person.filter(id=lin.id).update(active=False)

    assert (await sign_in(browser)).status_code == 422


@pytest.mark.parametrize("missing", ["login", "password"])
async def test_an_empty_field_is_named(browser, lin, missing):
    answer = await sign_in(browser, **{missing: ""})

    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    assert not await Throttle.exists()


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (9, 480), (10, 900), (11, 900), (5000, 900)],
)
def test_each_wait_is_twice_as_long(tries, seconds):
    assert wait_after(tries, FREE_BY_LOGIN) == timedelta(seconds=seconds)
    assert wait_after(tries, FREE_BY_LOGIN) <= LONGEST_WAIT


@pytest.mark.parametrize("login", ["lin", "nobody"])
async def test_after_some_wrong_passwords_one_waits(browser, lin, login):
    for _ in range(FREE_BY_LOGIN + 1):
        await sign_in(browser, login=login, password="wrong")

    locked = await sign_in(browser, login=login)

    assert locked.status_code == 422
    assert "请1分钟后再试" in locked.text
    assert not await Session.exists()


async def test_the_wait_ends_and_the_count_with_it(browser, lin):
    for _ in range(FREE_BY_LOGIN + 1):
        await sign_in(browser, password="wrong")

    with stopped_at(now() + timedelta(seconds=31)):
        assert (await sign_in(browser)).status_code == 303

    assert not await Throttle.filter(key="login:lin").exists()


async def test_one_address_cannot_try_many_logins(browser, lin, monkeypatch):
    monkeypatch.setattr("portal.people.throttling.FREE_BY_ADDRESS", 3)
    for number in range(4):
        await sign_in(browser, login=f"somebody{number}", password="wrong")

    assert "分钟后再试" in (await sign_in(browser)).text


async def test_guessing_at_once_does_not_help(cast, lin, monkeypatch):
    looked_at: list[str] = []
    real = passwords._verify
    monkeypatch.setattr(
        passwords, "_verify", lambda *said: looked_at.append(said[1]) or real(*said)
    )

    guesses = (signing_in.sign_in("lin", f"guess{n}", "192.0.2.1") for n in range(12))
    await asyncio.gather(*guesses, return_exceptions=True)

    assert len(looked_at) == FREE_BY_LOGIN + 1


async def test_signing_in_again_ends_the_session_before(browser, lin):
    await sign_in(browser)
    first = browser.client.cookies["sid"]
    browser.csrf = (await Session.get(ended=None)).csrf
    await sign_in(browser)

    assert browser.client.cookies["sid"] != first
    assert await Session.filter(ended=None).count() == 1
    browser.client.cookies.clear()
    browser.client.cookies.set("sid", first, domain="portal.local")
    assert (await browser.get("/account")).status_code == 303


async def test_the_way_back_leads_nowhere_else(browser, lin):
    answer = await sign_in(browser, back="//elsewhere.example/x")

    assert answer.headers["location"] == "/"


async def test_a_stranger_is_led_to_the_page_he_wanted(browser, lin):
    asked = await browser.get("/matters?state=open&q=路")
    page = await browser.get(asked.headers["location"])

    assert asked.status_code == 303
    assert 'name="back" value="/matters?state=open&amp;q=%E8%B7%AF"' in page.text
