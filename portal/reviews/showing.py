"""The workbench as a page; whoever must show it again with a form half filled calls this."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from portal.clock import now
from portal.documents.models import Draft
from portal.reviews.models import Advice
from portal.reviews.seats import Seat
from portal.reviews.viewing import workbench
from portal.web.forms import Answers
from portal.web.rendering import moment, render


async def shown(
    request: Request,
    seat: Seat,
    draft: Draft,
    *,
    form: Answers | None = None,
    kept: Advice | None = None,
    status: int = 200,
) -> Response:
    """The workbench of `draft`.

    `form` is an advice that could not be taken as it was typed; `kept` is the one that another
    window has saved since.
    """
    desk = await workbench(seat, draft)
    return render(
        request, "reviews/workbench.html",
        status=status, desk=desk, head=desk.head, here="review", form=form, kept=kept,
        moment_now=moment(now()),
    )  # fmt: skip
