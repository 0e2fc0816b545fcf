"""What the machine found in a draft: for the department that corrects it, and for the reviewer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import OFFICE
from portal.deadlines.heading import head_of
from portal.documents.models import Draft
from portal.documents.prechecks import precheck
from portal.errors import NotFound, Unacceptable
from portal.matters.access import enter
from portal.people.sessions import signed_in
from portal.permits import Permit
from portal.web.doors import door
from portal.web.rendering import render


async def look(request: Request) -> Response:
    """The findings in the newest draft, judged on the day on which it was uploaded."""
    person = await signed_in(request)
    matter = await enter(person, request.path_params["number"], Permit.READ_DRAFT)
    draft = await Draft.filter(matter_id=matter.id).order_by("-version").first()
    if draft is None:
        raise NotFound("这件事项没有送审稿")
    day = draft.uploaded_at.astimezone(OFFICE).date()
    try:
        report = await precheck(draft.sha256, matter.kind, day)
    except Unacceptable:
        report = None
    head = await head_of(person, matter)
    return render(
        request, "reviews/precheck.html", head=head, here="precheck", draft=draft, report=report,
        day=day,
    )  # fmt: skip


routes = [
    door("/matters/{number}/precheck", look, name="precheck", needs=Permit.READ_DRAFT),
]
