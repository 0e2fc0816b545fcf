"""Role × route: what everybody of the cast may reach, for every route that the house has.

The routes are read from the running application; one without a row in tests/rows.py fails.
"""

from __future__ import annotations

import pytest

from portal.app import build
from portal.database.config import MODELS
from portal.journal.models import Entry
from portal.routes import routes
from portal.web.csrf import SAFE
from portal.web.doors import Door
from tests.cast import ROLES, Cast
from tests.rows import ROWS, Row
from tests.stage import TOKEN, set_up

pytestmark = pytest.mark.anyio

PUBLIC = "public"
SYSTEM = "system"
SHUT = (401, 403, 404, 405)


def doors() -> dict[str, Door]:
    return {route.name: route for route in routes if isinstance(route, Door)}


async def test_every_route_has_a_row_and_every_row_a_route():
    assert MODELS
    assert sorted(doors()) == sorted(ROWS)
    assert len([one for one in build(opens=False).routes if isinstance(one, Door)]) == len(ROWS)


@pytest.mark.parametrize("name", sorted(ROWS))
async def test_who_is_shut_out(name, cast, browser):
    """Strangers get 404, participants 403, nobody at the door the sign-in page; nothing moves."""
    row, door = ROWS[name], doors().get(name)
    if door is None:
        pytest.fail(f"no route {name}")
    values = await set_up(row.state, cast)
    before = await Entry.all().count()
    shut = 0
    for who in (PUBLIC, *ROLES):
        expected = row.expects(who)
        if expected is None:
            continue
        answer = await _try(browser, cast, who, door, row, values)
        assert answer.status_code == expected, (who, answer.status_code, answer.text[-1500:])
        if expected == 303:
            assert answer.headers["location"].startswith("/sign-in")
        shut += 1
    assert await Entry.all().count() == before
    assert shut or row.is_open


@pytest.mark.parametrize("name", sorted(ROWS))
async def test_who_is_let_in(name, cast, browser):
    row, door = ROWS[name], doors().get(name)
    if door is None:
        pytest.fail(f"no route {name}")
    let_in = row.let_in
    assert let_in
    values: dict[str, object] = {}
    for who in let_in:
        if not values or set(door.methods or ()) - SAFE:
            values = await set_up(row.state, cast)
        answer = await _try(browser, cast, who, door, row, values)
        assert answer.status_code not in SHUT, (who, answer.status_code, answer.text[-1500:])
        assert answer.status_code < 500, (who, answer.text[-1500:])
        assert not answer.headers.get("location", "").startswith("/sign-in?"), who


async def _try(browser, cast: Cast, who: str, door: Door, row: Row, values):
    await browser.as_(None if who in (PUBLIC, SYSTEM) else getattr(cast, who))
    path = door.path
    standing = {place: values[name] for place, name in row.places.items()}
    for name, value in {**values, **standing}.items():
        path = path.replace(f"{{{name}}}", str(value)).replace(f"{{{name}:int}}", str(value))
    assert "{" not in path, path
    unsafe = set(door.methods or ()) - SAFE
    if not unsafe:
        token = {"authorization": f"Bearer {TOKEN}"} if who == SYSTEM else {}
        return await browser.get(path, headers=token)
    return await browser.post(path, row.data)
