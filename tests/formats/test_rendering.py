"""The drawn page stands where GB/T 9704 wants it, to a millimetre."""

from __future__ import annotations

from itertools import pairwise

import pytest

from portal.gateways import converter
from portal.kinds.shelf import kinds
from portal.opinions import templates
from portal.opinions.letters import values
from portal.opinions.samples import sample
from tests.formats.rendering import Box, drawn, rendered, row

pytestmark = pytest.mark.skipif(converter.installed() is None, reason="needs LibreOffice")
NEAR = 1.0  # mm
LINE = 225 / 22  # mm
SIDE = 0.7  # mm between the edge of a character's cell and its ink


def pages(name: str, folder) -> list[list[Box]]:
    kind = kinds()["contract"]
    said = sample(kind, kind.outcome("revise"))
    return rendered(templates.filled(name, values(*said)), folder)


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    return pages("opinion.docx", tmp_path_factory.mktemp("letter"))


@pytest.fixture(scope="module")
def official(tmp_path_factory):
    return pages("opinion_official.docx", tmp_path_factory.mktemp("official"))


def near(found: float, expected: float) -> bool:
    return abs(found - expected) <= NEAR


def test_head_of_a_letter(letter):
    """10.1: mark 30 mm from the edge, double line 4 mm below it, number 7/8 character below."""
    first = letter[0]
    mark, number = row(first, "云州市司法局"), row(first, "云司审〔2026〕12号")
    lines = drawn(first)

    assert near(mark.top, 30)
    assert near(lines[0].top - mark.bottom, 4)
    assert near(number.top - max(one.bottom for one in lines if one.top < 100), 16 * 7 / 8 * 0.353)
    assert near(number.right, 210 - 26)
    assert near((lines[-1].top + lines[-1].bottom) / 2, 297 - 20)
    strokes = [one.bottom - one.top for one in lines]  # each adds its own width to the length
    long = [one.right - one.left - add for one, add in zip(lines, strokes, strict=True)]
    assert all(near(one, 170) for one in long)


def test_head_of_an_official_document(official):
    """7.2.4, 7.2.7: mark 35 mm below the upper edge of the text, red line 4 mm below the number."""
    first = official[0]
    mark, number = row(first, "云州市司法局文件"), row(first, "云司审〔2026〕12号")
    rule = drawn(first)[0]

    assert near(mark.top, 37 + 35)
    assert near((mark.left + mark.right) / 2, 28 + 78)
    assert near((number.left + number.right) / 2, 28 + 78)
    assert near(rule.top - number.bottom, 4)
    assert near(rule.left, 28)
    assert near(rule.right, 210 - 26)


@pytest.mark.parametrize("name", ["letter", "official"])
def test_title_and_text(name, request):
    """7.3.1, 5.2: title in the middle; text from edge to edge, 22 lines on a page."""
    sheets = request.getfixturevalue(name)
    first, second = sheets[0], sheets[1]
    title = row(first, "关于《中心城区停车设施特许经营")

    assert near((title.left + title.right) / 2, 28 + 78)
    assert near(row(first, "云州市交通运输局：").left, 28 + SIDE / 2)
    ink = [one for one in second if one.text and one.bottom < 297 - 35]
    assert near(min(one.left for one in ink), 28)
    tops = sorted({round(one.top, 1) for one in ink if "\u4e00" < one.text < "\u9fff"})
    steps = [b - a for a, b in pairwise(tops) if b - a > LINE / 2]
    assert steps
    assert all(near(step / round(step / LINE), LINE) for step in steps)


@pytest.mark.parametrize("name", ["letter", "official"])
def test_page_numbers_stand_outside(name, request):
    """7.5: dash 7 mm below the text, odd pages at the right, even ones at the left."""
    sheets = request.getfixturevalue(name)
    even, odd = row(sheets[1], "—2—"), row(sheets[2], "—3—")
    dash = row(sheets[1], "—")

    assert near(dash.top, 297 - 35 + 7)
    assert near(even.left, 28 + 14 * 0.353)
    assert near(odd.right, 210 - 26 - 14 * 0.353)


def test_a_letter_has_no_number_on_its_first_page(letter):
    assert "—" not in {one.text for one in letter[0]}


@pytest.mark.parametrize("name", ["letter", "official"])
def test_signature(name, request):
    """7.3.5.1: date four characters in, the name right above its middle."""
    last = request.getfixturevalue(name)[-1]
    signer, date = row(last, "云州市司法局"), row(last, "2026年8月5日")

    assert abs(210 - 26 - date.right - 4 * 16 * 0.353) <= 16 * 0.353 / 2
    assert near((signer.left + signer.right) / 2, (date.left + date.right) / 2)


def test_imprint_ends_with_the_type_area(official):
    """7.4.1: the last line of the imprint is the lower edge of the text."""
    lines = drawn(official[-1])

    assert near(lines[-1].bottom, 297 - 35)
    assert near(lines[-1].right - lines[-1].left, 156)
