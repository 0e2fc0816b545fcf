"""Remarks through the front door: made at the right words, changed, answered, settled."""

from __future__ import annotations

import pytest

from portal.matters.models import Matter
from portal.permits import Relation
from portal.reviews.models import Annotation, AnnotationReply, Placement
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio

SELECTED = {
    "paragraph": "4", "start": "12", "end_paragraph": "4", "end": "19", "quote": "支付百分之五十",
    "severity": "must", "text": "预付比例偏高", "basis": "保障中小企业款项支付条例",
}  # fmt: skip


@pytest.fixture
async def matter(cast: Cast) -> Matter:
    return await matter_at(
        State.UNDER_REVIEW,
        cast,
        people=((cast.wu, Relation.REVIEWER), (cast.han, Relation.ADVISER)),
    )


async def test_selection_becomes_a_remark_at_its_words(
    cast: Cast, matter: Matter, browser: Browser
) -> None:
    wu = await browser.as_(cast.wu)
    answer = await wu.post(f"/matters/{matter.number}/drafts/1/annotations", SELECTED)

    made = await Annotation.get().prefetch_related("placements")
    place = made.placements[0]
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/matters/{matter.number}/review#card-{made.id}"
    assert (place.paragraph, place.start, place.end) == (4, 12, 19)
    assert (place.clause, place.quote, place.state) == ("第二条", "支付百分之五十", "placed")
    assert made.submitted
    page = await wu.get(f"/matters/{matter.number}/review")
    assert f'<mark id="mark-{made.id}"' in page.text
    assert "预付比例偏高" in page.text
