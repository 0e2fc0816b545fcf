"""The script that turns selections into places, in a real browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from portal.word.document import Cell, Document, Mark, Paragraph, Place, Row, Span, Story, Table
from portal.word.html import Highlight, render
from tests.word.generating import places

pytestmark = pytest.mark.journey

SCRIPT = Path(__file__).resolve().parents[2] / "static" / "js" / "annotate-places.js"
ROUND_TRIP = """async (place) => {
  const { placeOf, rangeOf } = await import("/places.js");
  const root = document.querySelector("main");
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(rangeOf(place, root));
  return placeOf(selection, root);
}"""
SELECT = """async ([from, start, to, end]) => {
  const { placeOf } = await import("/places.js");
  const range = document.createRange();
  range.setStart(document.querySelector(from), start);
  range.setEnd(document.querySelector(to), end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return placeOf(getSelection(), document.querySelector("main"));
}"""


def draft() -> Document:
    """A document with all that must not be counted, and letters of two units."""
    spans = (
        Span("停车费由"),
        Span("物价局", Mark.DELETED, author="张"),
        Span("𬭎某公司", Mark.INSERTED, author="李"),
        Span("", atom="image"),
        Span("公示。"),
    )
    first = Paragraph(0, "停车费由𬭎某公司公示。", "第一条", spans=spans)
    cells = [Paragraph(i, f"第{i}格𬭎文字", in_table=True) for i in (1, 2)]
    table = Table((Row(tuple(Cell((cell,)) for cell in cells)),))
    empty, last = Paragraph(3, ""), Paragraph(4, "最后\t一段\n文字")
    box = Story("textbox", (Paragraph(0, "框内文字"),), 0)
    return Document((first, *cells, empty, last), (first, table, empty, last), stories=(box,))


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    old = draft()
    marks = [Highlight("1", Place(0, 3, 0, 6)), Highlight("2", Place(0, 5, 1, 2))]
    html = f"<!doctype html><meta charset=utf-8><h1>标题</h1><main>{render(old, marks)}</main>"

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.route("http://draft.test/**", answer)
        page.goto("http://draft.test/")
        yield page
        browser.close()


def test_a_place_survives_the_way_through_the_browser(page: Page):
    old = draft()
    for place in places(old, 200, random.Random(7)):
        expected = {**vars_of(place), "quote": old.quote(place)}
        if place.end > 0:
            assert page.evaluate(ROUND_TRIP, vars_of(place)) == expected


@pytest.mark.parametrize(
    ("selected", "quote"),
    [
        (["h1", 0, "#b0", 1], None),
        (["#b0", 0, "#b1", 0], "停车费由𬭎某公司公示。"),
        (["#b0 .num", 0, "#b0 .num", 1], None),
        (["#b0", 0, "aside", 1], "停车费由𬭎某公司公示。"),
        (["aside", 0, "#b1", 1], "第1"),
        (["table", 0, "#b4", 0], "第1格𬭎文字\n第2格𬭎文字"),
        (["h1", 0, "h1", 1], None),
    ],
)
def test_selections_that_begin_or_end_outside_move_inwards(
    page: Page, selected: list[Any], quote: str | None
):
    found = page.evaluate(SELECT, selected)

    assert (found and found["quote"]) == quote


def vars_of(place: Place) -> dict[str, int]:
    return {
        "paragraph": place.paragraph,
        "start": place.start,
        "end_paragraph": place.end_paragraph,
        "end": place.end,
    }
