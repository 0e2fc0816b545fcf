"""What is looked at on every page: nothing from outside, no fault, nothing sideways, axe silent."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parent.parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
SCREENS = Path(__file__).parent.parent.parent / ".cache" / "screens"


def watch(page: Page, address: str) -> None:
    """Fail at once on a request that leaves the house, or a fault in a script."""

    def leaves(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            raise AssertionError(f"{page.url} asks {request.url}")

    def complains(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            raise AssertionError(f"{page.url}: {message.text}")

    page.on("dialog", lambda dialog: dialog.accept())
    page.on("request", leaves)
    page.on("console", complains)
    page.on("pageerror", lambda fault: (_ for _ in ()).throw(AssertionError(str(fault))))


def look(page: Page, name: str) -> None:
    """Keep a picture of the page; nothing may scroll sideways and axe finds nothing."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    wide, there = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= there, f"{page.url} scrolls sideways: {wide} > {there}"
    assert axe(page) == []


def axe(page: Page) -> list[str]:
    """What axe-core finds, one line a fault."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
