from __future__ import annotations

import pytest

from portal.acts import Act
from portal.app import build
from portal.journal.models import Entry
from portal.people.models import Person
from portal.people.passwords import initial, matches, weakness
from portal.people.throttling import FREE_BY_LOGIN
from portal.web.doors import Door
from tests.accounts.conftest import PASSWORD, STORED

pytestmark = pytest.mark.anyio
GOOD = {"old": PASSWORD, "new": "Quite-New-2027", "again": "Quite-New-2027"}


@pytest.mark.parametrize(
    ("password", "is_weak"),
    [
        ("short-A1", True),
        ("alllowercase", True),
        ("lower-and-signs", True),
        ("lower-and-signs-1", False),
        ("Upper1234567", False),
        ("my-lin-password-1", True),
        ("密码Abcdefgh", False),
    ],
)
def test_weak_passwords(password, is_weak):
    assert bool(weakness(password, "lin")) is is_weak


def test_initial_passwords_will_do_and_differ():
    made = {initial() for _ in range(200)}

    assert len(made) == 200
    assert not any(weakness(one, "lin") for one in made)


@pytest.fixture
async def newcomer(cast, browser):
    """Lin, with the password that the administrator has told him."""
    await Person.filter(id=cast.lin.id).update(password=STORED, must_change=True)
    return await browser.as_(cast.lin)


async def test_every_page_leads_to_the_new_password_first(newcomer):
    open_to_him = ("/account/password", "/sign-in")
    led = 0
    for route in build(opens=False).routes:
        if isinstance(route, Door) and "GET" in (route.methods or ()):
            path = route.path.replace("{number}", "2026-0001")
            answer = await newcomer.get(path)
            if path in open_to_him:
                assert answer.status_code == 200
                continue
            assert (answer.status_code, answer.headers["location"]) == (303, "/account/password")
            led += 1
    assert led > 10


async def test_nothing_is_changed_before_the_password_is(newcomer):
    answer = await newcomer.post("/account/absences", {"since": "2026-01-01"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/account/password")


async def test_with_a_password_of_his_own_he_goes_on(newcomer, cast):
    answer = await newcomer.post("/account/password", GOOD)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await newcomer.get("/account")).status_code == 200
    lin = await Person.get(id=cast.lin.id)
    assert await matches(lin.password, "Quite-New-2027")
    assert await Entry.filter(act=Act.PASSWORD_CHANGED.value, by_id=lin.id).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"old": "not it"}, "old"),
        ({"old": ""}, "old"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": PASSWORD, "again": PASSWORD}, "new"),
        ({"again": "something else"}, "again"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_changed(newcomer, cast, wrong, field):
    answer = await newcomer.post("/account/password", {**GOOD, **wrong})

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert (await Person.get(id=cast.lin.id)).password == STORED


async def test_the_old_password_cannot_be_guessed_here(newcomer):
    for _ in range(FREE_BY_LOGIN + 1):
        await newcomer.post("/account/password", {**GOOD, "old": "guess"})

    answer = await newcomer.post("/account/password", GOOD)

    assert answer.status_code == 422
    assert "分钟后再试" in answer.text
