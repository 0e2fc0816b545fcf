from __future__ import annotations

from datetime import timedelta

import pytest

from portal.accounts import administration
from portal.acts import Act
from portal.clock import now, stopped_at
from portal.journal.models import Entry
from portal.people.models import Person, Session
from portal.people.sessions import Rules
from tests.accounts.conftest import PASSWORD, STORED

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("who", "after", "is_in"),
    [
        ("wu", timedelta(minutes=29, seconds=59), True),
        ("wu", timedelta(minutes=30, seconds=1), False),
        ("han", timedelta(minutes=14, seconds=59), True),
        ("han", timedelta(minutes=15, seconds=1), False),
    ],
)
async def test_whoever_does_nothing_is_out(cast, browser, who, after, is_in):
    await browser.as_(getattr(cast, who))

    with stopped_at(now() + after):
        answer = await browser.get("/account")

    assert answer.status_code == (200 if is_in else 303)


async def test_a_click_keeps_one_in_but_not_for_ever(cast, browser):
    await browser.as_(cast.wu)
    begun = now()
    for minutes in range(20, 12 * 60, 20):
        with stopped_at(begun + timedelta(minutes=minutes)):
            assert (await browser.get("/account")).status_code == 200

    with stopped_at(begun + timedelta(hours=12, seconds=1)):
        assert (await browser.get("/account")).status_code == 303


async def test_signing_out_ends_the_session(cast, browser):
    await browser.as_(cast.wu)
    answer = await browser.post("/sign-out")
    await browser.as_(cast.wu)  # the same token again

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert (await browser.get("/account")).status_code == 303
    assert await Entry.filter(act=Act.SIGNED_OUT.value, by_id=cast.wu.id).exists()


async def elsewhere(person: Person) -> Session:
    """The same person at another browser."""
    return await Session.create(
        token=f"hash of {person.login} elsewhere", csrf="c", person=person, begun=now(), seen=now()
    )


async def test_signing_out_everywhere_spares_only_others(cast, browser):
    await elsewhere(cast.wu)
    await elsewhere(cast.lin)
    await browser.as_(cast.wu)
    await browser.post("/sign-out/everywhere")

    assert [one.person_id for one in await Session.filter(ended=None)] == [cast.lin.id]


async def test_ending_one_other_session(cast, browser):
    other = await elsewhere(cast.wu)
    await browser.as_(cast.wu)
    await browser.post(f"/account/sessions/{other.id}/end")

    assert (await Session.get(id=other.id)).ended is not None
    assert (await browser.get("/account")).status_code == 200


async def test_nobody_ends_anothers_session(cast, browser):
    other = await elsewhere(cast.lin)
    await browser.as_(cast.wu)

    assert (await browser.post(f"/account/sessions/{other.id}/end")).status_code == 404
    assert (await Session.get(id=other.id)).ended is None


async def test_a_new_password_ends_the_old_cookie(cast, browser):
    await Person.filter(id=cast.wu.id).update(password=STORED)
    await elsewhere(cast.wu)
    await browser.as_(cast.wu)
    old = browser.client.cookies["sid"]
    new = {"old": PASSWORD, "new": "Quite-New-2027", "again": "Quite-New-2027"}
    await browser.post("/account/password", new)

    assert browser.client.cookies["sid"] != old
    assert (await browser.get("/account")).status_code == 200
    assert await Session.filter(ended=None).count() == 1
    browser.client.cookies.clear()
    browser.client.cookies.set("sid", old, domain="portal.local")
    assert (await browser.get("/account")).status_code == 303


@pytest.mark.parametrize("act", [administration.deactivate, administration.reset_password])
async def test_what_the_administrator_does_ends_sessions(cast, browser, act):
    await browser.as_(cast.wu)
    await act(cast.wu, by=cast.an)

    assert (await browser.get("/account")).status_code == 303


def test_over_https_the_cookie_is_bound_to_the_host():
    assert Rules(secure=True).cookie == "__Host-sid"
