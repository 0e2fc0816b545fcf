"""Where the workbench of a draft is, down to one remark."""

from __future__ import annotations

from portal.documents.models import Draft
from portal.matters.models import Matter
from portal.reviews.queries import latest_draft


async def bench_of(draft: Draft, annotation: int | None = None) -> str:
    """The address of the workbench of `draft`, at that remark; the newest has the short one."""
    matter = await Matter.get(id=draft.matter_id)
    newest = await latest_draft(matter)
    place = "" if newest and newest.id == draft.id else f"/drafts/{draft.version}"
    mark = f"#card-{annotation}" if annotation else ""
    return f"/matters/{matter.number}{place}/review{mark}"
