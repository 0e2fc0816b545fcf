"""What was selected, held against our own document."""

from __future__ import annotations

import pytest

from portal.errors import Invalid
from portal.reviews.spots import ABSENT, DIFFERS, SEVERAL, spot, spot_in
from portal.word.document import Place
from portal.word.reading import read
from tests.word.tiny import draft

pytestmark = pytest.mark.pure

DOCUMENT = read(draft("第一条 停车费。", "停车费和停车费。", "第二条 𠮷野家付款。"))


@pytest.mark.parametrize(
    ("place", "quote", "clause"),
    [
        (Place(0, 4, 0, 7), "停车费", "第一条"),
        (Place(1, 4, 1, 7), "停车费", "第一条"),
        (Place(2, 4, 2, 7), "𠮷野家", "第二条"),
        (Place(0, 7, 1, 3), "。\r\n停车费", "第一条"),
    ],
)
def test_words_that_stand_there(place: Place, quote: str, clause: str) -> None:
    found = spot(DOCUMENT, place, quote)

    assert (found.place, found.clause) == (place, clause)
    assert found.quote == quote.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("place", "quote"),
    [
        (Place(0, 4, 0, 7), "停车场"),
        (Place(0, 4, 0, 4), ""),
        (Place(0, 7, 0, 4), ""),
        (Place(0, 4, 0, 99), "停车费。"),
        (Place(2, 0, 3, 0), ""),
        (Place(-1, 0, 0, 3), "第一条"),
    ],
)
def test_words_that_do_not(place: Place, quote: str) -> None:
    with pytest.raises(Invalid) as refused:
        spot(DOCUMENT, place, quote)
    assert refused.value.errors == {"quote": DIFFERS}


def test_a_quote_in_a_paragraph() -> None:
    assert spot_in(DOCUMENT, 2, "付款").place == Place(2, 7, 2, 9)
    assert spot_in(DOCUMENT, 1, "").quote == "停车费和停车费。"


@pytest.mark.parametrize(("quote", "why"), [("停车费", SEVERAL), ("停车场", ABSENT)])
def test_a_quote_that_is_not_clear(quote: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        spot_in(DOCUMENT, 1, quote)
    assert refused.value.errors == {"quote": why}
