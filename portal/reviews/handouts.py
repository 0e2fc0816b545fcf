"""Handing out a draft as a Word file, remembered so that what comes back can be compared."""

from __future__ import annotations

import secrets
from datetime import datetime

from portal.acts import Act
from portal.clock import OFFICE, now
from portal.database import transaction
from portal.documents.models import Draft, StoredFile
from portal.documents.workshop import run
from portal.journal.writing import record
from portal.matters.models import Matter
from portal.people.models import Person
from portal.reviews.models import AnnotationReply, Handout
from portal.reviews.queries import Remark, remarks_in
from portal.reviews.seats import Seat
from portal.reviews.wordfile import KEY, MATTER, VERSION, Bubble, HandedOut, handed_out
from portal.reviews.wording import in_word
from portal.storage import storage
from portal.word.notes import Reply


async def hand_out(seat: Seat, draft: Draft) -> bytes:
    """The draft as a Word file with all that this reader may see; the handout is remembered."""
    remarks = await remarks_in(draft, seat.reader)
    key = secrets.token_hex(16)
    marks = {KEY: key, MATTER: seat.matter.number, VERSION: str(draft.version)}
    source = await storage().fetch(draft.sha256)
    made = await run(handed_out, source, [bubble(one) for one in remarks], marks)
    sha = await storage().keep(made.data)
    await _remember(seat.matter, draft, key, sha, made, by=seat.person)
    return made.data


def bubble(remark: Remark) -> Bubble:
    """A remark as it goes into the file."""
    said, where = remark.annotation, remark.placement
    return Bubble(
        id=f"annotation:{said.id}",
        author=said.author.name,
        date=here(said.made_at),
        text=in_word(said.severity, said.text, said.basis),
        place=remark.place,
        proposal=said.proposal,
        resolved=said.resolved_at is not None,
        replies=tuple((f"reply:{one.id}", _reply(one)) for one in remark.replies),
        lost=where.was or where.quote,
    )


def here(moment: datetime) -> str:
    """A moment on the office's clock, as the Word library takes it."""
    return moment.astimezone(OFFICE).isoformat(timespec="seconds")


def _reply(reply: AnnotationReply) -> Reply:
    return Reply(reply.author.name, reply.text, here(reply.made_at), reply.author.name[:1])


@transaction
async def _remember(
    matter: Matter, draft: Draft, key: str, sha: str, made: HandedOut, *, by: Person
) -> None:
    await StoredFile.get_or_create(
        sha256=sha, defaults={"size": len(made.data), "kept": now()}
    )  # fmt: skip
    await Handout.create(
        key=key, draft=draft, person=by, sha256=sha, contents=made.comments, at=now()
    )
    await record(
        Act.DRAFT_DOWNLOADED, matter.number, by=by,
        version=draft.version, sha256=sha, annotations=len(made.comments),
    )  # fmt: skip
