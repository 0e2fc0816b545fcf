"""The house as its users meet it: a served portal, and people with browsers before it.

On SQLite, or on the PostgreSQL that TEST_DATABASE_URL names.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from portal.database.opening import close_database, migrate, open_database
from portal.demo import government
from portal.people.passwords import hashed
from tests.conftest import SERVER, _named, _statement, apart
from tests.journeys.looking import SCREENS, watch

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


class House:
    """A served portal with the demo's people and nothing else in it."""

    def __init__(self, url: str, address: str, data: Path) -> None:
        self.database_url = url
        self.address = address
        self.data = data


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{data / 'portal.sqlite3'}"
    if SERVER:
        name = f"journeys_{os.getpid()}"
        apart(_statement, f'create database "{name}"')
        url = _named(name)
    apart(_found, url)
    with serving(url, data) as address:
        yield House(url, address, data)


class serving:
    """The portal as a process of its own, while the block lasts."""

    def __init__(self, url: str, data: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ, "DATABASE_URL": url, "PORTAL_DATA": str(data), "PUBLIC_URL": self.address,
        }  # fmt: skip

    def __enter__(self) -> str:
        command = [sys.executable, "-m", "portal", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment)
        for _ in range(200):
            try:
                httpx.get(f"{self.address}/sign-in")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return self.address
        raise TimeoutError("the portal does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(15) == 0


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the module only: its loop would stand in the way of asynchronous tests."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture
def sit_down(house: House, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`sit_down("linxiao")`: a window of this person, signed in by hand."""
    opened: list[BrowserContext] = []

    def window(login: str | None, *, phone: bool = False, dark: bool = False) -> Page:
        context = chromium.new_context(
            base_url=house.address, viewport=PHONE if phone else DESKTOP, locale="zh-CN",
            color_scheme="dark" if dark else "light", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(20_000)
        opened.append(context)
        page = context.new_page()
        watch(page, house.address)
        if login:
            sign_in(page, login)
        return page

    yield window
    for number, context in enumerate(opened):
        for page in context.pages:
            page.screenshot(path=SCREENS / f"last-{number}.png", full_page=True)
        context.close()


def sign_in(page: Page, login: str) -> None:
    page.goto("/sign-in")
    page.locator("#login").fill(login)
    page.locator("#password").fill(government.PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _found(url: str) -> None:
    await migrate(url)
    await open_database(url)
    await government.found(await hashed(government.PASSWORD))
    await close_database()
