from datetime import timedelta

import pytest

from portal.clock import now, today
from portal.documents.models import Material
from portal.journal.models import Entry
from portal.workflow import State
from tests.scenes import matter_at, word

pytestmark = pytest.mark.anyio


@pytest.fixture
async def matter(cast):
    matter = await matter_at(State.UNDER_REVIEW, cast)
    await Material.create(
        matter=matter, slot="approval", name="批准手续", promised=today() + timedelta(days=3),
        reason="在办", uploaded_by=cast.lin, uploaded_at=now(),
    )  # fmt: skip
    return matter


async def test_what_was_promised_is_handed_in(cast, matter, browser):
    await browser.as_(cast.lin)
    asked = await browser.get(f"/matters/{matter.number}/materials/new?slot=approval")
    assert '<option value="approval" selected>' in asked.text

    answer = await browser.post(
        f"/matters/{matter.number}/materials", {"slot": "approval"},
        files={"file": ("批复.docx", word("同意。"))},
    )  # fmt: skip

    assert answer.status_code == 303
    assert [one.name for one in await Material.exclude(sha256="")] == ["批复.docx"]
    assert [one.act for one in await Entry.all()] == ["material:received"]
    await browser.as_(cast.wu)
    page = (await browser.get(f"/matters/{matter.number}")).text
    assert "批复.docx" in page
    assert "承诺补交" not in page


async def test_a_refused_file_is_explained_and_nothing_is_kept(cast, matter, browser):
    await browser.as_(cast.lin)
    answer = await browser.post(
        f"/matters/{matter.number}/materials",
        {"slot": "approval"},
        files={"file": ("空.docx", b"")},
    )
    assert answer.status_code == 422
    assert '<option value="approval" selected>' in answer.text
    assert not await Material.exclude(sha256="").exists()


async def test_not_after_the_opinion_is_with_its_checker(cast, browser):
    matter = await matter_at(State.CHECKING, cast)
    await browser.as_(cast.lin)
    answer = await browser.post(
        f"/matters/{matter.number}/materials", files={"file": ("批复.docx", word("同意。"))}
    )
    assert answer.status_code == 403
    assert not await Material.exists()


async def test_what_was_promised_may_still_come_once_the_opinion_is_issued(cast, browser):
    matter = await matter_at(State.ISSUED, cast)
    await browser.as_(cast.lin)
    answer = await browser.post(
        f"/matters/{matter.number}/materials",
        {"slot": "approval"},
        files={"file": ("批复.docx", word("同意。"))},
    )

    assert answer.status_code == 303
    assert await Material.filter(matter_id=matter.id, slot="approval").count() == 1
