"""No item is put to a meeting that was not reviewed in just these words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from portal.clock import now, today
from portal.desk.meetings import sights
from portal.documents.models import Draft
from portal.intake.meeting_reach import items_for
from portal.intake.models import AgendaItem, Handling, Meeting
from portal.kinds import Effect, Outcome
from portal.matters.models import Matter
from portal.matters.parts import join
from portal.permits import Relation
from portal.signing.gates import Review, Verdict, ruling
from portal.signing.models import Clearance
from portal.workflow import State
from tests.cast import Cast
from tests.client import Browser
from tests.scenes import matter_at, with_draft, word

CLEARED = Review(state=State.CLEARED, text="a", version=2, cleared="a")
PASS = Outcome("pass", "可上会", Effect.CLEAR)
REVISE = Outcome("revise", "修改后上会", Effect.REVISE)
BLOCK = Outcome("refuse", "不得上会", Effect.BLOCK)


@pytest.mark.parametrize(
    ("handling", "review", "verdict"),
    [
        (Handling.OPEN, None, Verdict.NOT_YET),
        (Handling.EXEMPT, None, Verdict.EXEMPT),
        (Handling.REVIEW, None, Verdict.NOT_YET),
        (Handling.REVIEW, CLEARED, Verdict.MAY),
        (Handling.LINKED, CLEARED, Verdict.MAY),
        (Handling.LINKED, replace(CLEARED, outcome=PASS), Verdict.MAY),
        (Handling.LINKED, replace(CLEARED, outcome=REVISE), Verdict.MAY),
        (Handling.LINKED, replace(CLEARED, outcome=BLOCK), Verdict.NEVER),
        (Handling.LINKED, replace(CLEARED, text="b"), Verdict.NOT_YET),
        (Handling.LINKED, replace(CLEARED, void_reason="撤销"), Verdict.NOT_YET),
        (Handling.LINKED, replace(CLEARED, void_reason=""), Verdict.NOT_YET),
        (Handling.REVIEW, Review(State.SUBMITTED, text="a"), Verdict.NOT_YET),
        (Handling.REVIEW, Review(State.ISSUED, PASS, "a"), Verdict.NOT_YET),
        (Handling.REVIEW, Review(State.ISSUED, REVISE, "a"), Verdict.NOT_YET),
        (Handling.REVIEW, Review(State.ISSUED, BLOCK, "a"), Verdict.NEVER),
        (Handling.REVIEW, Review(State.CLEARED, PASS, "", 0, ""), Verdict.NOT_YET),
        (Handling.REVIEW, Review(State.WITHDRAWN, text="a"), Verdict.NEVER),
        (Handling.LINKED, Review(State.REFUSED, text="a"), Verdict.NEVER),
        (Handling.LINKED, Review(State.CLOSED, PASS, "a", 1, "a"), Verdict.NEVER),
    ],
)
def test_the_gate(handling: Handling, review: Review | None, verdict: Verdict) -> None:
    assert ruling(handling, review, "通报情况").verdict is verdict


@pytest.mark.anyio
async def test_a_cleared_text_may_go_and_a_changed_one_may_not(
    cast: Cast, browser: Browser
) -> None:
    matter = await matter_at(State.CLEARED, cast)
    meeting = await meeting_about(cast, matter)
    await clear(matter, cast)
    await browser.as_(cast.lin)
    page = await browser.get(f"/meetings/{meeting.id}")
    assert "全部1项可以上会" in page.text
    assert "7Q3K-9F2M-4RTA" in page.text

    await with_draft(matter, word("第一条 改过的一句话。"), by=cast.lin)

    changed = await browser.get(f"/meetings/{meeting.id}")
    assert "审查通过后文本又有改动（第2稿）" in changed.text
    assert "7Q3K-9F2M-4RTA" not in changed.text


@pytest.mark.anyio
async def test_the_slip_as_word_and_as_a_page(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.CLEARED, cast)
    meeting = await meeting_about(cast, matter)
    await clear(matter, cast)
    item = await AgendaItem.get()
    await browser.as_(cast.lin)

    page = await browser.get(f"/meetings/{meeting.id}/items/{item.id}/slip/page")
    file = await browser.get(f"/meetings/{meeting.id}/items/{item.id}/slip")

    said = words_of(file.content)
    for words in ("局长办公会", matter.receipt, "7Q3K-9F2M-4RTA", "可上会"):
        assert words in page.text
        assert words in said
    assert "法制审核意见" in page.text
    assert "{{" not in said


@pytest.mark.anyio
async def test_the_slip_of_an_unreviewed_item_says_so(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    meeting = await meeting_about(cast, matter)
    item = await AgendaItem.get()
    await browser.as_(cast.lin)

    file = await browser.get(f"/meetings/{meeting.id}/items/{item.id}/slip")

    assert "尚不可上会" in words_of(file.content)
    assert "审查尚未完成，现在是“审查中”" in words_of(file.content)


@pytest.mark.anyio
async def test_who_stepped_aside_sees_no_item_of_his_matter(cast: Cast, browser: Browser) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast, people=())
    meeting = await meeting_about(cast, matter)
    await join(matter, cast.wu, Relation.BARRED)
    item = await AgendaItem.get()
    await browser.as_(cast.wu)

    page = await browser.get(f"/meetings/{meeting.id}")

    assert page.status_code == 200
    assert item.title not in page.text
    assert matter.number not in page.text
    for place in ("slip", "slip/page", "handling"):
        answer = await browser.get(f"/meetings/{meeting.id}/items/{item.id}/{place}")
        assert answer.status_code == 404
    assert await items_for(cast.wu, meeting) == []


@pytest.mark.anyio
async def test_a_matter_of_others_is_judged_but_not_shown(cast: Cast) -> None:
    matter = await matter_at(State.UNDER_REVIEW, cast)
    meeting = await meeting_about(cast, matter)
    items = await items_for(cast.lin, meeting)

    [mine] = await sights(cast.lin, items)
    [theirs] = await sights(cast.qian, items)

    assert mine.matter == matter
    assert theirs.matter is None
    assert theirs.ruling.verdict is Verdict.NOT_YET


async def meeting_about(cast: Cast, matter: Matter) -> Meeting:
    """A meeting of Lin's department with one item, which stands or falls with `matter`."""
    meeting = await Meeting.create(
        title="局长办公会", day=today(), organ=cast.transport, agenda="0" * 64,
        agenda_name="议程.docx", opened_by=cast.lin, opened_at=now(),
    )  # fmt: skip
    await AgendaItem.create(
        meeting=meeting, position=1, title="审议某某合同", handling=Handling.LINKED, matter=matter
    )
    return meeting


async def clear(matter: Matter, cast: Cast) -> None:
    draft = await Draft.get(matter_id=matter.id)
    await Clearance.create(
        matter=matter, draft=draft, text_hash=draft.text_hash, code="7Q3K-9F2M-4RTA",
        given_by=cast.wu, at=now(),
    )  # fmt: skip


def words_of(data: bytes) -> str:
    """All words of a Word file, those in tables too."""
    made = docx.Document(BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])
