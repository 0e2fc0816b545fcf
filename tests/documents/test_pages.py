"""Downloads: who gets a file, under which name, and that each one is recorded."""

from __future__ import annotations

import pytest

from portal.acts import Act
from portal.documents.examining import examine
from portal.documents.receiving import receive_draft, receive_material
from portal.journal.models import Entry
from portal.permits import Relation
from portal.workflow import State
from tests.documents import odd_files as odd
from tests.scenes import matter_at

pytestmark = pytest.mark.anyio
CSP = "sandbox; default-src 'none'"


async def with_files(cast):
    """A matter under review: version 2 came as .rtf, with a picture as material."""
    people = (
        (cast.wu, Relation.REVIEWER),
        (cast.han, Relation.ADVISER),
        (cast.he, Relation.INVITED),
    )
    matter = await matter_at(State.UNDER_REVIEW, cast, people=people)
    draft = await receive_draft(matter, await examine("合同 二稿.rtf", odd.RTF), by=cast.lin)
    material = await receive_material(
        matter, await examine("执照.png", odd.PNG), slot="subject", by=cast.lin
    )
    return matter, draft, material


async def downloads(matter) -> list[str]:
    acts = Entry.filter(subject=matter.number, act=Act.DRAFT_DOWNLOADED.value).order_by("seq")
    return [entry.facts["name"] for entry in await acts]


async def test_the_working_copy_and_the_original(browser, cast):
    matter, draft, _ = await with_files(cast)
    await browser.as_(cast.han)

    working = await browser.get(f"/matters/{matter.number}/drafts/2/file")
    original = await browser.get(f"/matters/{matter.number}/drafts/2/original")

    assert working.content[:4] == b"PK\3\4"
    assert original.content == odd.RTF
    assert "%20%E4%BA%8C%E7%A8%BF.docx" in working.headers["content-disposition"]
    assert original.headers["content-disposition"].endswith(".rtf")
    assert working.headers["content-disposition"].startswith("attachment;")
    assert working.headers["content-security-policy"] == CSP
    assert draft.version == 2
    assert await downloads(matter) == ["合同 二稿.docx", "合同 二稿.rtf"]


async def test_material(browser, cast):
    matter, _, material = await with_files(cast)
    await browser.as_(cast.gao)

    answer = await browser.get(f"/matters/{matter.number}/materials/{material.id}/file")

    assert answer.content == odd.PNG
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert await downloads(matter) == ["执照.png"]


@pytest.mark.parametrize(
    ("who", "status"), [("ma", 403), ("he", 403), ("qian", 404), ("xu", 404), ("an", 404)]
)
async def test_nobody_else_gets_a_file(browser, cast, who, status):
    matter, _, material = await with_files(cast)
    await browser.as_(getattr(cast, who))

    for path in ("drafts/2/file", "drafts/2/original", f"materials/{material.id}/file"):
        answer = await browser.get(f"/matters/{matter.number}/{path}")
        assert answer.status_code == status
        assert odd.RTF not in answer.content
    assert not await downloads(matter)


async def test_a_file_of_another_matter_is_not_found_under_this_one(browser, cast):
    _, _, material = await with_files(cast)
    other = await matter_at(State.UNDER_REVIEW, cast)
    await browser.as_(cast.lin)

    answer = await browser.get(f"/matters/{other.number}/materials/{material.id}/file")

    assert answer.status_code == 404
    assert (await browser.get(f"/matters/{other.number}/drafts/9/file")).status_code == 404
