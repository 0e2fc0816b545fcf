"""Where the comparison was not sure, the reviewer says where a remark stands in the next draft."""

from __future__ import annotations

import pytest

from portal.acts import Act
from portal.errors import Stale
from portal.journal.models import Entry
from portal.matters.models import Matter
from portal.reviews.models import Annotation, Placement, PlaceState
from portal.reviews.settling import settle
from portal.workflow import State
from tests.reviews.conftest import under_review
from tests.scenes import CLAUSES, with_draft, word
from tests.tables import everything

pytestmark = pytest.mark.anyio
PAY = "合同签订后十日内支付百分之五十"
NEXT = (*CLAUSES[:4], "第二条 自签订之日起十日内，先付一半。", *CLAUSES[5:])


@pytest.fixture
async def doubtful(cast) -> Placement:
    """A remark of Wu's on the payment, of which the second draft may have the words elsewhere."""
    matter = await under_review(cast)
    second = await with_draft(matter, word(*NEXT), by=cast.lin)
    await Matter.filter(id=matter.id).update(state=State.ANSWERED)
    first = await matter.drafts.all().order_by("version").first()
    made = await Annotation.create(
        matter=matter, draft=first, author=cast.wu, severity="must", text="比例过高",
        origin="browser", submitted=True, made_at=matter.moved_at, changed_at=matter.moved_at,
    )  # fmt: skip
    return await Placement.create(
        annotation=made, draft=second, state=PlaceState.UNCERTAIN, paragraph=3, start=0,
        end_paragraph=3, end=5, quote="第一条 养", was=PAY, clause="第一条",
    )  # fmt: skip


async def address(placement: Placement) -> str:
    await placement.fetch_related("draft", "annotation__matter")
    number, version = placement.annotation.matter.number, placement.draft.version
    return f"/matters/{number}/drafts/{version}/annotations/{placement.annotation_id}/place"


async def test_the_card_asks_and_the_form_shows_both_texts(cast, browser, doubtful):
    path = await address(doubtful)
    await browser.as_(cast.wu)
    bench = await browser.get(f"/matters/{doubtful.annotation.matter.number}/review")
    form = await browser.get(path)

    assert f'href="{path}"' in bench.text
    assert PAY in form.text
    assert "<mark>第一条 养</mark>" in form.text


@pytest.mark.parametrize(
    ("said", "state", "quote", "clause"),
    [
        ({"where": "here"}, PlaceState.CHANGED, "第一条 养", "第一条"),
        (
            {"where": "elsewhere", "paragraph": "4", "quote": "先付一半"},
            PlaceState.CHANGED, "先付一半", "第二条",
        ),
        ({"where": "elsewhere", "paragraph": "4"}, PlaceState.CHANGED, NEXT[4], "第二条"),
        ({"where": "nowhere"}, PlaceState.DELETED, "", ""),
    ],
)  # fmt: skip
async def test_what_is_said_stands(cast, browser, doubtful, said, state, quote, clause):
    await browser.as_(cast.wu)
    path = await address(doubtful)
    answer = await browser.post(path, said)

    now = await Placement.get(id=doubtful.id)
    assert answer.headers["location"].endswith(f"/review#card-{doubtful.annotation_id}")
    assert (now.state, now.quote, now.clause, now.was) == (state, quote, clause, PAY)
    assert (now.paragraph is None) is (state is PlaceState.DELETED)
    entry = await Entry.get(act=Act.PLACE_SETTLED)
    assert entry.facts["annotation"] == str(doubtful.annotation_id)
    assert path not in (await browser.get(answer.headers["location"])).text


async def test_words_that_only_moved_have_moved(cast, browser, doubtful):
    await Placement.filter(id=doubtful.id).update(was="先付一半")
    await browser.as_(cast.wu)
    said = {"where": "elsewhere", "paragraph": "4", "quote": "先付一半"}
    await browser.post(await address(doubtful), said)

    assert (await Placement.get(id=doubtful.id)).state is PlaceState.MOVED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "where"),
        ({"where": "elsewhere"}, "paragraph"),
        ({"where": "elsewhere", "paragraph": "99"}, "paragraph"),
        ({"where": "elsewhere", "paragraph": "4", "quote": "别的文字"}, "quote"),
    ],
)
async def test_what_is_nowhere_is_refused_and_nothing_moves(cast, browser, doubtful, said, field):
    await browser.as_(cast.wu)
    before = await everything()
    answer = await browser.post(await address(doubtful), said)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await everything() == before


async def test_a_remark_without_a_place_is_not_here(cast, browser, doubtful):
    nowhere = {"paragraph": None, "start": None, "end_paragraph": None, "end": None}
    await Placement.filter(id=doubtful.id).update(state=PlaceState.ORPHANED, **nowhere)
    await browser.as_(cast.wu)
    path = await address(doubtful)

    assert 'value="here"' not in (await browser.get(path)).text
    assert (await browser.post(path, {"where": "here"})).status_code == 422


async def test_nobody_settles_what_was_settled_meanwhile(cast, doubtful):
    matter = await Matter.get(id=(await doubtful.annotation).matter_id)
    one, other = [await Placement.get(id=doubtful.id) for _ in range(2)]
    await settle(one, None, matter=matter, by=cast.wu)

    with pytest.raises(Stale):
        await settle(other, None, matter=matter, by=cast.wu)
    assert await Entry.filter(act=Act.PLACE_SETTLED).count() == 1
