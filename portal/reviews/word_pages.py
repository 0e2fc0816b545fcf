"""The door through which a draft leaves as a Word file with its remarks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from portal.acts import Act
from portal.documents.models import Format
from portal.errors import Unacceptable
from portal.i18n import translate
from portal.permits import Permit
from portal.reviews.handouts import hand_out
from portal.reviews.queries import draft_of
from portal.reviews.seats import number_in, seat_at
from portal.web.doors import door
from portal.web.downloads import attachment

NO_WORD = "这一版是 PDF，不能导出 Word 批注稿；请在网页上批注"


async def word_file(request: Request) -> Response:
    """The draft with every remark that the reader may see, as Word's own comments and changes."""
    seat = await seat_at(request, Permit.READ_REVIEW)
    draft = await draft_of(seat.matter, number_in(request, "version"))
    if draft.format is not Format.WORD:
        raise Unacceptable(NO_WORD)
    name = translate("{title}（第{version}稿批注）.docx", title="{title}", version=draft.version)
    return attachment(await hand_out(seat, draft), name.replace("{title}", seat.matter.title))


routes: list[BaseRoute] = [
    door(
        "/matters/{number}/drafts/{version}/word", word_file,
        name="draft.word", needs=Permit.READ_REVIEW, records=[Act.DRAFT_DOWNLOADED],
    ),
]  # fmt: skip
