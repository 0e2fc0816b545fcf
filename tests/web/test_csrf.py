"""No other site, and no page without our token, makes anybody act: every unsafe door is tried."""

from __future__ import annotations

import re

import pytest

from portal.app import build
from portal.web.csrf import SAFE, OriginCheck
from portal.web.doors import Door
from portal.workflow import State
from tests.scenes import matter_at
from tests.tables import everything

pytestmark = pytest.mark.anyio


def unsafe() -> list[tuple[str, str]]:
    """Method and path of every door that may change something."""
    return [
        (method, route.path)
        for route in build(opens=False).routes
        if isinstance(route, Door)
        for method in sorted(set(route.methods or ()) - SAFE)
    ]


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("right", {"origin": "https://elsewhere.example"}),
        ("right", {"origin": "http://portal.elsewhere.example"}),
        ("right", {"origin": "http://sub.portal"}),
        ("right", {"origin": "null"}),
        ("right", {"origin": ""}),
        ("right", {"origin": "", "referer": "https://elsewhere.example/portal"}),
        ("none", {}),
        ("wrong", {}),
    ],
    ids=["elsewhere", "our name in theirs", "a neighbour", "null", "silent", "referer", "no token",
         "wrong token"],
)  # fmt: skip
async def test_every_unsafe_door_refuses(cast, browser, token, headers):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(cast.lin)
    said = {"right": {"csrf": browser.csrf}, "none": {}, "wrong": {"csrf": "w" * 20}}[token]
    before = await everything()
    refused = 0
    for method, path in unsafe():
        filled = re.sub(r"\{[^}]+\}", "1", path.replace("{number}", matter.number))
        answer = await browser.client.request(method, filled, data=said, headers=headers)
        assert answer.status_code == 403, (method, path)
        refused += 1

    assert refused >= 30
    assert await everything() == before


async def test_a_token_in_a_header_serves_scripts(cast, browser):
    await browser.as_(cast.lin)
    answer = await browser.client.post("/sign-out", headers={"x-csrf": browser.csrf})

    assert answer.status_code == 303


async def test_anothers_token_does_not_serve(cast, browser):
    await browser.as_(cast.lin)
    answer = await browser.client.post("/sign-out", headers={"x-csrf": "another's token"})

    assert answer.status_code == 403


async def test_signing_in_asks_for_our_origin_too(browser):
    answer = await browser.post(
        "/sign-in", {"login": "lin"}, headers={"origin": "https://elsewhere.example"}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("origin", "trusted", "is_ours"),
    [
        ("http://portal", (), True),
        ("http://portal:8000", (), False),
        ("https://office.example", ("https://office.example",), True),
        ("http://office.example", ("https://office.example",), False),
        ("", (), False),
    ],
)
def test_which_origins_are_ours(origin, trusted, is_ours):
    from starlette.requests import Request

    headers = [(b"host", b"portal"), (b"origin", origin.encode())]
    request = Request({"type": "http", "headers": headers})

    assert OriginCheck(None, trusted).is_ours(request) is is_ours  # type: ignore[arg-type]
