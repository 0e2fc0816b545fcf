"""A form as a browser would send it: what the served page says, and what somebody changes in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx
from lxml import html

from tests.client import Browser

Files = Sequence[tuple[str, tuple[str, bytes]]]


class Form:
    """One form of a page, found by the words of the button that sends it."""

    def __init__(self, page: str, button: str) -> None:
        whole = html.fromstring(page)
        buttons = {_words(one): one for one in reversed(whole.xpath("//button"))}
        assert button in buttons, (button, list(buttons), _faults(page))
        self.button = buttons[button]
        ties = self.button.xpath("@form") or [""]
        around = self.button.xpath("ancestor::form") or whole.xpath(f"//form[@id='{ties[0]}']")
        self.form = around[0]
        self.said: dict[str, Any] = {}
        for name, value in self._shown():
            self.said.setdefault(name, []).append(value)

    @property
    def names(self) -> list[str]:
        """The names of its fields that a reader can fill, in their order; radios once each."""
        fields = self.form.xpath(".//input | .//select | .//textarea")
        return list(dict.fromkeys(one.get("name") for one in fields if one.get("name")))

    def values(self, name: str) -> list[str]:
        """What can be chosen for a field of radios, ticks or a list."""
        ways = self.form.xpath(f".//*[@name='{name}']/@value | .//*[@name='{name}']//option/@value")
        return [str(one) for one in ways]

    async def send(
        self, browser: Browser, changes: Mapping[str, Any] | None = None, files: Files = ()
    ) -> httpx.Response:
        """Send it with `changes`; the page to which the answer leads, which must be a good one."""
        answer = await self.post(browser, changes, files)
        assert answer.status_code == 303, (str(answer.url), changes, _faults(answer.text))
        return await browser.get(answer.headers["location"])

    async def post(
        self, browser: Browser, changes: Mapping[str, Any] | None = None, files: Files = ()
    ) -> httpx.Response:
        """Send it with `changes`; the answer as it comes."""
        target = self.button.get("formaction") or self.form.get("action")
        return await browser.post(target, {**self.said, **(changes or {})}, files=files or None)

    def _shown(self) -> Iterator[tuple[str, Any]]:
        yield from self.form.form_values()
        if self.button.get("name"):
            yield self.button.get("name"), self.button.get("value")


async def form_at(browser: Browser, path: str, button: str) -> Form:
    """The form with that button on the page at `path`."""
    page = await browser.get(path)
    assert page.status_code == 200, (path, page.status_code)
    return Form(page.text, button)


def _words(button: html.HtmlElement) -> str:
    return " ".join(str(button.xpath("string(.)")).split())


def _faults(page: str) -> list[str]:
    told = html.fromstring(page).xpath("//*[contains(@class,'fault')] | //main//h1")
    return [_words(one) for one in told]
